import { ActionIcon, Group, Modal, Paper, SegmentedControl, Text, Tooltip } from '@mantine/core';
import { useDisclosure, useElementSize } from '@mantine/hooks';
import { IconArrowsMaximize, IconDeviceDesktop, IconDeviceMobile, IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';

import type { CampaignContentInput, DisplayInput } from '~/gql/graphql';

import { directionOf } from '../form/wording';
import { CampaignInWindow } from './CampaignInWindow';
import { ShopAddressField } from './ShopAddressField';
import classes from './preview.module.css';

export type PreviewDevice = 'desktop' | 'phone';

const WINDOWS: Record<PreviewDevice, { width: number; height: number }> = {
  desktop: { width: 1000, height: 680 },
  phone: { width: 390, height: 720 },
};

interface Props {
  content: CampaignContentInput;
  display?: DisplayInput | null;
  locale: string;
  /** At the size that visitors see, wherever there is room for it. */
  isFullSize?: boolean;
}

const HIGHEST = 620;

/** The campaign as a storefront shows it, in a window of a desktop or a phone. It can be tried out. */
export function Preview({ content, display, locale, isFullSize = false }: Props) {
  const [isMaximized, { open, close }] = useDisclosure();
  const [device, setDevice] = useState<PreviewDevice>('desktop');
  const [round, setRound] = useState(0);
  const { ref, width } = useElementSize();
  const { width: windowWidth, height } = WINDOWS[device];
  const scale = width ? Math.min(1, width / windowWidth, isFullSize ? 1 : HIGHEST / height) : 0;
  return (
    <Paper withBorder p="sm" component="section" aria-label="Preview">
      <Group justify="space-between" mb="sm">
        <Text fw={600} size="sm">
          Preview
        </Text>
        <Group gap="xs">
          <SegmentedControl
            size="xs"
            aria-label="Device"
            value={device}
            onChange={(value) => setDevice(value as PreviewDevice)}
            data={[
              { value: 'desktop', label: <Device label="Desktop" icon={IconDeviceDesktop} /> },
              { value: 'phone', label: <Device label="Phone" icon={IconDeviceMobile} /> },
            ]}
          />
          <ShopAddressField />
          {!isFullSize && (
            <Tooltip label="Full size">
              <ActionIcon variant="default" onClick={open} aria-label="Preview in full size">
                <IconArrowsMaximize size={16} />
              </ActionIcon>
            </Tooltip>
          )}
          <Tooltip label="From the beginning">
            <ActionIcon variant="default" onClick={() => setRound(round + 1)} aria-label="Preview from the beginning">
              <IconRefresh size={16} />
            </ActionIcon>
          </Tooltip>
        </Group>
      </Group>
      <div ref={ref}>
        <div className={classes.scaled} style={{ width: windowWidth * scale, height: height * scale }}>
          <div
            className={classes.window}
            data-device={device}
            data-testid="preview"
            lang={locale}
            style={{ width: windowWidth, height, transform: `scale(${scale})` }}
          >
            <CampaignInWindow
              key={`${round} ${device} ${locale}`}
              content={content}
              display={display ?? {}}
              device={device}
              direction={directionOf(locale)}
            />
          </div>
        </div>
      </div>
      {!isFullSize && (
        <Modal opened={isMaximized} onClose={close} fullScreen title="Preview">
          <Preview content={content} display={display} locale={locale} isFullSize />
        </Modal>
      )}
    </Paper>
  );
}

function Device({ label, icon: Picture }: { label: string; icon: typeof IconDeviceDesktop }) {
  return (
    <Group gap={6} wrap="nowrap">
      <Picture size={14} />
      {label}
    </Group>
  );
}
