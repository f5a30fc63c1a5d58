import { Text } from '@mantine/core';
import { useMemo } from 'react';

import type { Condition, EventStep, Part, Test } from './draft';
import { kindOfMeasure, kindOfSubject, type ValueKind } from './grammar';
import { readRule } from './json';
import { useSegmentNames } from './SegmentSelect';
import { durationInWords, EVENT_LABELS, labelOfName, labelOfOperator, MEASURE_LABELS, valueInWords, windowInWords } from './words';

/** A rule in the words of the editor, to be read in a list. */
export function RuleWords({ rule }: { rule: unknown }) {
  const { smart, own } = useSegmentNames();
  const sentence = useMemo(
    () => partInWords(readRule(rule), (key) => smart.get(key) ?? own.get(key) ?? key, true),
    [rule, smart, own],
  );
  return (
    <Text size="sm" c="dimmed" component="span">
      {sentence}
    </Text>
  );
}

type NameOf = (segmentKey: string) => string;

function partInWords(part: Part, nameOf: NameOf, isTop = false): string {
  const words = part.kind === 'group' ? groupInWords(part.parts, part.combines, nameOf) : conditionInWords(part, nameOf);
  const isBracketed = part.kind === 'group' && part.parts.length > 1 && (!isTop || part.isNegated);
  const bracketed = isBracketed ? `(${words})` : words;
  return part.isNegated ? `not ${bracketed}` : bracketed;
}

function groupInWords(parts: Part[], combines: 'all' | 'any', nameOf: NameOf): string {
  if (parts.length === 0) return combines === 'all' ? 'everyone' : 'nobody';
  return parts.map((part) => partInWords(part, nameOf)).join(combines === 'all' ? ' and ' : ' or ');
}

function conditionInWords({ kind, body }: Condition, nameOf: NameOf): string {
  switch (kind) {
    case 'segment':
      return `in ${nameOf(body.key)}`;
    case 'behaviour': {
      const measured = body.property ? `${MEASURE_LABELS[body.measure]} ${body.property}` : MEASURE_LABELS[body.measure];
      return `${stepInWords(body)} ${windowInWords(body.window)}: ${measured} ${testInWords(body, kindOfMeasure(body.measure))}`;
    }
    case 'sequence': {
      const within = body.within ? `, each within ${durationInWords(body.within)}` : '';
      return `${body.steps.map(stepInWords).join(', then ')}${within} ${windowInWords(body.window)}`;
    }
    case 'unfollowed':
      return `${stepInWords(body.event)} ${windowInWords(body.window)} and not since ${stepInWords(body.without)}`;
    default:
      return `${labelOfName(kind, body.name)} ${testInWords(body, kindOfSubject(kind, body.name))}`;
  }
}

function testInWords({ operator, value }: Test, kind: ValueKind | undefined): string {
  if (!operator) return '…';
  return value ? `${labelOfOperator(operator, kind)} ${valueInWords(value)}` : labelOfOperator(operator, kind);
}

function stepInWords({ event, where }: Pick<EventStep, 'event' | 'where'>): string {
  const details = where.map((test) => `${test.property} ${testInWords(test, 'property')}`).join(' and ');
  return details ? `${EVENT_LABELS[event]} (${details})` : EVENT_LABELS[event];
}
