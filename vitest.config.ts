import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// Set here, before any worker starts, so that the whole run shares one seed.
process.env['LYTT_SEED'] ||= String(Date.now() | 0);

export default defineConfig({
  test: {
    include: ['{shared,electron,renderer,backlog,build,bench,tests}/**/*.test.{ts,tsx}'],
    // Under Node the `electron` package is only the path of a program.
    alias: [
      {
        find: /^electron$/,
        replacement: fileURLToPath(new URL('tests/desktop/electron-double.ts', import.meta.url)),
      },
    ],
    exclude: ['**/node_modules/**', 'tests/e2e/**', 'tests/desktop/**/*.spec.ts'],
    globalSetup: ['tests/support/cluster.setup.ts'],
    setupFiles: ['tests/support/seed.setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    passWithNoTests: true,
  },
});
