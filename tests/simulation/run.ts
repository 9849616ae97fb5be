import { withClient } from '../../build/postgres/cluster.ts';
import { temporaryCluster } from '../support/temporary-cluster.ts';
import { memoryFolder } from './memory-folder.ts';
import { mutants } from './mutants.ts';
import { SeedProcess } from './processes.ts';
import type { Outcome } from './worker-messages.ts';

export interface RunOptions {
  readonly first: number;
  readonly count: number;
  /** Runs each planted bug until a seed finds it, instead of the product as it is. */
  readonly mutants: boolean;
  /** Prints every step. */
  readonly steps: boolean;
  readonly print: (line: string) => void;
  /** Settles when it is to end early. */
  readonly ending: Promise<unknown>;
}

/** Processes at a time. */
const PROCESSES = 2;
/** One in so many seeds is run a second time: it must go the same way. */
const AGAIN_EVERY = 20;
/** Findings shown of one seed. */
const SHOWN = 5;

/**
 * Runs the simulation on a PostgreSQL of its own, in memory where there is such a place. Returns how many passed and failed, or
 * null where it was ended early.
 */
export async function runSimulation(
  options: RunOptions,
): Promise<{ readonly passed: number; readonly failed: number } | null> {
  const cluster = await temporaryCluster(memoryFolder, 'lytt-simulation-cluster-');
  await easeLogin(cluster.url);
  const running = new Set<SeedProcess>();
  let processes = 0;
  async function start(mutant: string | null): Promise<SeedProcess> {
    processes += 1;
    const started = await SeedProcess.start(cluster.url, processes, mutant);
    running.add(started);
    return started;
  }
  async function stop(one: SeedProcess): Promise<void> {
    running.delete(one);
    await one.stop();
  }
  const work = options.mutants ? runMutants(options, start, stop) : runSeeds(options, start, stop);
  const interrupted = options.ending.then(() => null);
  // Its processes are killed under it.
  work.catch(() => undefined);
  try {
    return await Promise.race([work, interrupted]);
  } finally {
    for (const one of running) one.kill();
    await cluster.remove();
  }
}

/** Every broken connection is followed by a new one; 4,096 rounds of a password's hash protect nothing here. */
function easeLogin(url: string): Promise<void> {
  const { username, password } = new URL(url);
  return withClient(url, async (client) => {
    await client.query('SET scram_iterations = 1');
    await client.query(`ALTER ROLE ${username} PASSWORD ${client.escapeLiteral(password)}`);
  });
}

type Start = (mutant: string | null) => Promise<SeedProcess>;
type Stop = (one: SeedProcess) => Promise<void>;

async function runSeeds(
  { first, count, steps, print }: RunOptions,
  start: Start,
  stop: Stop,
): Promise<{ passed: number; failed: number }> {
  const digests = new Map<number, string>();
  let failed = 0;
  const seeds = Array.from({ length: count }, (_, index) => first + index);
  // Twice where it is only one, so that a seed that does not replay is told of at once.
  const again = seeds.filter((_, index) => count === 1 || index % AGAIN_EVERY === 0);
  const todo = [...seeds, ...again];
  const bad = new Set<number>();
  await inParallel(Math.min(PROCESSES, count), async () => {
    const one = await start(null);
    for (let seed = todo.shift(); seed !== undefined; seed = todo.shift()) {
      const known = digests.get(seed);
      const outcome = await one.run(seed, steps && known === undefined);
      digests.set(seed, outcome.digest);
      if (bad.has(seed)) continue;
      const findings = [
        ...outcome.findings,
        ...(known === undefined || known === outcome.digest
          ? []
          : [{ check: 'replays', detail: `${known} the first time, ${outcome.digest} then` }]),
      ];
      if (findings.length === 0) continue;
      bad.add(seed);
      failed += 1;
      for (const line of failureLines({ ...outcome, findings })) print(line);
    }
    await stop(one);
  });
  return { passed: count - failed, failed };
}

/** The last of them replays the seed. */
function failureLines({ seed, findings }: Outcome): string[] {
  const shown = findings.slice(0, SHOWN).map(({ check, detail }) => `  ${check}: ${detail}`);
  const more = findings.length - shown.length;
  return [
    `seed ${seed}:`,
    ...shown,
    ...(more > 0 ? [`  and ${more} more`] : []),
    `npm run simulate -- --seed ${seed}`,
  ];
}

async function runMutants(
  { first, count, print }: RunOptions,
  start: Start,
  stop: Stop,
): Promise<{ passed: number; failed: number }> {
  let failed = 0;
  const todo = [...mutants];
  const widest = Math.max(...mutants.map(({ name }) => name.length));
  print(`${'planted bug'.padEnd(widest)}  seed  seconds  broken promise`);
  await inParallel(PROCESSES, async () => {
    for (let mutant = todo.shift(); mutant !== undefined; mutant = todo.shift()) {
      const { name } = mutant;
      const from = performance.now();
      const one = await start(name);
      let found: Outcome | null = null;
      for (let seed = first; seed < first + count && found === null; seed += 1) {
        const outcome = await one.run(seed);
        if (outcome.findings.length > 0) found = outcome;
      }
      await stop(one);
      if (found === null) failed += 1;
      const seconds = ((performance.now() - from) / 1000).toFixed(1);
      const seed = found === null ? 'none' : String(found.seed);
      print(
        `${name.padEnd(widest)}  ${seed.padStart(4)}  ${seconds.padStart(7)}  ${found?.findings[0]?.check ?? 'not found'}`,
      );
    }
  });
  return { passed: mutants.length - failed, failed };
}

async function inParallel(count: number, work: () => Promise<void>): Promise<void> {
  await Promise.all(Array.from({ length: count }, work));
}
