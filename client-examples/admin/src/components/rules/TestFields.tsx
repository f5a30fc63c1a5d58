import { Chip, NativeSelect, Select } from '@mantine/core';

import type { Test } from './draft';
import { canIgnoreCase, emptyValue, formsOf, meaningOfOperator, operatorsOf, type Operator, type ValueForm, type ValueKind } from './grammar';
import { OptionWithMeaning } from './OptionWithMeaning';
import { ValueInput } from './ValueInput';
import { FORM_LABELS, labelOfOperator } from './words';

const USUAL_OPERATORS: Record<ValueKind, Operator> = {
  text: 'EQUAL',
  number: 'GREATER_OR_EQUAL',
  flag: 'EQUAL',
  date: 'GREATER_OR_EQUAL',
  texts: 'HAS_ANY',
  point: 'WITHIN_DISTANCE',
  address: 'IN_NETWORK',
  trait: 'EQUAL',
  property: 'EQUAL',
};

/** Fit a test to another kind of value: what still makes sense of it stays. */
export function testOf(kind: ValueKind, previous: Test): Test {
  const fits = previous.operator && operatorsOf(kind).includes(previous.operator);
  return withOperator(kind, fits ? previous.operator! : USUAL_OPERATORS[kind], previous);
}

function withOperator(kind: ValueKind, operator: Operator, { value, ignoreCase }: Test): Test {
  const forms = formsOf(kind, operator);
  const [form] = forms;
  if (!form) return { operator, value: null, ignoreCase: false };
  const isUsable = value && forms.includes(value.form) && Array.isArray(value.content) === false;
  const next = isUsable ? value : emptyValue(form, operator);
  return { operator, value: next, ignoreCase: ignoreCase && canIgnoreCase(operator, next.form) };
}

interface Props {
  kind: ValueKind;
  test: Test;
  /** What is tested, for screen readers. */
  subject: string;
  choices?: string[] | undefined;
  isDay?: boolean;
  canIgnore?: boolean;
  onChange: (test: Test) => void;
}

/** How something is compared, and with what. */
export function TestFields({ kind, test, subject, choices, isDay = false, canIgnore = true, onChange }: Props) {
  const { operator, value, ignoreCase } = test;
  const forms = operator ? formsOf(kind, operator) : [];
  return (
    <>
      <Select
        aria-label={`${subject}: how to compare`}
        placeholder="How"
        w={180}
        searchable
        data={operatorsOf(kind).map((name) => ({ value: name, label: labelOfOperator(name, kind) }))}
        renderOption={({ option }) => <OptionWithMeaning label={option.label} meaning={meaningOfOperator(option.value as Operator)} />}
        comboboxProps={{ width: 300, position: 'bottom-start' }}
        value={operator}
        allowDeselect={false}
        onChange={(chosen) => chosen && onChange(withOperator(kind, chosen as Operator, test))}
      />
      {operator && value && forms.length > 1 && (
        <NativeSelect
          aria-label={`${subject}: kind of value`}
          w={160}
          value={value.form}
          data={forms.map((form) => ({ value: form, label: FORM_LABELS[form] }))}
          onChange={(event) => onChange({ ...test, value: emptyValue(event.currentTarget.value as ValueForm, operator) })}
        />
      )}
      {operator && value && (
        <ValueInput
          label={`${subject}: value`}
          value={value}
          choices={choices}
          isDay={isDay || operator === 'IS_DAY' || operator === 'IS_NOT_DAY'}
          between={betweenWords(operator)}
          onChange={(changed) => onChange({ ...test, value: changed })}
        />
      )}
      {operator && canIgnore && !choices && canIgnoreCase(operator, value?.form) && (
        <Chip size="xs" checked={ignoreCase} onChange={(checked) => onChange({ ...test, ignoreCase: checked })}>
          in any case
        </Chip>
      )}
    </>
  );
}

function betweenWords(operator: Operator): string {
  if (operator === 'MODULO') return 'the remainder';
  return operator === 'BETWEEN' || operator === 'NOT_BETWEEN' ? 'and' : '';
}
