import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArchive,
  IconChartBar,
  IconCopy,
  IconDots,
  IconFlask,
  IconFlaskOff,
  IconLink,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
} from '@tabler/icons-react';
import { Link } from 'react-router';

import type { CampaignLifeFragment } from '~/gql/graphql';

import { openTestLink } from './TestLink';
import { useCampaignActions } from './useCampaignActions';

interface Props {
  campaign: CampaignLifeFragment;
  /** Where the campaign is open already, nothing leads to it. */
  isOpen?: boolean;
}

/** What can be done with a campaign where it stands. */
export function CampaignMenu({ campaign, isOpen = false }: Props) {
  const actions = useCampaignActions(campaign);
  const { status, testVersion, id, name } = campaign;
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <ActionIcon variant={isOpen ? 'default' : 'subtle'} size="lg" aria-label={`Actions for ${name}`}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {!isOpen && (
          <>
            <Menu.Item component={Link} to={`/campaigns/${id}`} leftSection={<IconPencil size={16} />}>
              Edit
            </Menu.Item>
            <Menu.Item component={Link} to={`/campaigns/${id}/results`} leftSection={<IconChartBar size={16} />}>
              Results
            </Menu.Item>
            <Menu.Divider />
          </>
        )}
        {status === 'LIVE' && (
          <Menu.Item leftSection={<IconPlayerPause size={16} />} onClick={() => void actions.pause()}>
            Pause
          </Menu.Item>
        )}
        {status === 'PAUSED' && (
          <Menu.Item leftSection={<IconPlayerPlay size={16} />} onClick={() => void actions.resume()}>
            Resume
          </Menu.Item>
        )}
        {status !== 'ARCHIVED' && testVersion == null && (
          <Menu.Item leftSection={<IconFlask size={16} />} onClick={() => void actions.test()}>
            Show the draft to testers
          </Menu.Item>
        )}
        {testVersion != null && (
          <Menu.Item leftSection={<IconLink size={16} />} onClick={() => openTestLink(campaign)}>
            Link for testers …
          </Menu.Item>
        )}
        {testVersion != null && (
          <Menu.Item leftSection={<IconFlaskOff size={16} />} onClick={() => void actions.endTest()}>
            End the test
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => void actions.duplicate()}>
          Duplicate
        </Menu.Item>
        {status !== 'ARCHIVED' && (
          <Menu.Item color="red" leftSection={<IconArchive size={16} />} onClick={actions.archive}>
            Archive …
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
