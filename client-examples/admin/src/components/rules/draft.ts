import type { Duration, EventKind, Measure, Operator, RuleValue, SubjectKind, TimeWindow } from './grammar';

/** A rule while it is being edited: a tree whose parts have ids, and whose conditions may lack things. */
export type Part = Group | Condition;

export interface Group {
  id: string;
  kind: 'group';
  combines: 'all' | 'any';
  isNegated: boolean;
  parts: Part[];
}

export interface Test {
  operator: Operator | null;
  value: RuleValue | null;
  ignoreCase: boolean;
}

export interface NamedTest extends Test {
  name: string;
}

export interface PropertyTest extends Test {
  /** Of the editor, not of the rule. */
  id: string;
  property: string;
}

export interface EventStep {
  id: string;
  event: EventKind;
  where: PropertyTest[];
}

export interface Behaviour extends Test {
  event: EventKind;
  where: PropertyTest[];
  measure: Measure;
  property: string;
  window: TimeWindow | null;
}

export interface Sequence {
  steps: EventStep[];
  within: Duration | null;
  window: TimeWindow | null;
}

export interface Unfollowed {
  event: EventStep;
  without: EventStep;
  window: TimeWindow | null;
}

interface Bodies extends Record<SubjectKind, NamedTest> {
  segment: { key: string };
  behaviour: Behaviour;
  sequence: Sequence;
  unfollowed: Unfollowed;
}

export type ConditionKind = keyof Bodies;

export type ConditionOf<Kind extends ConditionKind> = { id: string; isNegated: boolean; kind: Kind; body: Bodies[Kind] };

export type Condition = { [Kind in ConditionKind]: ConditionOf<Kind> }[ConditionKind];

let latestId = 0;

export function newId(): string {
  latestId += 1;
  return `part-${latestId}`;
}

export function newGroup(combines: 'all' | 'any', parts: Part[] = []): Group {
  return { id: newId(), kind: 'group', combines, isNegated: false, parts };
}

const NO_TEST: Test = { operator: null, value: null, ignoreCase: false };
const AT_LEAST_ONE: Test = { operator: 'GREATER_OR_EQUAL', value: { form: 'number', content: 1 }, ignoreCase: false };

export function newStep(event: EventKind = 'PRODUCT_VIEW'): EventStep {
  return { id: newId(), event, where: [] };
}

export function newPropertyTest(): PropertyTest {
  return { id: newId(), property: '', ...NO_TEST };
}

export function newCondition(kind: ConditionKind): Condition {
  const part = { id: newId(), isNegated: false };
  const lastMonth: TimeWindow = { kind: 'last', amount: 30, unit: 'DAYS' };
  switch (kind) {
    case 'segment':
      return { ...part, kind, body: { key: '' } };
    case 'behaviour':
      return { ...part, kind, body: { event: 'PRODUCT_VIEW', where: [], measure: 'COUNT', property: '', window: lastMonth, ...AT_LEAST_ONE } };
    case 'sequence':
      return { ...part, kind, body: { steps: [newStep('PRODUCT_VIEW'), newStep('BASKET_ADD')], within: null, window: lastMonth } };
    case 'unfollowed':
      return { ...part, kind, body: { event: newStep('BASKET_ADD'), without: newStep('PURCHASE'), window: lastMonth } };
    default:
      return { ...part, kind, body: { name: '', ...NO_TEST } };
  }
}

/** Copy a part, with ids of its own. */
export function copyOf<Some extends Part>(part: Some): Some {
  if (part.kind === 'group') return { ...part, id: newId(), parts: part.parts.map(copyOf) };
  return { ...structuredClone(part), id: newId() };
}

export function replacePart(group: Group, part: Part): Group {
  if (group.id === part.id) return part as Group;
  return {
    ...group,
    parts: group.parts.map((other) => {
      if (other.id === part.id) return part;
      return other.kind === 'group' ? replacePart(other, part) : other;
    }),
  };
}

export function removePart(group: Group, id: string): Group {
  return {
    ...group,
    parts: group.parts
      .filter((part) => part.id !== id)
      .map((part) => (part.kind === 'group' ? removePart(part, id) : part)),
  };
}

/** Put a part into a group: after another one, or last. */
export function insertPart(root: Group, groupId: string, part: Part, afterId?: string): Group {
  if (root.id !== groupId) {
    return {
      ...root,
      parts: root.parts.map((other) => (other.kind === 'group' ? insertPart(other, groupId, part, afterId) : other)),
    };
  }
  const position = root.parts.findIndex(({ id }) => id === afterId) + 1 || root.parts.length;
  return { ...root, parts: root.parts.toSpliced(position, 0, part) };
}

export function conditionsOf(group: Group): Condition[] {
  return group.parts.flatMap((part) => (part.kind === 'group' ? conditionsOf(part) : [part]));
}
