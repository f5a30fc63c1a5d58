import {
  Chip,
  ColorInput,
  Group,
  Input,
  MultiSelect,
  NumberInput,
  SegmentedControl,
  Select,
  Switch,
  TagsInput,
  Textarea,
  TextInput,
  type TextInputProps,
} from '@mantine/core';
import dayjs from 'dayjs';
import timezone from 'dayjs/plugin/timezone';
import utc from 'dayjs/plugin/utc';

import { useStore } from '~/components/StoreFacts';

import { useField } from './campaignForm';
import { words } from './wording';

dayjs.extend(utc);
dayjs.extend(timezone);

export interface FieldProps {
  path: string;
  label: string;
  description?: string;
}

interface TextProps extends FieldProps, Pick<TextInputProps, 'placeholder' | 'maxLength'> {
  /** It goes as an empty text, not left out, so that the API can say what is missing. */
  required?: boolean;
}

export function TextField({ path, required = false, ...props }: TextProps) {
  const { id, value, error, set } = useField<string>(path);
  return (
    <TextInput
      id={id}
      {...props}
      dir="auto"
      required={required}
      value={value ?? ''}
      error={error}
      onChange={({ currentTarget }) => set(currentTarget.value || (required ? '' : undefined))}
    />
  );
}

export function ParagraphField({ path, required = false, ...props }: TextProps) {
  const { id, value, error, set } = useField<string>(path);
  return (
    <Textarea
      id={id}
      {...props}
      dir="auto"
      required={required}
      autosize
      minRows={2}
      maxRows={8}
      value={value ?? ''}
      error={error}
      onChange={({ currentTarget }) => set(currentTarget.value || (required ? '' : undefined))}
    />
  );
}

interface NumberProps extends FieldProps {
  min?: number;
  max?: number;
  suffix?: string;
  placeholder?: string;
  decimals?: boolean;
}

export function NumberField({ path, decimals = false, ...props }: NumberProps) {
  const { id, value, error, set } = useField<number>(path);
  return (
    <NumberInput
      id={id}
      {...props}
      allowDecimal={decimals}
      clampBehavior="none"
      value={value ?? ''}
      error={error}
      onChange={(entered) => set(typeof entered === 'number' ? entered : undefined)}
    />
  );
}

/** A share, written in per cent. */
export function PercentField({ path, ...props }: NumberProps) {
  const { id, value, error, set } = useField<number>(path);
  return (
    <NumberInput
      id={id}
      {...props}
      suffix=" %"
      min={0}
      step={1}
      value={value == null ? '' : Number((value * 100).toFixed(4))}
      error={error}
      onChange={(entered) => set(typeof entered === 'number' ? Number((entered / 100).toFixed(6)) : undefined)}
    />
  );
}

export function SwitchField({ path, ...props }: FieldProps) {
  const { id, value, error, set } = useField<boolean>(path);
  return (
    <Switch
      id={id}
      {...props}
      checked={value ?? false}
      error={error}
      onChange={({ currentTarget }) => set(currentTarget.checked)}
    />
  );
}

interface ChoiceProps extends FieldProps {
  names: readonly string[];
  labels?: Record<string, string>;
}

export function SelectField({ path, names, labels = {}, ...props }: ChoiceProps) {
  const { id, value, error, set } = useField<string>(path);
  return (
    <Select
      id={id}
      {...props}
      allowDeselect={false}
      data={names.map((name) => ({ value: name, label: labels[name] ?? words(name) }))}
      value={value ?? null}
      error={error}
      onChange={(chosen) => set(chosen ?? undefined)}
    />
  );
}

export function SegmentedField({ path, label, description, names, labels = {} }: ChoiceProps) {
  const { value, error, set } = useField<string>(path);
  return (
    <Input.Wrapper label={label} description={description} error={error} labelElement="div">
      <SegmentedControl
        mt={4}
        fullWidth
        size="xs"
        aria-label={label}
        data={names.map((name) => ({ value: name, label: labels[name] ?? words(name) }))}
        value={value ?? names[0]!}
        onChange={set}
      />
    </Input.Wrapper>
  );
}

/** Any of a few; none chosen stands for all. */
export function ChipsField({ path, label, description, names, labels = {} }: ChoiceProps) {
  const { value, error, set } = useField<string[]>(path);
  return (
    <Input.Wrapper label={label} description={description} error={error} labelElement="div">
      <Chip.Group multiple value={value ?? []} onChange={set}>
        <Group gap={6} mt={6} role="group" aria-label={label}>
          {names.map((name) => (
            <Chip key={name} value={name} size="xs">
              {labels[name] ?? words(name)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </Input.Wrapper>
  );
}

interface ManyProps extends FieldProps {
  data: { value: string; label: string }[];
  placeholder?: string;
}

export function ManyField({ path, ...props }: ManyProps) {
  const { id, value, error, set } = useField<string[]>(path);
  return (
    <MultiSelect id={id} {...props} searchable clearable hidePickedOptions value={value ?? []} error={error} onChange={set} />
  );
}

export function TagsField({ path, ...props }: FieldProps & { placeholder?: string }) {
  const { id, value, error, set } = useField<string[]>(path);
  return <TagsInput id={id} {...props} value={value ?? []} error={error} onChange={set} />;
}

const SWATCHES = ['#ffffff', '#111827', '#4338ca', '#0f766e', '#b91c1c', '#b45309', '#fef3c7', '#eef2ff'];

export function ColourField({ path, ...props }: FieldProps) {
  const { id, value, error, set } = useField<string>(path);
  return (
    <ColorInput
      id={id}
      {...props}
      placeholder="The storefront’s own"
      swatches={SWATCHES}
      eyeDropperButtonProps={{ 'aria-label': 'Pick a colour from the screen' }}
      value={value ?? ''}
      error={error}
      onChange={(colour) => set(colour || undefined)}
    />
  );
}

/** A moment, written by the store's own clock. */
export function MomentField({ path, description, ...props }: FieldProps) {
  const { timeZone } = useStore();
  const { id, value, error, set } = useField<string>(path);
  return (
    <TextInput
      id={id}
      type="datetime-local"
      {...props}
      description={description ?? `On the store’s clock, ${timeZone}.`}
      value={value ? dayjs(value).tz(timeZone).format('YYYY-MM-DDTHH:mm') : ''}
      error={error}
      onChange={({ currentTarget: { value: local } }) =>
        set(local ? dayjs.tz(local, timeZone).toISOString() : undefined)
      }
    />
  );
}
