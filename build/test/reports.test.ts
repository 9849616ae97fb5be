import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { outcome, playwrightTotals, vitestTotals } from './reports.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lytt-reports-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const vitest = (more: object) =>
  JSON.stringify({
    success: true,
    numPassedTests: 3,
    numFailedTests: 0,
    numPendingTests: 1,
    testResults: [],
    ...more,
  });
const playwright = (stats: object, errors: unknown[] = [], more: object = {}) =>
  JSON.stringify({
    stats: { expected: 2, unexpected: 0, flaky: 0, skipped: 0, ...stats },
    errors,
    suites: [],
    ...more,
  });

test('vitest: a file that can not be loaded is a failure, though no test of it was counted', () => {
  expect(vitestTotals(vitest({}))).toEqual({ passed: 3, failed: 0, skipped: 1, failures: [] });
  expect(vitestTotals(vitest({ success: false }))).toMatchObject({ failed: 1 });
  expect(vitestTotals(vitest({ success: false, numFailedTests: 2 }))).toMatchObject({ failed: 2 });
});

test('Playwright: flaky is failed, and so is what went wrong outside of any test', () => {
  expect(playwrightTotals(playwright({}))).toEqual({
    passed: 2,
    failed: 0,
    skipped: 0,
    failures: [],
  });
  expect(playwrightTotals(playwright({ unexpected: 1, flaky: 1 }, [{}]))).toMatchObject({
    failed: 3,
  });
});

test('those that failed are named, for one who sees only the end of what was printed', () => {
  const one = (fullName: string, status: string) => ({ fullName, status });
  const testResults = [
    {
      name: 'a.test.ts',
      status: 'failed',
      assertionResults: [one('x', 'failed'), one('y', 'passed')],
    },
    { name: 'b.test.ts', status: 'failed', assertionResults: [] },
    { name: 'c.test.ts', status: 'passed', assertionResults: [one('z', 'passed')] },
  ];
  expect(vitestTotals(vitest({ success: false, testResults })).failures).toEqual([
    'a.test.ts > x',
    'b.test.ts',
  ]);
  const spec = (title: string, ok: boolean) => ({ title, ok });
  const inner = { title: 'inner', specs: [spec('p', false)] };
  const suites = [
    { title: 'd.spec.ts', specs: [spec('q', true), spec('r', false)], suites: [inner] },
  ];
  expect(playwrightTotals(playwright({ unexpected: 2 }, [], { suites })).failures).toEqual([
    'd.spec.ts > r',
    'd.spec.ts > inner > p',
  ]);
});

test('nothing passes for having said nothing', () => {
  const file = join(folder, 'report.json');
  const failed = { passed: 0, failed: 1, skipped: 0, failures: [] };
  expect(outcome(0, join(folder, 'none.json'), vitestTotals)).toEqual(failed);
  writeFileSync(file, '{"success":');
  expect(outcome(0, file, vitestTotals)).toEqual(failed);
  writeFileSync(file, vitest({}));
  expect(outcome(1, file, vitestTotals)).toMatchObject({ passed: 3, failed: 1 });
  expect(outcome(0, file, vitestTotals)).toMatchObject({ passed: 3, failed: 0 });
});
