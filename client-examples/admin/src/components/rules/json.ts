/** Rules as the API has them, and as the editor does. */
import type { RuleInput } from '~/gql/graphql';

import { newGroup, newId, type Behaviour, type Condition, type ConditionKind, type EventStep, type Group, type Part, type PropertyTest, type Test } from './draft';
import type { RuleValue, TimeWindow } from './grammar';

type Json = Record<string, unknown>;

/** Read a rule in its JSON form; whatever stands at its top becomes a part of a group. */
export function readRule(rule: unknown): Group {
  const part = readPart(rule as Json, false);
  return part.kind === 'group' ? part : newGroup('all', [part]);
}

function readPart(rule: Json, isNegated: boolean): Part {
  const [kind, body] = Object.entries(rule)[0]!;
  switch (kind) {
    case 'not':
      return readPart(body as Json, !isNegated);
    case 'all':
    case 'any':
      return { ...newGroup(kind, (body as Json[]).map((part) => readPart(part, false))), isNegated };
    default:
      return { id: newId(), isNegated, kind: kind as ConditionKind, body: readBody(kind, body as Json) } as Condition;
  }
}

function readBody(kind: string, body: Json): Condition['body'] {
  switch (kind) {
    case 'segment':
      return { key: body.key as string };
    case 'behaviour':
      return {
        ...readTest(body),
        ...readStep(body),
        measure: (body.measure ?? 'COUNT') as Behaviour['measure'],
        property: (body.property ?? '') as string,
        window: readWindow(body.window),
      };
    case 'sequence':
      return {
        steps: (body.steps as Json[]).map(readStep),
        within: (body.within ?? null) as never,
        window: readWindow(body.window),
      };
    case 'unfollowed':
      return {
        event: readStep(body.event as Json),
        without: readStep(body.without as Json),
        window: readWindow(body.window),
      };
    default:
      return { name: body.name as string, ...readTest(body) };
  }
}

function readTest({ operator, value, ignoreCase }: Json): Test {
  const [form, content] = Object.entries((value ?? {}) as Json)[0] ?? [];
  return {
    operator: operator as Test['operator'],
    value: form === undefined ? null : ({ form, content } as RuleValue),
    ignoreCase: ignoreCase === true,
  };
}

function readStep({ event, where }: Json): EventStep {
  const tests = ((where ?? []) as Json[]).map((test) => ({ id: newId(), property: test.property as string, ...readTest(test) }));
  return { id: newId(), event: event as EventStep['event'], where: tests };
}

function readWindow(window: unknown): TimeWindow | null {
  if (!window) return null;
  const [kind, body] = Object.entries(window as Json)[0]!;
  if (kind === 'between') return { kind, from: null, to: null, ...(body as Json) };
  return { kind, ...(body as Json) } as TimeWindow;
}

export interface WrittenRule {
  rule: RuleInput;
  /** Where each part stands in the rule: its path, joined by dots, to the part's id. */
  ids: ReadonlyMap<string, string>;
}

/** Write a rule in the API's form; only `isComplete` ones are of use to it. */
export function writeRule(root: Group): WrittenRule {
  const ids = new Map<string, string>();
  return { rule: writePart(root, [], ids), ids };
}

function writePart(part: Part, path: string[], ids: Map<string, string>): RuleInput {
  ids.set(path.join('.'), part.id);
  const inner = part.isNegated ? [...path, 'not'] : path;
  const rule = (
    part.kind === 'group'
      ? { [part.combines]: part.parts.map((other, position) => writePart(other, [...inner, part.combines, String(position)], ids)) }
      : { [part.kind]: writeBody(part) }
  ) as unknown as RuleInput;
  return part.isNegated ? { not: rule } : rule;
}

function writeBody({ kind, body }: Condition): Json {
  switch (kind) {
    case 'segment':
      return { key: body.key };
    case 'behaviour':
      return withoutNothing({
        ...writeStep(body),
        measure: body.measure === 'COUNT' ? undefined : body.measure,
        property: body.property || undefined,
        window: writeWindow(body.window),
        operator: body.operator,
        value: writeValue(body),
      });
    case 'sequence':
      return withoutNothing({ steps: body.steps.map(writeStep), within: body.within, window: writeWindow(body.window) });
    case 'unfollowed':
      return withoutNothing({ event: writeStep(body.event), without: writeStep(body.without), window: writeWindow(body.window) });
    default:
      return { name: body.name, ...writeTest(body) };
  }
}

function writeTest(test: Test): Json {
  return withoutNothing({ operator: test.operator, value: writeValue(test), ignoreCase: test.ignoreCase || undefined });
}

function writeValue({ value }: Test): Json | undefined {
  return value ? { [value.form]: value.content } : undefined;
}

function writeStep({ event, where }: { event: string; where: PropertyTest[] }): Json {
  const tests = where.map((test) => ({ property: test.property, ...writeTest(test) }));
  return withoutNothing({ event, where: tests.length > 0 ? tests : undefined });
}

function writeWindow(window: TimeWindow | null): Json | undefined {
  if (!window) return undefined;
  const { kind, ...body } = window;
  if (kind === 'thisSession') return { thisSession: true };
  return { [kind]: withoutNothing(body) };
}

function withoutNothing(body: Json): Json {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined && value !== null));
}
