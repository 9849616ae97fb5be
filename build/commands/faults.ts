/** Kills the app again and again while it saves and syncs: npm run faults -- --kills N [--seed S] */
import { parseArgs } from 'node:util';
import { runCommand } from '../test/step.ts';
import { EXIT_INPUT, InputFault } from './input-fault.ts';

const usage = `npm run faults -- --kills N [--seed S]

Runs the app with the real service and kills it N times (1 to 100000) while it saves and syncs. After each kill everything that
was called saved must be there, once. The same seed kills after the same times. Exit code 1 where something was lost or doubled.
`;
const MINUTE = 60_000;

function settingsOf(args: readonly string[]): { kills: number; seed: number } | null {
  let values: { kills?: string; seed?: string; help?: boolean };
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        kills: { type: 'string' },
        seed: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }));
  } catch (error) {
    throw new InputFault(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
  if (values.help === true) return null;
  const kills = whole(values.kills, '--kills');
  if (kills < 1 || kills > 100_000) throw new InputFault(`--kills is 1 to 100000.\n\n${usage}`);
  return { kills, seed: values.seed === undefined ? Date.now() | 0 : whole(values.seed, '--seed') };
}

function whole(value: string | undefined, name: string): number {
  if (value === undefined || !/^-?\d{1,10}$/.test(value))
    throw new InputFault(`${name} is a whole number.\n\n${usage}`);
  return Number(value);
}

try {
  const settings = settingsOf(process.argv.slice(2));
  if (settings === null) process.stdout.write(usage);
  else
    process.exitCode = await runCommand({
      program: 'node_modules/vitest/vitest.mjs',
      args: ['run', 'tests/faults/kills.test.ts'],
      environment: { LYTT_KILLS: String(settings.kills), LYTT_SEED: String(settings.seed) },
      limitMs: 10 * MINUTE + settings.kills * 12_000,
    });
} catch (error) {
  if (!(error instanceof InputFault)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = EXIT_INPUT;
}
