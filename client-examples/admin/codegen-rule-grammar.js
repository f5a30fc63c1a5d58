// Writes what the rule editor offers, from the JSON Schema of rules: names, kinds of values, operators and the
// forms that their values take. The GraphQL schema adds what each of them means.
import { readFileSync } from 'node:fs';

import { isEnumType } from 'graphql';

const ENUMS = ['Attribute', 'ContextFact', 'OrderStatistic', 'SmartMetric', 'EventKind', 'Measure', 'Operator'];
/** What a text can only be one of. */
const CHOICES = { PAGE_TYPE: 'PageType', DEVICE: 'Device', LOCAL_WEEKDAY: 'Weekday' };

export const plugin = (schema) => {
  const { $defs } = JSON.parse(readFileSync(new URL('../../schema/rule.schema.json', import.meta.url), 'utf8'));
  return JSON.stringify({
    subjects: {
      attribute: kindsByName($defs.attributeCondition),
      orders: kindsByName($defs.ordersCondition),
      smart: kindsByName($defs.smartCondition),
      context: kindsByName($defs.contextCondition),
    },
    measures: Object.fromEntries(
      $defs.behaviourCondition.anyOf.flatMap(({ properties, $ref }) =>
        properties.measure.enum.map((measure) => [measure, { kind: kindOf($ref), takesProperty: 'property' in properties }]),
      ),
    ),
    tests: Object.fromEntries(
      Object.entries($defs)
        .filter(([name]) => name.startsWith('testOf'))
        .map(([name, { anyOf }]) => [kindOf(name), formsByOperator(anyOf)]),
    ),
    caseMatters: [...new Set(Object.values($defs).flatMap(({ anyOf = [] }) => anyOf.flatMap(caseMatters)))],
    meanings: Object.fromEntries(ENUMS.map((name) => [name, valuesOf(schema, name)])),
    choices: Object.fromEntries(
      Object.entries(CHOICES).map(([fact, name]) => [fact, Object.keys(valuesOf(schema, name))]),
    ),
  });
};

/** `#/$defs/testOfNumber` is about numbers. */
function kindOf(reference) {
  const kind = reference.split('testOf')[1];
  return kind.charAt(0).toLowerCase() + kind.slice(1);
}

function kindsByName({ properties, anyOf }) {
  const kinds = anyOf.flatMap(({ properties, $ref }) => properties.name.enum.map((name) => [name, kindOf($ref)]));
  const byName = Object.fromEntries(kinds);
  return Object.fromEntries(properties.name.enum.map((name) => [name, byName[name]]));
}

function formsByOperator(tests) {
  const forms = ({ properties }) => Object.keys(properties.value?.properties ?? {});
  return Object.fromEntries(tests.flatMap((test) => test.properties.operator.enum.map((operator) => [operator, forms(test)])));
}

function caseMatters({ properties }) {
  return properties?.operator?.enum && 'ignoreCase' in properties ? properties.operator.enum : [];
}

function valuesOf(schema, name) {
  const type = schema.getType(name);
  if (!isEnumType(type)) throw new Error(`The schema has no enum ${name}`);
  return Object.fromEntries(type.getValues().map((value) => [value.name, value.description ?? '']));
}
