import { parentPort } from 'node:worker_threads';
import { LyttError } from '../../../shared/domain/errors.ts';
import { type Job, perform } from './jobs.ts';

/** The thread that looks after the files. A key comes with each job and is not kept. */
parentPort?.on('message', ({ id, job }: { readonly id: number; readonly job: Job }) => {
  try {
    parentPort?.postMessage({ id, ok: true, value: perform(job) });
  } catch (error) {
    const code = error instanceof LyttError ? error.code : 'app.failed';
    parentPort?.postMessage({ id, ok: false, code });
  }
});
