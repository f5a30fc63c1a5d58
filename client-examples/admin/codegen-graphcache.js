// Writes the little of the schema that Graphcache needs to know: types, unions, interfaces and enums.
import { getIntrospectedSchema, minifyIntrospectionQuery } from '@urql/introspection';
import { introspectionFromSchema } from 'graphql';

export const plugin = (schema) =>
  JSON.stringify(minifyIntrospectionQuery(getIntrospectedSchema(introspectionFromSchema(schema))));
