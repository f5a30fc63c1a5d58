import { Button, Drawer, Group, NumberInput, Stack, TagsInput, Text } from '@mantine/core';
import { useState } from 'react';

import { useChange } from '~/api/useChange';
import { graphql } from '~/gql';
import type { AdjustSmartSegmentsInput } from '~/gql/graphql';
import NUMBERS from '~/gql/smart-numbers.json';

const ADJUST = graphql(`
  mutation AdjustSmartSegments($input: AdjustSmartSegmentsInput!) {
    adjustSmartSegments(input: $input) {
      __typename
      ... on SmartSegmentsComputed {
        figures {
          settings
        }
      }
      ...Refusal
    }
  }
`);

type Settings = Record<string, number | number[]>;

interface Props {
  isOpen: boolean;
  onClose: () => void;
  /** The numbers that differ from the defaults, by their stored names. */
  settings: Settings;
}

/** The numbers in the ten definitions, each with its default. */
export function NumbersDrawer({ isOpen, onClose, settings }: Props) {
  return (
    <Drawer opened={isOpen} onClose={onClose} title="Numbers in the definitions" position="right" size="md" closeButtonProps={{ 'aria-label': 'Close' }}>
      <NumbersForm settings={settings} onDone={onClose} />
    </Drawer>
  );
}

function NumbersForm({ settings, onDone }: { settings: Settings; onDone: () => void }) {
  const [values, setValues] = useState(() => valuesOf(settings));
  const [adjust, isAdjusting] = useChange(ADJUST);
  const set = (name: string, value: number | number[]) => setValues({ ...values, [name]: value });
  const save = async () => {
    const adjusted = await adjust({ input: values as AdjustSmartSegmentsInput }, { done: 'The segments go by the new numbers' });
    if (adjusted) onDone();
  };
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        A line that begins with … goes on from the one above. Saving works the figures out anew.
      </Text>
      {NUMBERS.map(({ name, label, isList, isWhole, defaults }) => {
        const value = values[name];
        const description = `Default: ${defaults.join(', ')}`;
        return isList ? (
          <TagsInput
            key={name}
            label={label}
            description={description}
            acceptValueOnBlur
            value={(value as number[]).map(String)}
            onChange={(typed) => set(name, typed.map(Number).filter(Number.isFinite))}
          />
        ) : (
          <NumberInput
            key={name}
            label={label}
            description={description}
            allowDecimal={!isWhole}
            value={value as number}
            onChange={(typed) => typeof typed === 'number' && set(name, typed)}
          />
        );
      })}
      <Group justify="space-between" pos="sticky" bottom={0} py="sm" bg="var(--mantine-color-body)">
        <Button variant="subtle" onClick={() => setValues(valuesOf({}))}>
          Back to the defaults
        </Button>
        <Button loading={isAdjusting} onClick={() => void save()}>
          Save
        </Button>
      </Group>
    </Stack>
  );
}

function valuesOf(settings: Settings): Settings {
  return Object.fromEntries(
    NUMBERS.map(({ name, isList, defaults }) => [name, settings[storedName(name)] ?? (isList ? defaults : defaults[0]!)]),
  );
}

/** `loyalOrders` is stored as `loyal_orders`. */
function storedName(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
