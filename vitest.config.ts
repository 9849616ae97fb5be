import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['{shared,electron,renderer,backlog,build,tests}/**/*.test.{ts,tsx}'] },
});
