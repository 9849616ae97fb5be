import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { withClient } from '../../build/postgres/cluster.ts';
import type { FromWorker, Outcome, ToWorker } from './worker-messages.ts';

const script = fileURLToPath(new URL('worker.ts', import.meta.url));

/** One process that runs seeds, and the database it has to itself. */
export class SeedProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<never>;
  #heard = Promise.withResolvers<Outcome | null>();

  private constructor(child: ChildProcess) {
    this.#child = child;
    child.on('message', ({ outcome }: FromWorker) => this.#heard.resolve(outcome));
    this.#ended = new Promise((_, reject) => {
      child.once('exit', (code, signal) =>
        reject(new Error(`a process of the simulation has ended: ${signal ?? code}`)),
      );
    });
    this.#ended.catch(() => undefined);
  }

  /** `mutant`: the bug planted in it, or null. */
  static async start(
    clusterUrl: string,
    number: number,
    mutant: string | null,
  ): Promise<SeedProcess> {
    const name = `simulation_${number}`;
    const url = new URL(clusterUrl);
    url.pathname = `/${name}`;
    await withClient(clusterUrl, (client) => client.query(`CREATE DATABASE ${name}`));
    const started = new SeedProcess(
      fork(script, [url.href, ...(mutant === null ? [] : [mutant])], {
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      }),
    );
    await started.#next();
    return started;
  }

  async run(seed: number, steps = false): Promise<Outcome> {
    this.#child.send({ seed, steps } satisfies ToWorker);
    const outcome = await this.#next();
    if (outcome === null) throw new Error('a seed comes to something');
    return outcome;
  }

  async #next(): Promise<Outcome | null> {
    const outcome = await Promise.race([this.#heard.promise, this.#ended]);
    this.#heard = Promise.withResolvers();
    return outcome;
  }

  async stop(): Promise<void> {
    if (this.#child.connected) this.#child.disconnect();
    await this.#ended.catch(() => undefined);
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }
}
