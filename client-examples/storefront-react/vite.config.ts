import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** What the shop is told of a demo that runs (`make demo`); `VITE_SEGUE_URL` and `VITE_SEGUE_KEY` name another server. */
function tellOfDemo(): void {
  const { env } = process;
  const file = join(env['SEGUE_HOME'] ?? resolve(import.meta.dirname, '../../.segue'), 'demo.json');
  if (!existsSync(file) || env['VITE_SEGUE_URL']) return;
  const demo = JSON.parse(readFileSync(file, 'utf8'));
  // The demo's clock starts when the file is written, at the day after its last order.
  const clockOffset = Date.parse(demo.now) - statSync(file).mtimeMs;
  Object.assign(env, {
    VITE_SEGUE_URL: demo.storefront_url,
    VITE_SEGUE_KEY: demo.publishable_key,
    VITE_SEGUE_CLOCK_OFFSET: String(Math.round(clockOffset)),
    VITE_DEMO_VISITORS: JSON.stringify(demo.visitors),
  });
}

tellOfDemo();

export default defineConfig({
  // The demo's campaigns link to pages and pictures below it.
  base: '/shop/',
  // The catalogue, its words and its pictures are those of the shop without a framework.
  publicDir: '../storefront/public',
  plugins: [react()],
  build: { target: 'es2022', chunkSizeWarningLimit: 700 },
});
