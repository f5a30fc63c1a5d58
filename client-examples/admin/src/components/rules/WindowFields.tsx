import { Group, NativeSelect, Text } from '@mantine/core';

import type { TimeWindow } from './grammar';
import { DurationInput, MomentInput } from './ValueInput';

interface Props {
  window: TimeWindow | null;
  /** The visit of the request may be meant, too. */
  allowsSession?: boolean;
  onChange: (window: TimeWindow | null) => void;
}

const LABELS = { ever: 'ever', last: 'in the last', between: 'between', thisSession: 'in this visit' };
type Choice = keyof typeof LABELS;

/** When something must have happened. */
export function WindowFields({ window, allowsSession = false, onChange }: Props) {
  const choices = (Object.keys(LABELS) as Choice[]).filter((choice) => allowsSession || choice !== 'thisSession');
  return (
    <Group gap={6}>
      <NativeSelect
        aria-label="When"
        w={130}
        value={window?.kind ?? 'ever'}
        data={choices.map((choice) => ({ value: choice, label: LABELS[choice] }))}
        onChange={(event) => onChange(emptyWindow(event.currentTarget.value as Choice))}
      />
      {window?.kind === 'last' && (
        <DurationInput label="In the last" duration={window} onChange={(duration) => onChange({ ...window, ...duration })} />
      )}
      {window?.kind === 'between' && (
        <>
          <MomentInput label="From" moment={window.from ?? ''} onChange={(from) => onChange({ ...window, from: from || null })} />
          <Text size="sm">and</Text>
          <MomentInput label="Before" moment={window.to ?? ''} onChange={(to) => onChange({ ...window, to: to || null })} />
        </>
      )}
    </Group>
  );
}

function emptyWindow(choice: Choice): TimeWindow | null {
  switch (choice) {
    case 'ever':
      return null;
    case 'last':
      return { kind: 'last', amount: 30, unit: 'DAYS' };
    case 'between':
      return { kind: 'between', from: null, to: null };
    case 'thisSession':
      return { kind: 'thisSession' };
  }
}
