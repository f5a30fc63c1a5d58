import { Group, NativeSelect, SimpleGrid } from '@mantine/core';

import type { Device, DisplaySize, Entrance, TriggerInput, TriggerKind } from '~/gql/graphql';

import { Part } from '../content/Part';
import { NumberField, SegmentedField, SelectField, SwitchField, TextField } from './fields';
import { useCampaignForm, useField } from './campaignForm';
import { Items } from './groups';

const TRIGGERS: Record<TriggerKind, string> = {
  IMMEDIATELY: 'At once',
  DELAY: 'After a while',
  SCROLL: 'When the page was scrolled',
  EXIT_INTENT: 'When the visitor is about to leave',
  INACTIVITY: 'When the visitor does nothing',
  ELEMENT_CLICK: 'On a click on something',
  CUSTOM_EVENT: 'On an event of the storefront',
  PAGE_COUNT: 'From a page of the visit on',
};
const TRIGGER_KINDS = Object.keys(TRIGGERS) as TriggerKind[];
const STARTING: Record<TriggerKind, TriggerInput> = {
  IMMEDIATELY: { kind: 'IMMEDIATELY' },
  DELAY: { kind: 'DELAY', delaySeconds: 5 },
  SCROLL: { kind: 'SCROLL', scrollPercent: 50 },
  EXIT_INTENT: { kind: 'EXIT_INTENT' },
  INACTIVITY: { kind: 'INACTIVITY', inactivitySeconds: 30 },
  ELEMENT_CLICK: { kind: 'ELEMENT_CLICK', selector: '#offers' },
  CUSTOM_EVENT: { kind: 'CUSTOM_EVENT', eventName: 'wishlist-opened' },
  PAGE_COUNT: { kind: 'PAGE_COUNT', pageCount: 3 },
};
const DEVICES: Device[] = ['DESKTOP', 'MOBILE', 'TABLET', 'ANDROID_APP', 'IOS_APP'];
const SIZES: DisplaySize[] = ['SMALL', 'MEDIUM', 'LARGE', 'FULL'];
const ENTRANCES: Entrance[] = ['NONE', 'FADE', 'SLIDE', 'ZOOM'];

/** When and how it is shown once the page has it: of the campaign, or of one variant. */
export function DisplayFields({ path }: { path: string }) {
  return (
    <>
      <Part title="When it appears" description="Any one of these is enough.">
        <Triggers path={`${path}.triggers`} />
        <Items
          path={`${path}.deviceTriggers`}
          noun="Device"
          label="Otherwise on some devices"
          description="In place of those above."
          most={5}
          make={() => ({ device: 'MOBILE', triggers: [STARTING.SCROLL] })}
        >
          {(item) => (
            <>
              <SelectField path={`${item}.device`} label="On" names={DEVICES} />
              <Triggers path={`${item}.triggers`} />
            </>
          )}
        </Items>
      </Part>
      <Part title="How it appears">
        <SegmentedField path={`${path}.size`} label="Size" names={SIZES} />
        <SegmentedField path={`${path}.animation.entrance`} label="Entrance" description="Left out where the device asks for less motion." names={ENTRANCES} />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <NumberField path={`${path}.animation.milliseconds`} label="It takes" suffix=" ms" min={0} max={2000} />
          <TextField path={`${path}.theme`} label="Style of the storefront" placeholder="Its usual one" />
        </SimpleGrid>
      </Part>
      <Part title="How it is closed">
        <Group gap="lg">
          <SwitchField path={`${path}.closing.hasButton`} label="By a button on it" />
          <SwitchField path={`${path}.closing.onOverlayClick`} label="By a click beside it" />
          <SwitchField path={`${path}.closing.onEscape`} label="By the Escape key" />
        </Group>
        <NumberField path={`${path}.closing.afterSeconds`} label="By itself after" suffix=" seconds" placeholder="Never" min={1} max={600} />
      </Part>
    </>
  );
}

function Triggers({ path }: { path: string }) {
  return (
    <Items path={path} noun="Trigger" least={1} most={8} make={() => STARTING.DELAY}>
      {(item) => <TriggerFields path={item} />}
    </Items>
  );
}

function TriggerFields({ path }: { path: string }) {
  const form = useCampaignForm();
  const { value, set } = useField<TriggerInput>(path);
  const kind = value?.kind ?? 'IMMEDIATELY';
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
      <NativeSelect
        label="It appears"
        id={`${path}.kind`}
        error={form.errors[`${path}.kind`]}
        value={kind}
        onChange={(event) => set(STARTING[event.currentTarget.value as TriggerKind])}
      >
        {TRIGGER_KINDS.map((name) => (
          <option key={name} value={name}>
            {TRIGGERS[name]}
          </option>
        ))}
      </NativeSelect>
      {kind === 'DELAY' && <NumberField path={`${path}.delaySeconds`} label="Seconds" min={0} max={3600} />}
      {kind === 'SCROLL' && <NumberField path={`${path}.scrollPercent`} label="Of the page" suffix=" %" min={1} max={100} />}
      {kind === 'INACTIVITY' && <NumberField path={`${path}.inactivitySeconds`} label="Seconds" min={1} max={3600} />}
      {kind === 'ELEMENT_CLICK' && <TextField path={`${path}.selector`} label="CSS selector" required />}
      {kind === 'CUSTOM_EVENT' && <TextField path={`${path}.eventName`} label="Name of the event" required />}
      {kind === 'PAGE_COUNT' && <NumberField path={`${path}.pageCount`} label="Page" min={1} max={100} />}
      {(kind === 'DELAY' || kind === 'INACTIVITY') && <SwitchField path={`${path}.acrossPages`} label="The clock goes on from page to page" />}
    </SimpleGrid>
  );
}
