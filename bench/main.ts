/** Benchmarks: npm run bench -- [suite …] [--json FILE] [--rows N[,N]] [--rounds N] */
import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import type { Figure, Suite } from './figure.ts';
import { suites } from './suites.ts';

const EXIT_USAGE = 2;
const ROUNDS = 7;
const MOST_ROWS = 10_000_000;
const MOST_ROUNDS = 1_000;
const GIGABYTE = 1024 ** 3;
const usage = `npm run bench -- [suite ...] [--json FILE] [--rows N[,N]] [--rounds N] [--no-install]

Runs the suites named, or all, and prints each figure with its ratio to a peer or a limit of the same run: ours divided by theirs.
${suites.map(({ name, about }) => `  ${name.padEnd(10)} ${about}\n`).join('')}
  --json FILE    the figures as {"figures":[{"suite","name","n","value","unit","ratio"}]}
  --rows N[,N]   over so many rows instead of the suite's own; for a quick look
  --rounds N     so many rounds (${ROUNDS}), each side in each, in alternating order; a figure is the median of them
  --no-install   peers that are a package of their own are left out where they are not installed yet
`;

interface Asked {
  readonly suites: readonly Suite[];
  readonly json: string | null;
  readonly rows: readonly number[] | null;
  readonly rounds: number;
  readonly install: boolean;
}

function askedOf(args: readonly string[]): Asked | { readonly fault: string } | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'string' },
        rows: { type: 'string' },
        rounds: { type: 'string' },
        'no-install': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help === true) return null;
    const unknown = positionals.filter((name) => !suites.some((suite) => suite.name === name));
    if (unknown.length > 0)
      return { fault: `There is no suite ${unknown.join(', ')}.\n\n${usage}` };
    return {
      suites: suites.filter(({ name }) => positionals.length === 0 || positionals.includes(name)),
      json: values.json ?? null,
      rows: values.rows?.split(',').map((rows) => wholeNumber(rows, '--rows', MOST_ROWS)) ?? null,
      rounds: wholeNumber(values.rounds ?? String(ROUNDS), '--rounds', MOST_ROUNDS),
      install: values['no-install'] !== true,
    };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}

function wholeNumber(text: string, option: string, most: number): number {
  const number = /^\d+$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > most)
    throw new Error(`${option} is a whole number from 1 to ${most}, not "${text}".\n\n${usage}`);
  return number;
}

async function main(args: readonly string[]): Promise<void> {
  const asked = askedOf(args);
  if (asked === null) {
    process.stdout.write(usage);
    return;
  }
  if ('fault' in asked) {
    process.stderr.write(`${asked.fault}\n`);
    process.exitCode = EXIT_USAGE;
    return;
  }
  const say = (line: string) => process.stderr.write(`${line}\n`);
  say(machine());
  const figures: Figure[] = [];
  for (const suite of asked.suites) {
    say(`${suite.name}: ${suite.about}`);
    const { rows, rounds, install } = asked;
    const found = await suite.run({ rows, rounds, install, report: (line) => say(`  ${line}`) });
    for (const figure of found) process.stdout.write(`${lineOf(figure)}\n`);
    figures.push(...found);
  }
  if (asked.json !== null) writeFileSync(asked.json, `${JSON.stringify({ figures }, null, 2)}\n`);
}

function lineOf({ suite, name, n, value, unit, ratio }: Figure): string {
  const start = `${suite} ${name.padEnd(18)} ${String(n).padStart(8)} rows ${rounded(value).padStart(9)} ${unit}`;
  const ratios = Object.entries(ratio).map(([peer, part]) => `${rounded(part)} x ${peer}`);
  return `${start.padEnd(62)} ${ratios.join(', ')}`.trimEnd();
}

function rounded(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

function machine(): string {
  const [load = 0] = loadavg();
  const { model } = cpus()[0] ?? { model: 'unknown' };
  const memory = (totalmem() / GIGABYTE).toFixed(0);
  return `${model.trim()}, ${availableParallelism()} cores, ${memory} GB, Node ${process.version}, load ${load.toFixed(1)}`;
}

await main(process.argv.slice(2));
