import { defineConfig } from '@playwright/test';

/** Against a demo that runs (`make demo`); `SEGUE_URL` and `SEGUE_HOME` say which one. */
export default defineConfig({
  testDir: 'tests',
  outputDir: 'node_modules/.playwright',
  timeout: 120_000,
  expect: { timeout: 15_000 },
  workers: 2,
  // A machine that is far too busy may hold a page up once; what fails twice is broken.
  retries: process.env['CI'] ? 1 : 0,
  fullyParallel: true,
  reporter: [['line']],
  use: {
    baseURL: `${process.env['SEGUE_URL'] ?? 'http://127.0.0.1:8000'}/shop/`,
    contextOptions: { reducedMotion: 'reduce' },
    actionTimeout: 15_000,
    launchOptions: {
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium-headless-shell',
      args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
  projects: [
    { name: 'desktop', testIgnore: /phone/, use: { viewport: { width: 1360, height: 860 } } },
    { name: 'phone', testMatch: /phone/, use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } },
  ],
});
