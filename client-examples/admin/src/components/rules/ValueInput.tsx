import { Autocomplete, Group, NativeSelect, NumberInput, Select, TagsInput, Text, TextInput } from '@mantine/core';
import { useQuery } from 'urql';

import { useFormats, useStore } from '~/components/StoreFacts';
import { graphql } from '~/gql';

import { UNITS, type Duration, type RuleValue, type TimeUnit, type ValueOf } from './grammar';
import { fromLocal, toLocal } from './moments';
import { humanised, thresholdInWords } from './words';

interface Props<Value extends RuleValue = RuleValue> {
  /** What it is a value of, for screen readers. */
  label: string;
  value: Value;
  onChange: (value: RuleValue) => void;
  /** What a text can only be, where that is known. */
  choices?: string[] | undefined;
  /** A day is wanted, not a moment. */
  isDay?: boolean;
  /** What stands before the second of two numbers. */
  between?: string;
}

/** An input for a value in whichever of its eleven forms. */
export function ValueInput(props: Props) {
  const { value, label } = props;
  switch (value.form) {
    case 'text':
      return <TextValue {...props} value={value} />;
    case 'texts':
      return <TextsValue {...props} value={value} />;
    case 'number':
      return <NumberValue label={label} number={value.content} onChange={(content) => props.onChange({ form: 'number', content })} />;
    case 'numbers':
      return <NumbersValue {...props} value={value} />;
    case 'flag':
      return (
        <NativeSelect
          aria-label={label}
          w={90}
          value={value.content ? 'yes' : 'no'}
          data={['yes', 'no']}
          onChange={(event) => props.onChange({ form: 'flag', content: event.currentTarget.value === 'yes' })}
        />
      );
    case 'date':
      return <MomentInput label={label} isDay={props.isDay} moment={value.content} onChange={(content) => props.onChange({ form: 'date', content })} />;
    case 'dates':
      return <Pair items={value.content} onChange={(content) => props.onChange({ form: 'dates', content })}>
        {(moment, change, which) => <MomentInput label={`${label}, ${which}`} isDay={props.isDay} moment={moment} onChange={change} />}
      </Pair>;
    case 'relativeDate':
      return <RelativeInput label={label} span={value.content} onChange={(content) => props.onChange({ form: 'relativeDate', content })} />;
    case 'relativeDates':
      return <Pair items={value.content} onChange={(content) => props.onChange({ form: 'relativeDates', content })}>
        {(span, change, which) => <RelativeInput label={`${label}, ${which}`} span={span} onChange={change} />}
      </Pair>;
    case 'threshold':
      return <ThresholdInput label={label} name={value.content} onChange={(content) => props.onChange({ form: 'threshold', content })} />;
    case 'circle':
      return <CircleInput {...props} value={value} />;
  }
}

function TextValue({ label, value, onChange, choices }: Props<ValueOf<'text'>>) {
  const change = (content: string) => onChange({ form: 'text', content });
  if (choices) {
    return (
      <Select
        aria-label={label}
        placeholder="Choose"
        w={200}
        searchable
        data={choices.map((choice) => ({ value: choice, label: humanised(choice) }))}
        value={value.content || null}
        onChange={(content) => change(content ?? '')}
      />
    );
  }
  return <TextInput aria-label={label} placeholder="Text" w={200} maxLength={500} value={value.content} onChange={(event) => change(event.currentTarget.value)} />;
}

function TextsValue({ label, value, onChange, choices }: Props<ValueOf<'texts'>>) {
  return (
    <TagsInput
      aria-label={label}
      placeholder={value.content.length === 0 ? 'Type, then Enter' : undefined}
      miw={220}
      flex="1 1 220px"
      maw={460}
      data={choices ?? []}
      maxTags={1000}
      acceptValueOnBlur
      value={value.content}
      onChange={(content) => onChange({ form: 'texts', content })}
    />
  );
}

interface NumberProps {
  label: string;
  number: number | null;
  onChange: (number: number | null) => void;
  width?: number;
}

function NumberValue({ label, number, onChange, width = 120 }: NumberProps) {
  return (
    <NumberInput
      aria-label={label}
      placeholder="Number"
      w={width}
      hideControls
      value={number ?? ''}
      onChange={(typed) => onChange(typeof typed === 'number' ? typed : null)}
    />
  );
}

function NumbersValue({ label, value, onChange, between = 'and' }: Props<ValueOf<'numbers'>>) {
  const change = (content: (number | null)[]) => onChange({ form: 'numbers', content });
  if (value.content.length === 2 && between) {
    return (
      <Pair items={value.content} onChange={change} between={between}>
        {(number, changeOne, which) => <NumberValue label={`${label}, ${which}`} number={number} onChange={changeOne} width={100} />}
      </Pair>
    );
  }
  return (
    <TagsInput
      aria-label={label}
      placeholder={value.content.length === 0 ? 'Type a number, then Enter' : undefined}
      miw={220}
      maw={460}
      flex="1 1 220px"
      acceptValueOnBlur
      value={value.content.map(String)}
      onChange={(typed) => change(typed.map(Number).filter(Number.isFinite))}
    />
  );
}

