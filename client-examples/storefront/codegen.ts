import type { CodegenConfig } from '@graphql-codegen/cli';

/** Whoever copies the module needs no package for its types. */
const DECORATION = `interface DocumentTypeDecoration<TResult, TVariables> {
  __apiType?: (variables: TVariables) => TResult;
}`;

const config: CodegenConfig = {
  schema: '../../schema/storefront.graphql',
  documents: 'src/segue/operations.graphql',
  hooks: {
    beforeOneFileWrite: (_path: string, content: string) =>
      content
        .replace(/^import type { DocumentTypeDecoration } from .*$/m, DECORATION)
        // Bundlers leave out what isn't used only where a comment says that they may.
        .replaceAll('= new TypedDocumentString(', '= /* @__PURE__ */ new TypedDocumentString('),
  },
  generates: {
    'src/segue/generated/': {
      preset: 'client',
      presetConfig: {
        fragmentMasking: false,
        persistedDocuments: { mode: 'replaceDocumentWithHash', hashAlgorithm: 'sha256' },
      },
      config: {
        documentMode: 'string',
        enumType: 'string-literal',
        useTypeImports: true,
        pureMagicComment: true,
        skipTypename: true,
        scalars: { DateTime: 'string', Decimal: 'string', ID: 'string' },
      },
    },
  },
};

export default config;
