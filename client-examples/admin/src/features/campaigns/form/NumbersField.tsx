import { MultiSelect, TagsInput } from '@mantine/core';

import { useField } from './campaignForm';
import type { FieldProps } from './fields';

/** Several whole numbers; with names, the first name stands for 1. */
export function NumbersField({ path, label, description, names }: FieldProps & { names?: string[] }) {
  const { id, value, error, set } = useField<number[]>(path);
  const texts = (value ?? []).map(String);
  const setTexts = (entered: string[]) => set(entered.map(Number).filter((number) => Number.isInteger(number)));
  if (names) {
    return (
      <MultiSelect
        id={id}
        label={label}
        description={description}
        placeholder={texts.length ? undefined : 'Every one'}
        data={names.map((name, index) => ({ value: String(index + 1), label: name }))}
        value={texts}
        error={error}
        onChange={setTexts}
      />
    );
  }
  return <TagsInput id={id} label={label} description={description} value={texts} error={error} onChange={setTexts} />;
}
