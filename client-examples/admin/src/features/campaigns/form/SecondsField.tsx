import { Group, Input, NumberInput, Select } from '@mantine/core';
import { useState } from 'react';

import { useField } from './campaignForm';
import type { FieldProps } from './fields';

const UNITS = [
  { value: '86400', label: 'days' },
  { value: '3600', label: 'hours' },
  { value: '60', label: 'minutes' },
  { value: '1', label: 'seconds' },
];

/** A length of time, written in the largest unit that fits. */
export function SecondsField({ path, label, description }: FieldProps) {
  const { id, value, error, set } = useField<number>(path);
  const [chosen, setChosen] = useState<string>();
  const unit = chosen ?? (value ? (UNITS.find((item) => value % Number(item.value) === 0)?.value ?? '1') : '86400');
  return (
    <Input.Wrapper id={id} label={label} description={description} error={error}>
      <Group gap="xs" wrap="nowrap" mt={4}>
        <NumberInput
          id={id}
          placeholder="No limit"
          min={1}
          w={130}
          value={value ? value / Number(unit) : ''}
          onChange={(entered) => set(typeof entered === 'number' ? Math.round(entered * Number(unit)) : undefined)}
        />
        <Select
          aria-label={`${label}: unit`}
          w={120}
          allowDeselect={false}
          data={UNITS}
          value={unit}
          onChange={(next) => {
            if (!next) return;
            setChosen(next);
            if (value) set(Math.round((value / Number(unit)) * Number(next)));
          }}
        />
      </Group>
    </Input.Wrapper>
  );
}
