import { Worker } from 'node:worker_threads';
import { type ErrorCode, LyttError } from '../../../shared/domain/errors.ts';
import type { Job, JobResults } from './jobs.ts';

interface Answer {
  readonly id: number;
  readonly ok: boolean;
  readonly value: unknown;
  readonly code: ErrorCode;
}

interface Asked {
  readonly resolve: (value: never) => void;
  readonly reject: (error: LyttError) => void;
}

/**
 * One thread for all that is done to encrypted files beside reading and saving: one job at a time, in the order asked. Started
 * by the first job; keeps no process alive.
 */
export class FileWorker {
  readonly #script: URL;
  #worker: Worker | null = null;
  #last = 0;
  readonly #asked = new Map<number, Asked>();
  #closed = false;

  /** `script`: `worker.ts`, or what it was bundled to. */
  constructor(script: URL) {
    this.#script = script;
  }

  /** Errors: the store's own; `app.failed` where the thread has died; `app.unreachable` once closed. */
  run<K extends Job['kind']>(job: Extract<Job, { kind: K }>): Promise<JobResults[K]> {
    if (this.#closed) return Promise.reject(new LyttError('app.unreachable'));
    const worker = this.#started();
    this.#last += 1;
    const id = this.#last;
    return new Promise((resolve, reject) => {
      this.#asked.set(id, { resolve, reject });
      worker.postMessage({ id, job });
    });
  }

  #started(): Worker {
    if (this.#worker !== null) return this.#worker;
    const worker = new Worker(this.#script, { name: 'files' });
    worker.unref();
    worker.on('message', (answer: Answer) => this.#answered(answer));
    worker.on('error', () => this.#died(worker));
    worker.on('exit', () => this.#died(worker));
    this.#worker = worker;
    return worker;
  }

  #answered({ id, ok, value, code }: Answer): void {
    const asked = this.#asked.get(id);
    this.#asked.delete(id);
    if (ok) asked?.resolve(value as never);
    else asked?.reject(new LyttError(code));
  }

  /** The next job starts another. */
  #died(worker: Worker): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    const code = this.#closed ? 'app.unreachable' : 'app.failed';
    for (const { reject } of this.#asked.values()) reject(new LyttError(code));
    this.#asked.clear();
  }

  /** Ends the thread, whatever it is at: a file is never half-done in place. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#worker?.terminate();
  }
}
