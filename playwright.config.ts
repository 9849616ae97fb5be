import { defineConfig } from '@playwright/test';

/** Chromium as Debian ships it: no sandbox for root, and no talk with its maker's hosts. */
const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const root = process.getuid?.() === 0;
const executablePath = process.env['LYTT_CHROMIUM'];

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: process.env['LYTT_PICTURES'] ? '**/pictures.ts' : '**/*.spec.ts',
  outputDir: 'test-results',
  globalSetup: './tests/e2e/support/cluster.setup.ts',
  // Each test has its own database, service and machines; two cores bear one browser with all of that behind it.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: process.env['LYTT_E2E_REPORT']
    ? [['list'], ['json', { outputFile: process.env['LYTT_E2E_REPORT'] }]]
    : [['list']],
  use: {
    browserName: 'chromium',
    headless: true,
    locale: 'nb-NO',
    timezoneId: 'Europe/Oslo',
    viewport: { width: 1180, height: 780 },
    actionTimeout: 15_000,
    // Recording every step costs a fifth of the time: only when asked for.
    trace: process.env['LYTT_E2E_TRACE'] ? 'retain-on-failure' : 'off',
    launchOptions: {
      args: root ? ['--no-sandbox', ...quiet] : quiet,
      ...(executablePath ? { executablePath } : {}),
    },
  },
});
