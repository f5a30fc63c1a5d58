import { defineConfig } from 'vite';

export default defineConfig({
  // Both endpoints serve the page; what it loads stands at one address.
  base: '/graphiql/',
  oxc: { jsx: { runtime: 'automatic' } },
  build: { target: 'es2022', chunkSizeWarningLimit: 8_000, reportCompressedSize: false },
});
