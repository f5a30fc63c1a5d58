import type { CodegenConfig } from '@graphql-codegen/cli';
import { addTypenameSelectionDocumentTransform } from '@graphql-codegen/client-preset';

const config: CodegenConfig = {
  schema: '../../schema/storefront.graphql',
  documents: ['src/**/*.{ts,tsx}', '!src/segue/generated/**'],
  generates: {
    'src/segue/generated/': {
      preset: 'client',
      presetConfig: {
        fragmentMasking: { unmaskFunctionName: 'readFragment' },
        persistedDocuments: { mode: 'embedHashInDocument', hashAlgorithm: 'sha256' },
      },
      // Apollo Client asks for __typename everywhere: the documents that the server trusts must, too.
      documentTransforms: [addTypenameSelectionDocumentTransform],
      config: {
        enumType: 'string-literal',
        useTypeImports: true,
        scalars: { DateTime: 'string', Decimal: 'string', ID: 'string' },
      },
    },
    'src/segue/generated/possible-types.ts': {
      plugins: ['fragment-matcher'],
      config: { useExplicitTyping: true },
    },
  },
};

export default config;
