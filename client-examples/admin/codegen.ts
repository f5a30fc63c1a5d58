import type { CodegenConfig } from '@graphql-codegen/cli';

const config: CodegenConfig = {
  schema: '../../schema/admin.graphql',
  documents: ['src/**/*.{ts,tsx}', '!src/gql/**'],
  ignoreNoDocuments: true,
  config: { sort: false },
  generates: {
    'src/gql/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        enumsAsTypes: true,
        useTypeImports: true,
        nonOptionalTypename: true,
        strictScalars: true,
        scalars: { DateTime: 'string', JSON: { input: 'unknown', output: 'unknown' } },
      },
    },
    'src/gql/schema.json': { plugins: ['./codegen-graphcache.js'] },
    'src/gql/smart-numbers.json': { plugins: ['./codegen-smart-numbers.js'] },
    'src/gql/rule-grammar.json': { plugins: ['./codegen-rule-grammar.js'] },
  },
};

export default config;
