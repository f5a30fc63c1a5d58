import { ActionIcon, Button, Group, NativeSelect, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import { newPropertyTest, newStep, type Behaviour, type Condition, type ConditionOf, type EventStep, type NamedTest, type PropertyTest, type Sequence, type Unfollowed } from './draft';
import { choicesOf, EVENTS, kindOfMeasure, kindOfSubject, meaningOf, meaningOfEvent, MEASURES, namesOf, takesProperty, type EventKind, type Measure, type SubjectKind } from './grammar';
import { OptionWithMeaning } from './OptionWithMeaning';
import { SegmentSelect } from './SegmentSelect';
import { TestFields, testOf } from './TestFields';
import { DurationInput, SuggestedText } from './ValueInput';
import { WindowFields } from './WindowFields';
import { EVENT_LABELS, labelOfName, MEASURE_LABELS } from './words';

interface Props {
  condition: Condition;
  onChange: (condition: Condition) => void;
}

/** The inputs of one condition, by its kind. */
export function ConditionFields({ condition, onChange }: Props) {
  const change = (body: Condition['body']) => onChange({ ...condition, body } as Condition);
  switch (condition.kind) {
    case 'segment':
      return <SegmentSelect label="Segment" value={condition.body.key} onChange={(key) => change({ key })} />;
    case 'behaviour':
      return <BehaviourFields behaviour={condition.body} onChange={change} />;
    case 'sequence':
      return <SequenceFields sequence={condition.body} onChange={change} />;
    case 'unfollowed':
      return <UnfollowedFields unfollowed={condition.body} onChange={change} />;
    default:
      return <NamedTestFields condition={condition} onChange={change} />;
  }
}

function NamedTestFields({ condition: { kind, body }, onChange }: { condition: ConditionOf<SubjectKind>; onChange: (body: NamedTest) => void }) {
  const valueKind = kindOfSubject(kind, body.name);
  const subject = body.name ? labelOfName(kind, body.name) : 'Condition';
  const rename = (name: string) => {
    const nextKind = kindOfSubject(kind, name);
    onChange({ ...body, ...(nextKind && testOf(nextKind, body)), name });
  };
  return (
    <>
      <NameInput kind={kind} name={body.name} onChange={rename} />
      {valueKind && body.name && (
        <TestFields
          kind={valueKind}
          test={body}
          subject={subject}
          choices={choicesOf(body.name)}
          isDay={body.name === 'BIRTH_DATE'}
          canIgnore={kind !== 'smart'}
          onChange={(test) => onChange({ ...body, ...test })}
        />
      )}
    </>
  );
}

function NameInput({ kind, name, onChange }: { kind: SubjectKind; name: string; onChange: (name: string) => void }) {
  const names = namesOf(kind);
  if (!names) {
    return (
      <TextInput
        aria-label="Name"
        placeholder={kind === 'trait' ? 'Name, such as tier' : 'Parameter, such as coupon'}
        w={200}
        maxLength={64}
        value={name}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  return (
    <Select
      aria-label="What to look at"
      placeholder="What to look at"
      w={210}
      searchable
      data={names.map((option) => ({ value: option, label: labelOfName(kind, option) }))}
      renderOption={({ option }) => <OptionWithMeaning label={option.label} meaning={meaningOf(kind, option.value)} />}
      comboboxProps={{ width: 320, position: 'bottom-start' }}
      value={name || null}
      allowDeselect={false}
      onChange={(chosen) => chosen && onChange(chosen)}
    />
  );
}

function EventSelect({ label, event, onChange }: { label: string; event: EventKind; onChange: (event: EventKind) => void }) {
  return (
    <Select
      aria-label={label}
      w={230}
      searchable
      data={EVENTS.map((kind) => ({ value: kind, label: EVENT_LABELS[kind] }))}
      renderOption={({ option }) => <OptionWithMeaning label={option.label} meaning={meaningOfEvent(option.value as EventKind)} />}
      comboboxProps={{ width: 300, position: 'bottom-start' }}
      value={event}
      allowDeselect={false}
      onChange={(chosen) => chosen && onChange(chosen as EventKind)}
    />
  );
}

function BehaviourFields({ behaviour, onChange }: { behaviour: Behaviour; onChange: (behaviour: Behaviour) => void }) {
  const { event, measure, property, where, window } = behaviour;
  const setMeasure = (next: Measure) =>
    onChange({ ...behaviour, ...testOf(kindOfMeasure(next), behaviour), measure: next, property: takesProperty(next) ? property : '' });
  return (
    <Stack gap="xs" flex={1}>
      <Group gap="xs">
        <EventSelect label="What the visitor did" event={event} onChange={(next) => onChange({ ...behaviour, event: next })} />
        <NativeSelect
          aria-label="What to measure"
          w={190}
          value={measure}
          data={MEASURES.map((name) => ({ value: name, label: MEASURE_LABELS[name] }))}
          onChange={(chosen) => setMeasure(chosen.currentTarget.value as Measure)}
        />
        {takesProperty(measure) && (
          <PropertyName label="Property to measure" event={event} name={property} onChange={(next) => onChange({ ...behaviour, property: next })} />
        )}
        <TestFields
          kind={kindOfMeasure(measure)}
          test={behaviour}
          subject={MEASURE_LABELS[measure]}
          onChange={(test) => onChange({ ...behaviour, ...test })}
        />
        <WindowFields window={window} allowsSession onChange={(next) => onChange({ ...behaviour, window: next })} />
      </Group>
      <WhereFields event={event} where={where} onChange={(next) => onChange({ ...behaviour, where: next })} />
    </Stack>
  );
}

function SequenceFields({ sequence, onChange }: { sequence: Sequence; onChange: (sequence: Sequence) => void }) {
  const { steps, within, window } = sequence;
  const setSteps = (next: EventStep[]) => onChange({ ...sequence, steps: next });
  return (
    <Stack gap="xs" flex={1}>
      {steps.map((step, position) => (
        <StepFields
          key={step.id}
          prefix={position === 0 ? 'First' : 'then'}
          label={`Step ${position + 1}`}
          step={step}
          onChange={(changed) => setSteps(steps.with(position, changed))}
          onRemove={steps.length > 2 ? () => setSteps(steps.filter(({ id }) => id !== step.id)) : undefined}
        />
      ))}
      <Group gap="xs">
        {steps.length < 5 && (
          <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} />} onClick={() => setSteps([...steps, newStep('PURCHASE')])}>
            Step
          </Button>
        )}
        <NativeSelect
          aria-label="Time between steps"
          w={210}
          value={within ? 'within' : 'any'}
          data={[
            { value: 'any', label: 'however far apart' },
            { value: 'within', label: 'each within … of the one before' },
          ]}
          onChange={(event) => onChange({ ...sequence, within: event.currentTarget.value === 'within' ? { amount: 2, unit: 'HOURS' } : null })}
        />
        {within && <DurationInput label="Between steps" duration={within} onChange={(duration) => onChange({ ...sequence, within: duration })} />}
        <WindowFields window={window} onChange={(next) => onChange({ ...sequence, window: next })} />
      </Group>
    </Stack>
  );
}

function UnfollowedFields({ unfollowed, onChange }: { unfollowed: Unfollowed; onChange: (unfollowed: Unfollowed) => void }) {
  const { event, without, window } = unfollowed;
  return (
    <Stack gap="xs" flex={1}>
      <StepFields prefix="The visitor" label="What was done" step={event} onChange={(next) => onChange({ ...unfollowed, event: next })}>
        <WindowFields window={window} onChange={(next) => onChange({ ...unfollowed, window: next })} />
      </StepFields>
      <StepFields prefix="and hasn’t since" label="What wasn’t done since" step={without} onChange={(next) => onChange({ ...unfollowed, without: next })} />
    </Stack>
  );
}

interface StepProps {
  prefix: string;
  label: string;
  step: EventStep;
  onChange: (step: EventStep) => void;
  onRemove?: (() => void) | undefined;
  children?: ReactNode;
}

function StepFields({ prefix, label, step, onChange, onRemove, children }: StepProps) {
  return (
    <Stack gap={4}>
      <Group gap="xs">
        <Text size="sm" w={112}>
          {prefix}
        </Text>
        <EventSelect label={label} event={step.event} onChange={(event) => onChange({ ...step, event })} />
        {children}
        {onRemove && <RemoveButton label={`Remove ${label.toLowerCase()}`} onClick={onRemove} />}
      </Group>
      <WhereFields event={step.event} where={step.where} onChange={(where) => onChange({ ...step, where })} />
    </Stack>
  );
}

const SUGGESTED_PROPERTIES: Partial<Record<EventKind, string[]>> = {
  PRODUCT_VIEW: ['productId', 'category', 'brand', 'price'],
  CATEGORY_VIEW: ['category'],
  SEARCH: ['query'],
  BASKET_ADD: ['productId', 'category', 'brand', 'price', 'quantity'],
  BASKET_REMOVE: ['productId', 'category', 'brand', 'quantity'],
  PURCHASE: ['total', 'units', 'orderNumber', 'productIds', 'categories', 'brands'],
  CUSTOM: ['name'],
  CAMPAIGN_IMPRESSION: ['campaignId'],
  CAMPAIGN_CLICK: ['campaignId'],
  CAMPAIGN_CLOSE: ['campaignId'],
  CAMPAIGN_CONVERSION: ['campaignId'],
  SURVEY_ANSWER: ['campaignId', 'question', 'score', 'npsGroup', 'text', 'options', 'flag'],
};

function PropertyName({ label, event, name, onChange }: { label: string; event: EventKind; name: string; onChange: (name: string) => void }) {
  return <SuggestedText label={label} placeholder="Property" value={name} suggestions={SUGGESTED_PROPERTIES[event] ?? []} onChange={onChange} />;
}

function WhereFields({ event, where, onChange }: { event: EventKind; where: PropertyTest[]; onChange: (where: PropertyTest[]) => void }) {
  return (
    <Stack gap="xs" pl="md">
      {where.map((test, position) => (
        <Group key={test.id} gap="xs">
          <Text size="sm" c="dimmed" w={44}>
            {position === 0 ? 'where' : 'and'}
          </Text>
          <PropertyName
            label="Property"
            event={event}
            name={test.property}
            onChange={(property) => onChange(where.with(position, { ...test, ...(test.operator ? {} : testOf('property', test)), property }))}
          />
          {test.property && (
            <TestFields
              kind="property"
              test={test}
              subject={test.property}
              onChange={(changed) => onChange(where.with(position, { ...test, ...changed }))}
            />
          )}
          <RemoveButton label="Remove this detail" onClick={() => onChange(where.filter(({ id }) => id !== test.id))} />
        </Group>
      ))}
      {where.length < 20 && (
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={14} />}
          style={{ alignSelf: 'flex-start' }}
          onClick={() => onChange([...where, newPropertyTest()])}
        >
          {where.length === 0 ? 'Only with certain details' : 'Another detail'}
        </Button>
      )}
    </Stack>
  );
}

function RemoveButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <ActionIcon variant="subtle" color="gray" aria-label={label} onClick={onClick}>
      <IconX size={16} />
    </ActionIcon>
  );
}
