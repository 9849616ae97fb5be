import { globSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ensurePage } from '../page/page.ts';
import { type Kind, parseTestArguments, usage } from './arguments.ts';
import { findChromium } from './chromium.ts';
import { add, nothing, outcome, playwrightTotals, type Totals, vitestTotals } from './reports.ts';
import { runCommand } from './step.ts';

const root = join(import.meta.dirname, '..', '..');
const MINUTE = 60_000;
const reports = join(root, '.cache', 'reports');
const PLAYWRIGHT = 'node_modules/@playwright/test/cli.js';

interface Step {
  readonly name: string;
  readonly kind: Kind;
  /** A throw is a failure of the step itself. */
  readonly run: (rest: readonly string[]) => Promise<Totals>;
}

const steps: readonly Step[] = [
  {
    name: 'type check',
    kind: 'types',
    run: () => check('node_modules/typescript/bin/tsc', ['-b']),
  },
  {
    name: 'lint and import borders',
    kind: 'types',
    run: () => check('node_modules/@biomejs/biome/bin/biome', ['check', '.']),
  },
  { name: 'unit and integration tests', kind: 'unit', run: unitTests },
  { name: 'end-to-end tests in Chromium', kind: 'e2e', run: endToEnd },
  { name: 'desktop tests in Electron', kind: 'e2e', run: desktopTests },
];

/** For what passes or fails as a whole and has no tests to count. */
async function check(program: string, args: readonly string[]): Promise<Totals> {
  const code = await runCommand({ program, args, limitMs: 5 * MINUTE });
  if (code !== 0) throw new Error(`exit code ${code}`);
  return nothing;
}

async function unitTests(rest: readonly string[]): Promise<Totals> {
  await buildPage();
  const file = freshReport('vitest.json');
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const code = await runCommand({
    program: 'node_modules/vitest/vitest.mjs',
    args: [...args, ...rest],
    limitMs: 15 * MINUTE,
  });
  return outcome(code, file, vitestTotals);
}

async function endToEnd(rest: readonly string[]): Promise<Totals> {
  if (globSync('tests/e2e/**/*.spec.ts', { cwd: root }).length === 0)
    throw new Error('there are no end-to-end tests');
  await buildPage();
  const chromium = await findChromium(say);
  say(`Chromium: ${chromium.version}, ${chromium.program} (${chromium.from})`);
  return playwright([], rest, 'e2e.json', { LYTT_CHROMIUM: chromium.program });
}

function desktopTests(rest: readonly string[]): Promise<Totals> {
  const config = ['--config', 'tests/desktop/playwright.config.ts'];
  // What was asked for may be in the other suite alone.
  const some = rest.length > 0 ? ['--pass-with-no-tests'] : [];
  return playwright([...config, ...some], rest, 'desktop.json', {});
}

async function playwright(
  own: readonly string[],
  rest: readonly string[],
  report: string,
  environment: Readonly<Record<string, string>>,
): Promise<Totals> {
  const file = freshReport(report);
  const code = await runCommand({
    program: PLAYWRIGHT,
    args: ['test', ...own, ...rest],
    environment: { ...environment, LYTT_E2E_REPORT: file },
    limitMs: 15 * MINUTE,
  });
  return outcome(code, file, playwrightTotals);
}

async function buildPage(): Promise<void> {
  await ensurePage(say);
}

function freshReport(name: string): string {
  const file = join(reports, name);
  mkdirSync(dirname(file), { recursive: true });
  // An old one must not be taken for this run's.
  rmSync(file, { force: true });
  return file;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function runAll(only: Kind | null, rest: readonly string[]): Promise<Totals> {
  let sum = nothing;
  const lines: string[] = [];
  for (const step of steps.filter(({ kind }) => only === null || kind === only)) {
    say(`\n== ${step.name}`);
    const from = performance.now();
    const seconds = () => `${((performance.now() - from) / 1000).toFixed(1)} s`;
    try {
      const totals = await step.run(rest);
      sum = add(sum, totals);
      const { passed, failed, skipped } = totals;
      const counted = passed + failed + skipped > 0;
      const words = counted ? `${passed} passed, ${failed} failed, ${skipped} skipped` : 'passed';
      lines.push(`${failed > 0 ? 'FAILED' : 'ok    '} ${step.name}: ${words} (${seconds()})`);
    } catch (error) {
      sum = add(sum, { ...nothing, failed: 1 });
      const why = error instanceof Error ? error.message : String(error);
      lines.push(`FAILED ${step.name}: ${why} (${seconds()})`);
    }
  }
  say(`\n${lines.join('\n')}`);
  for (const failure of sum.failures) say(`FAILED ${failure}`);
  return sum;
}

const parsed = parseTestArguments(process.argv.slice(2));
if ('help' in parsed) process.stdout.write(usage);
else if ('fault' in parsed) {
  process.stderr.write(`${parsed.fault}\n\n${usage}`);
  process.exitCode = 2;
} else {
  const { passed, failed } = await runAll(parsed.only, parsed.rest);
  // The last line, for whoever reads it by machine. A step without tests of its own that fails counts as one.
  say(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || (passed === 0 && parsed.only !== 'types') ? 1 : 0;
}
