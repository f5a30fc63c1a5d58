import { fileURLToPath } from 'node:url';

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  base: '/admin/',
  plugins: [react()],
  resolve: { alias: { '~': fileURLToPath(new URL('src', import.meta.url)) } },
  build: { chunkSizeWarningLimit: 800 },
  server: { proxy: { '/admin/graphql': process.env.SEGUE_URL ?? 'http://127.0.0.1:8000' } },
});