interface PairProps<Item> {
  items: Item[];
  onChange: (items: Item[]) => void;
  between?: string;
  children: (item: Item, change: (item: Item) => void, which: 'first' | 'second') => React.ReactNode;
}

function Pair<Item>({ items, onChange, between = 'and', children }: PairProps<Item>) {
  const [first, second] = items as [Item, Item];
  return (
    <Group gap="xs">
      {children(first, (changed) => onChange([changed, second]), 'first')}
      <Text size="sm">{between}</Text>
      {children(second, (changed) => onChange([first, changed]), 'second')}
    </Group>
  );
}

interface MomentProps {
  label: string;
  moment: string;
  isDay?: boolean | undefined;
  onChange: (moment: string) => void;
}

/** A moment in the store's time zone, or a day. */
export function MomentInput({ label, moment, isDay = false, onChange }: MomentProps) {
  const { timeZone } = useStore();
  return (
    <TextInput
      aria-label={label}
      type={isDay ? 'date' : 'datetime-local'}
      w={isDay ? 150 : 200}
      value={isDay ? moment.slice(0, 10) : toLocal(moment, timeZone)}
      onChange={(event) => onChange(isDay ? event.currentTarget.value : fromLocal(event.currentTarget.value, timeZone))}
    />
  );
}

interface DurationProps {
  label: string;
  duration: Duration;
  onChange: (duration: Duration) => void;
  minimum?: number;
}

export function DurationInput({ label, duration, onChange, minimum = 1 }: DurationProps) {
  return (
    <Group gap={4} wrap="nowrap">
      <NumberInput
        aria-label={`${label}: how many`}
        w={72}
        min={minimum}
        allowDecimal={false}
        hideControls
        value={duration.amount}
        onChange={(amount) => typeof amount === 'number' && onChange({ ...duration, amount })}
      />
      <NativeSelect
        aria-label={`${label}: unit`}
        w={105}
        value={duration.unit}
        data={UNITS.map((unit) => ({ value: unit, label: unit.toLowerCase() }))}
        onChange={(event) => onChange({ ...duration, unit: event.currentTarget.value as TimeUnit })}
      />
    </Group>
  );
}

function RelativeInput({ label, span, onChange }: { label: string; span: Duration; onChange: (span: Duration) => void }) {
  const isPast = span.amount <= 0;
  const write = ({ amount, unit }: Duration, past: boolean) => onChange({ amount: past ? -amount : amount, unit });
  const duration = { ...span, amount: Math.abs(span.amount) };
  return (
    <Group gap={4} wrap="nowrap">
      <DurationInput label={label} duration={duration} minimum={0} onChange={(changed) => write(changed, isPast)} />
      <NativeSelect
        aria-label={`${label}: before or after now`}
        w={110}
        value={isPast ? 'ago' : 'from now'}
        data={['ago', 'from now']}
        onChange={(event) => write(duration, event.currentTarget.value === 'ago')}
      />
    </Group>
  );
}

const THRESHOLDS = graphql(`
  query RuleThresholds {
    smartSegmentFigures {
      thresholds {
        name
        value
      }
    }
  }
`);

function ThresholdInput({ label, name, onChange }: { label: string; name: string; onChange: (name: string) => void }) {
  const [{ data }] = useQuery({ query: THRESHOLDS, requestPolicy: 'cache-first' });
  const { number } = useFormats();
  const thresholds = data?.smartSegmentFigures.thresholds ?? [];
  return (
    <Select
      aria-label={label}
      placeholder="Choose a figure"
      miw={260}
      searchable
      data={thresholds.map((threshold) => ({
        value: threshold.name,
        label: `${thresholdInWords(threshold.name)} (${number(threshold.value)})`,
      }))}
      value={name || null}
      onChange={(chosen) => onChange(chosen ?? '')}
    />
  );
}

function CircleInput({ label, value: { content }, onChange }: Props<ValueOf<'circle'>>) {
  const change = (part: Partial<typeof content>) => onChange({ form: 'circle', content: { ...content, ...part } });
  return (
    <Group gap="xs">
      <NumberValue label={`${label}, kilometres`} number={content.radiusKm} width={80} onChange={(radiusKm) => change({ radiusKm })} />
      <Text size="sm">km of</Text>
      <NumberValue label={`${label}, latitude`} number={content.latitude} width={100} onChange={(latitude) => change({ latitude })} />
      <NumberValue label={`${label}, longitude`} number={content.longitude} width={100} onChange={(longitude) => change({ longitude })} />
    </Group>
  );
}

interface SuggestedTextProps {
  label: string;
  value: string;
  suggestions: string[];
  placeholder: string;
  onChange: (value: string) => void;
}

/** A text with suggestions, of which none need be taken. */
export function SuggestedText({ label, value, suggestions, placeholder, onChange }: SuggestedTextProps) {
  return <Autocomplete aria-label={label} placeholder={placeholder} w={170} data={suggestions} value={value} onChange={onChange} />;
}

