/** Benchmarks: npm run bench -- [suite …] [--json FILE] */
import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { type Figure, ratioOf, type Suite } from './figure.ts';
import { suites } from './suites.ts';

const EXIT_USAGE = 2;
const usage = `npm run bench -- [suite ...] [--json FILE]

Runs the suites named, or all, and prints each figure with its ratio to a peer or a limit of the same run.
${suites.map(({ name, about }) => `  ${name.padEnd(10)} ${about}\n`).join('')}`;

interface Wanted {
  readonly suites: readonly Suite[];
  readonly json: string | null;
}

function wantedOf(args: readonly string[]): Wanted | { readonly fault: string } | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
    if (values.help === true) return null;
    const unknown = positionals.filter((name) => !suites.some((suite) => suite.name === name));
    if (unknown.length > 0)
      return { fault: `There is no suite ${unknown.join(', ')}.\n\n${usage}` };
    const chosen = suites.filter(
      ({ name }) => positionals.length === 0 || positionals.includes(name),
    );
    return { suites: chosen, json: values.json ?? null };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}

async function main(args: readonly string[]): Promise<void> {
  const wanted = wantedOf(args);
  if (wanted === null) {
    process.stdout.write(usage);
    return;
  }
  if ('fault' in wanted) {
    process.stderr.write(`${wanted.fault}\n`);
    process.exitCode = EXIT_USAGE;
    return;
  }
  const results: Record<string, readonly Figure[]> = {};
  for (const suite of wanted.suites) {
    process.stdout.write(`${suite.name}: ${suite.about}\n`);
    const figures = await suite.run((line) => process.stdout.write(`  ${line}\n`));
    for (const figure of figures) process.stdout.write(`  ${lineOf(figure)}\n`);
    results[suite.name] = figures;
  }
  if (wanted.json !== null)
    writeFileSync(wanted.json, `${JSON.stringify(jsonOf(results), null, 2)}\n`);
}

function lineOf(figure: Figure): string {
  const { name, value, unit, against } = figure;
  const start = `${name.padEnd(34)} ${rounded(value).padStart(10)} ${unit}`;
  const ratio = ratioOf(figure);
  if (against === null || ratio === null) return start;
  return `${start.padEnd(54)} ${rounded(ratio)} x ${against.name} (${rounded(against.value)} ${unit})`;
}

function rounded(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

function jsonOf(results: Readonly<Record<string, readonly Figure[]>>) {
  const suitesOut = Object.entries(results).map(([name, figures]) => ({
    name,
    figures: figures.map((figure) => ({ ...figure, ratio: ratioOf(figure) })),
  }));
  return {
    node: process.version,
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    suites: suitesOut,
  };
}

await main(process.argv.slice(2));
