import { readFileSync } from 'node:fs';
import { z } from 'zod';

export interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** The names of those that failed, where the runner told them. */
  readonly failures: readonly string[];
}

export const nothing: Totals = { passed: 0, failed: 0, skipped: 0, failures: [] };

export function add(a: Totals, b: Totals): Totals {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    failures: [...a.failures, ...b.failures],
  };
}

const count = z.number().int().nonnegative();
const VitestReport = z.object({
  success: z.boolean(),
  numPassedTests: count,
  numFailedTests: count,
  numPendingTests: count,
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

interface Suite {
  readonly title: string;
  readonly specs: readonly { readonly title: string; readonly ok: boolean }[];
  readonly suites?: readonly Suite[] | undefined;
}
const Suite: z.ZodType<Suite> = z.lazy(() =>
  z.object({
    title: z.string(),
    specs: z.array(z.object({ title: z.string(), ok: z.boolean() })),
    suites: z.array(Suite).optional(),
  }),
);
const PlaywrightReport = z.object({
  stats: z.object({ expected: count, unexpected: count, flaky: count, skipped: count }),
  errors: z.array(z.unknown()),
  suites: z.array(Suite),
});

/** Totals of a vitest run from its JSON report. A file that can't be loaded has no tests to count, and is one failure. */
export function vitestTotals(text: string): Totals {
  const report = VitestReport.parse(JSON.parse(text));
  const failed = report.success ? report.numFailedTests : Math.max(1, report.numFailedTests);
  const failures = report.testResults.flatMap(({ name, status, assertionResults }) => {
    const those = assertionResults.filter((one) => one.status === 'failed');
    return status === 'failed' && those.length === 0
      ? [name]
      : those.map(({ fullName }) => `${name} > ${fullName}`);
  });
  return { passed: report.numPassedTests, failed, skipped: report.numPendingTests, failures };
}

/** Totals of a Playwright run. A test that passed at a second try is a bug, and so is an error outside of any test. */
export function playwrightTotals(text: string): Totals {
  const { stats, errors, suites } = PlaywrightReport.parse(JSON.parse(text));
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
    failures: suites.flatMap((suite) => failuresIn(suite, '')),
  };
}

function failuresIn({ title, specs, suites }: Suite, above: string): string[] {
  const here = above === '' ? title : `${above} > ${title}`;
  return [
    ...specs.filter(({ ok }) => !ok).map((spec) => `${here} > ${spec.title}`),
    ...(suites ?? []).flatMap((suite) => failuresIn(suite, here)),
  ];
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
