import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'tests',
  outputDir: 'node_modules/.playwright',
  timeout: 90_000,
  expect: { timeout: 20_000 },
  workers: 2,
  // A machine that is far too busy may hold a page up once; what fails twice is broken.
  retries: process.env.CI ? 1 : 0,
  fullyParallel: true,
  reporter: [['line']],
  use: {
    baseURL: process.env.SEGUE_URL ?? 'http://127.0.0.1:8000',
    viewport: { width: 1360, height: 860 },
    contextOptions: { reducedMotion: 'reduce' },
    trace: 'off',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium-headless-shell',
      args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
});
