/** The sync simulation: npm run simulate -- --seeds N [--seed S] [--mutants] */
import { awaitEnding } from '../launcher/ending.ts';
import { EXIT_FAILED, InputFault } from './input-fault.ts';
import { runCommand } from './print-lines.ts';

const usage = `npm run simulate -- [--seeds N] [--seed S] [--mutants] [--steps]

Runs people, their machines and two replicas of the service through faults, and looks whether anything was lost, doubled or
left behind. A seed is one such run; the same seed goes the same way each time.

  --seeds N   how many, the first of them 1 or S (without --seeds: S alone)
  --seed S    which
  --mutants   plants bugs one after the other, and tells which seed finds each, of N (300)
  --steps     prints every step
`;

const DEFAULT_SEEDS = 300;
const MOST = 1_000_000_000;

interface Arguments {
  readonly first: number;
  readonly count: number;
  readonly mutants: boolean;
  readonly steps: boolean;
}

/** As `tests/simulation/run.ts` offers it. What is under tests is built after this. */
interface Runner {
  runSimulation(
    options: Arguments & {
      readonly print: (line: string) => void;
      readonly ending: Promise<unknown>;
    },
  ): Promise<{ readonly passed: number; readonly failed: number } | null>;
}

async function main(args: readonly string[]): Promise<void> {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(usage);
    return;
  }
  const options = readArguments(args);
  const runner = (await import(
    new URL('../../tests/simulation/run.ts', import.meta.url).href
  )) as Runner;
  const result = await runner.runSimulation({
    ...options,
    print: (line) => void process.stdout.write(`${line}\n`),
    ending: awaitEnding().code,
  });
  if (result === null) {
    process.exitCode = EXIT_FAILED;
    return;
  }
  const { passed, failed } = result;
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exitCode = failed === 0 ? 0 : EXIT_FAILED;
}

function readArguments(args: readonly string[]): Arguments {
  let first: number | null = null;
  let count: number | null = null;
  let mutants = false;
  let steps = false;
  for (let at = 0; at < args.length; at += 1) {
    const name = args[at];
    if (name === '--mutants') mutants = true;
    else if (name === '--steps') steps = true;
    else if (name === '--seed' || name === '--seeds') {
      at += 1;
      const value = wholeNumber(name, args[at]);
      if (name === '--seed') first = value;
      else count = value;
    } else throw new InputFault(`«${name}» is not known.\n\n${usage}`);
  }
  return {
    first: first ?? 1,
    count: count ?? (first === null || mutants ? DEFAULT_SEEDS : 1),
    mutants,
    steps,
  };
}

function wholeNumber(name: string, text: string | undefined): number {
  const number = Number(text);
  if (text === undefined || !/^\d+$/.test(text) || number < 1 || number > MOST)
    throw new InputFault(`${name} wants a whole number from 1 to ${MOST}.\n\n${usage}`);
  return number;
}

await runCommand(main, process.argv.slice(2));
