import { tmpdir } from 'node:os';
import type { TestProject } from 'vitest/node';
import { temporaryCluster } from './temporary-cluster.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the run's PostgreSQL answers; `testDatabase` makes databases in it. */
    clusterUrl: string;
  }
}

/** One real PostgreSQL for the run, in a temporary place, removed afterwards. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await temporaryCluster(tmpdir(), 'lytt-test-cluster-');
  project.provide('clusterUrl', cluster.url);
  return () => cluster.remove();
}
