// Writes the numbers in the ten smart segments' definitions, with their defaults: the API says them in brackets at
// the end of each description.
import { getNamedType, isListType } from 'graphql';

export const plugin = (schema) => JSON.stringify(Object.values(schema.getType('AdjustSmartSegmentsInput').getFields()).map(numberOf));

function numberOf({ name, description, type }) {
  const found = /^(.*?) \(([\d., ]+)\)\.$/s.exec(description ?? '');
  if (!found) throw new Error(`${name} doesn't say its default`);
  const [, label, defaults] = found;
  return {
    name,
    label: label.replaceAll(/\s+/g, ' '),
    isList: isListType(type),
    isWhole: getNamedType(type).name === 'Int',
    defaults: defaults.split(', ').map(Number),
  };
}
