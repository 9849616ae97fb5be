import { readFileSync } from 'node:fs';
import { z } from 'zod';

export interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const nothing: Totals = { passed: 0, failed: 0, skipped: 0 };

export function add(a: Totals, b: Totals): Totals {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  };
}

const count = z.number().int().nonnegative();
const VitestReport = z.object({
  success: z.boolean(),
  numPassedTests: count,
  numFailedTests: count,
  numPendingTests: count,
});
const PlaywrightReport = z.object({
  stats: z.object({ expected: count, unexpected: count, flaky: count, skipped: count }),
  errors: z.array(z.unknown()),
});

/** Totals of a vitest run from its JSON report. A file that can't be loaded has no tests to count, and is one failure. */
export function vitestTotals(text: string): Totals {
  const report = VitestReport.parse(JSON.parse(text));
  const failed = report.success ? report.numFailedTests : Math.max(1, report.numFailedTests);
  return { passed: report.numPassedTests, failed, skipped: report.numPendingTests };
}

/** Totals of a Playwright run. A test that passed at a second try is a bug, and so is an error outside of any test. */
export function playwrightTotals(text: string): Totals {
  const { stats, errors } = PlaywrightReport.parse(JSON.parse(text));
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}

/**
 * What a run came to. A runner that ended badly without saying why, or without a report, is one failure: nothing may pass for
 * having said nothing.
 */
export function outcome(code: number, file: string, read: (text: string) => Totals): Totals {
  let totals: Totals;
  try {
    totals = read(readFileSync(file, 'utf8'));
  } catch {
    return { ...nothing, failed: 1 };
  }
  return code !== 0 && totals.failed === 0 ? { ...totals, failed: 1 } : totals;
}
