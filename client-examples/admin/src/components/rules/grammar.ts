import grammar from '~/gql/rule-grammar.json';
import type { EventKind, Measure, Operator, TimeUnit } from '~/gql/graphql';

export type { EventKind, Measure, Operator, TimeUnit };

export type ValueKind = keyof typeof grammar.tests;
export type SubjectKind = keyof typeof grammar.subjects | 'trait' | 'queryParameter';

export interface Duration {
  amount: number;
  unit: TimeUnit;
}

export type TimeWindow =
  | ({ kind: 'last' } & Duration)
  | { kind: 'between'; from: string | null; to: string | null }
  | { kind: 'thisSession' };

interface Contents {
  text: string;
  number: number | null;
  flag: boolean;
  date: string;
  relativeDate: Duration;
  texts: string[];
  numbers: (number | null)[];
  dates: string[];
  relativeDates: Duration[];
  threshold: string;
  circle: { latitude: number | null; longitude: number | null; radiusKm: number | null };
}

export type ValueForm = keyof Contents;
export type ValueOf<Form extends ValueForm> = { form: Form; content: Contents[Form] };
export type RuleValue = { [Form in ValueForm]: ValueOf<Form> }[ValueForm];

const EMPTY: Contents = {
  text: '',
  number: null,
  flag: true,
  date: '',
  relativeDate: { amount: -30, unit: 'DAYS' },
  texts: [],
  numbers: [],
  dates: [],
  relativeDates: [],
  threshold: '',
  circle: { latitude: null, longitude: null, radiusKm: 10 },
};

const PAIRS: Partial<Contents> = {
  numbers: [null, null],
  dates: ['', ''],
  relativeDates: [
    { amount: -30, unit: 'DAYS' },
    { amount: 0, unit: 'DAYS' },
  ],
};

const TESTS = grammar.tests as Record<ValueKind, Partial<Record<Operator, ValueForm[]>>>;
const SUBJECTS: Partial<Record<SubjectKind, Record<string, string>>> = grammar.subjects;
const TAKING_PAIRS = new Set<Operator>(['BETWEEN', 'NOT_BETWEEN', 'MODULO']);
const CASE_MATTERS = new Set<string>(grammar.caseMatters);
const TEXT_FORMS = new Set<ValueForm>(['text', 'texts']);

export const EVENTS = Object.keys(grammar.meanings.EventKind) as EventKind[];
export const MEASURES = Object.keys(grammar.measures) as Measure[];
export const UNITS: TimeUnit[] = ['MINUTES', 'HOURS', 'DAYS'];

/** Names that a kind of subject has; undefined where the shop makes them up itself. */
export function namesOf(kind: SubjectKind): string[] | undefined {
  const names = SUBJECTS[kind];
  return names && Object.keys(names);
}

export function kindOfSubject(kind: SubjectKind, name: string): ValueKind | undefined {
  if (kind === 'trait') return 'trait';
  if (kind === 'queryParameter') return 'text';
  return SUBJECTS[kind]?.[name] as ValueKind | undefined;
}

export function kindOfMeasure(measure: Measure): ValueKind {
  return grammar.measures[measure].kind as ValueKind;
}

export function takesProperty(measure: Measure): boolean {
  return grammar.measures[measure].takesProperty;
}

export function operatorsOf(kind: ValueKind): Operator[] {
  return Object.keys(TESTS[kind]) as Operator[];
}

/** The forms that an operator's value may have; none for operators without one. */
export function formsOf(kind: ValueKind, operator: Operator): ValueForm[] {
  return TESTS[kind][operator] ?? [];
}

export function takesPair(operator: Operator): boolean {
  return TAKING_PAIRS.has(operator);
}

export function canIgnoreCase(operator: Operator, form: ValueForm | undefined): boolean {
  return form !== undefined && TEXT_FORMS.has(form) && !CASE_MATTERS.has(operator);
}

export function emptyValue(form: ValueForm, operator: Operator): RuleValue {
  const content = (takesPair(operator) && PAIRS[form]) || EMPTY[form];
  return structuredClone({ form, content }) as RuleValue;
}

/** The texts that a fact of the request can only be, where they are few. */
export function choicesOf(name: string): string[] | undefined {
  return (grammar.choices as Record<string, string[]>)[name];
}

const MEANINGS = grammar.meanings as Record<string, Record<string, string>>;
const ENUM_OF: Partial<Record<SubjectKind, string>> = {
  attribute: 'Attribute',
  orders: 'OrderStatistic',
  smart: 'SmartMetric',
  context: 'ContextFact',
};

/** What a name stands for, in the API's own words. */
export function meaningOf(kind: SubjectKind, name: string): string {
  return MEANINGS[ENUM_OF[kind] ?? '']?.[name] ?? '';
}

export function meaningOfEvent(event: EventKind): string {
  return MEANINGS.EventKind?.[event] ?? '';
}

export function meaningOfOperator(operator: Operator): string {
  return MEANINGS.Operator?.[operator] ?? '';
}
