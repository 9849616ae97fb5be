/** A process that runs the seeds it is told to, on a database of its own: worker.ts DATABASE_URL [MUTANT] */

import { mutants } from './mutants.ts';
import { plant } from './mutate.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

const [databaseUrl, mutantName] = process.argv.slice(2);
if (databaseUrl === undefined) throw new Error('which database?');
const mutant = mutants.find(({ name }) => name === mutantName);
if (mutantName !== undefined && mutant === undefined) throw new Error(`no mutant «${mutantName}»`);
const plot = mutant === undefined ? null : plant(mutant);

// After the bug is planted, so that it is in what is loaded here.
const { layGround } = await import('./ground.ts');
const { simulate } = await import('./simulation.ts');
if (plot?.planted() === false) throw new Error(`«${mutantName}» was not loaded`);

const tell = (message: FromWorker) => process.send?.(message);
const ground = await layGround(databaseUrl);

let work: Promise<void> = Promise.resolve();
process.on('message', (message: ToWorker) => {
  work = work.then(async () => {
    const { seed, steps } = message;
    const print = steps ? (line: string) => void process.stdout.write(`${line}\n`) : null;
    tell({ outcome: await simulate(seed, ground, print) });
  });
});
process.on('disconnect', () => {
  work.finally(() => ground.clear()).finally(() => process.exit());
});
tell({ outcome: null });
