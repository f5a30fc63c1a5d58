import type { CodegenConfig } from '@graphql-codegen/cli';

const config: CodegenConfig = {
  schema: '../../schema/storefront.graphql',
  documents: 'segue/operations.graphql',
  generates: {
    'segue/generated/': {
      preset: 'client',
      presetConfig: {
        fragmentMasking: false,
        // The text stays beside its hash, for a server that doesn't know the documents yet.
        persistedDocuments: { mode: 'embedHashInDocument', hashAlgorithm: 'sha256' },
      },
      config: {
        documentMode: 'string',
        enumType: 'string-literal',
        useTypeImports: true,
        scalars: { DateTime: 'string', Decimal: 'string', ID: 'string' },
      },
    },
  },
};

export default config;
