import { resolve } from 'node:path';
import { defineConfig } from '@playwright/test';

// The desktop app in Electron itself: playwright test --config tests/desktop/playwright.config.ts
// Where Electron can't run, every test counts as skipped and one line says why.
// biome-ignore lint/style/noDefaultExport: Playwright takes its configuration by its default export.
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: resolve(import.meta.dirname, '..', '..', 'test-results', 'desktop'),
  globalSetup: './stage.setup.ts',
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: process.env['LYTT_E2E_REPORT']
    ? [['list'], ['json', { outputFile: process.env['LYTT_E2E_REPORT'] }]]
    : [['list']],
});
