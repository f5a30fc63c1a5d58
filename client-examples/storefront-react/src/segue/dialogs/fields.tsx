import type { ReactNode } from 'react';
import {
  Button,
  CheckboxButton,
  CheckboxField,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select,
  SelectValue,
  Text,
  TextArea,
  TextField,
  type TextFieldProps,
} from 'react-aria-components';
import { useLabels } from '../SegueProvider';

export interface Option {
  key: string;
  label: string;
}

/** Marked where it can't be left out; screen readers are told by the field itself. */
export function FieldLabel({ isRequired, children }: { isRequired: boolean; children: ReactNode }) {
  return (
    <Label className="segue-label">
      {children}
      {isRequired && <span aria-hidden="true"> *</span>}
    </Label>
  );
}

export function Hint({ children }: { children: string | null }) {
  return (
    children && (
      <Text slot="description" className="segue-hint">
        {children}
      </Text>
    )
  );
}

interface TextInputProps extends Omit<TextFieldProps, 'children'> {
  label: string;
  hint?: string | null;
  placeholder?: string | undefined;
  hasManyLines?: boolean;
}

export function TextInput({ label, hint = null, placeholder, hasManyLines = false, ...field }: TextInputProps) {
  return (
    <TextField {...field} className="segue-field">
      <FieldLabel isRequired={field.isRequired ?? false}>{label}</FieldLabel>
      <Hint>{hint}</Hint>
      {hasManyLines ? (
        <TextArea className="segue-input" rows={3} placeholder={placeholder} />
      ) : (
        <Input className="segue-input" placeholder={placeholder} />
      )}
      <FieldError className="segue-error" />
    </TextField>
  );
}

/** A box to tick, with its mark. */
export function TickBox({ children }: { children: ReactNode }) {
  return (
    <CheckboxButton className="segue-choice">
      <svg viewBox="0 0 20 20" className="segue-box" aria-hidden="true">
        <path d="M5 10.5l3.5 3.5L15 6.5" />
      </svg>
      <span>{children}</span>
    </CheckboxButton>
  );
}

interface TickProps {
  name: string;
  isRequired: boolean;
  isSelected: boolean;
  onChange: (isSelected: boolean) => void;
  hint?: string | null;
  children: ReactNode;
}

export function Tick({ children, hint = null, ...field }: TickProps) {
  return (
    <CheckboxField {...field} className="segue-field">
      <TickBox>
        {children}
        {field.isRequired && <span aria-hidden="true"> *</span>}
      </TickBox>
      <Hint>{hint}</Hint>
      <FieldError className="segue-error" />
    </CheckboxField>
  );
}

interface DropdownProps {
  name: string;
  label: string;
  hint?: string | null;
  isRequired: boolean;
  options: Option[];
  selected: string | null;
  onChange: (key: string) => void;
}

export function Dropdown({ label, hint = null, options, selected, onChange, ...field }: DropdownProps) {
  const labels = useLabels();
  return (
    <Select
      {...field}
      className="segue-field"
      placeholder={labels.choose}
      value={selected}
      onChange={(key) => key !== null && onChange(String(key))}
    >
      <FieldLabel isRequired={field.isRequired}>{label}</FieldLabel>
      <Hint>{hint}</Hint>
      <Button className="segue-input segue-dropdown">
        <SelectValue />
        <span aria-hidden="true">▾</span>
      </Button>
      <FieldError className="segue-error" />
      <Popover className="segue-options">
        <ListBox items={options.map(({ key, label: text }) => ({ id: key, text }))}>
          {({ text }) => <ListBoxItem textValue={text}>{text}</ListBoxItem>}
        </ListBox>
      </Popover>
    </Select>
  );
}
