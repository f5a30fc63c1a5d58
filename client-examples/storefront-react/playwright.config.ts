import { defineConfig } from '@playwright/test';

const port = process.env['PORT'] ?? '5273';

/** Against a demo that runs (`make demo`); `SEGUE_HOME` says which one. The shop is built and served here. */
export default defineConfig({
  testDir: 'tests',
  outputDir: 'node_modules/.playwright',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  workers: 2,
  // A machine that is far too busy may hold a page up once; what fails twice is broken.
  retries: process.env['CI'] ? 1 : 0,
  fullyParallel: true,
  reporter: [['line']],
  webServer: {
    command: `vite build --logLevel warn && vite preview --port ${port} --strictPort --host 127.0.0.1`,
    url: `http://127.0.0.1:${port}/shop/`,
    reuseExistingServer: false,
  },
  use: {
    baseURL: `http://127.0.0.1:${port}/shop/`,
    contextOptions: { reducedMotion: 'reduce' },
    actionTimeout: 10_000,
    launchOptions: {
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium-headless-shell',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'desktop', use: { viewport: { width: 1360, height: 860 } } },
    { name: 'phone', grep: /@phone/, use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } },
  ],
});
