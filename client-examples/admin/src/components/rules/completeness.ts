import { conditionsOf, type Condition, type EventStep, type Group, type Test } from './draft';
import { formsOf, kindOfMeasure, kindOfSubject, takesPair, takesProperty, type RuleValue, type TimeWindow, type ValueKind } from './grammar';

/** Whether everything is filled in; what isn't can't be sent. */
export function isComplete(rule: Group): boolean {
  return conditionsOf(rule).every((condition) => missingIn(condition) === undefined);
}

/** Say what is still to be filled in; undefined when nothing is. */
export function missingIn({ kind, body }: Condition): string | undefined {
  switch (kind) {
    case 'segment':
      return body.key ? undefined : 'Choose a segment.';
    case 'behaviour':
      if (takesProperty(body.measure) && !body.property) return 'Name the property to measure.';
      return missingInWindow(body.window) ?? missingInWhere(body.where) ?? missingInTest(body, kindOfMeasure(body.measure));
    case 'sequence':
      return missingInWindow(body.window) ?? missingInSteps(body.steps);
    case 'unfollowed':
      return missingInWindow(body.window) ?? missingInSteps([body.event, body.without]);
    default:
      if (!body.name) return 'Choose what to look at.';
      return missingInTest(body, kindOfSubject(kind, body.name));
  }
}

function missingInSteps(steps: EventStep[]): string | undefined {
  return steps.map(({ where }) => missingInWhere(where)).find(Boolean);
}

function missingInWhere(where: EventStep['where']): string | undefined {
  return where
    .map((test) => (test.property ? missingInTest(test, 'property') : 'Name the property.'))
    .find(Boolean);
}

function missingInWindow(window: TimeWindow | null): string | undefined {
  if (window?.kind === 'between' && !window.from && !window.to) return 'Give a first or a last moment.';
  return undefined;
}

function missingInTest({ operator, value }: Test, kind: ValueKind | undefined): string | undefined {
  if (!operator) return 'Choose how to compare.';
  if (!kind || formsOf(kind, operator).length === 0) return undefined;
  if (value && isFilledIn(value, takesPair(operator))) return undefined;
  return 'Give a value.';
}

function isFilledIn({ form, content }: RuleValue, isPair: boolean): boolean {
  switch (form) {
    case 'number':
      return content !== null;
    case 'numbers':
    case 'texts':
    case 'dates':
    case 'relativeDates':
      return content.length >= (isPair ? 2 : 1) && content.every((item) => item !== null && item !== '');
    case 'circle':
      return content.latitude !== null && content.longitude !== null && content.radiusKm !== null;
    default:
      return content !== '';
  }
}
