import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { type Cluster, startCluster } from '../../build/postgres/cluster.ts';
import { isAlive, startMark } from '../../build/support/process.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the run's PostgreSQL answers; `testDatabase` makes databases in it. */
    clusterUrl: string;
  }
}

const PREFIX = 'lytt-test-cluster-';

/** One real PostgreSQL for the run, in a temporary place, removed afterwards. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await removeAbandoned();
  const home = mkdtempSync(join(tmpdir(), PREFIX));
  writeFileSync(join(home, 'owner'), `${process.pid} ${startMark(process.pid)}`);
  const cluster = await startCluster({ folder: home, log: () => undefined });
  project.provide('clusterUrl', cluster.url);
  return () => remove(home, cluster);
}

async function remove(home: string, cluster: Cluster): Promise<void> {
  await cluster.stop();
  rmSync(cluster.place, { recursive: true, force: true });
  rmSync(home, { recursive: true, force: true });
}

/** A run that was killed could not clean up; its cluster may still be running. */
async function removeAbandoned(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const home = join(tmpdir(), name);
    try {
      const [pid, mark] = readFileSync(join(home, 'owner'), 'utf8').split(/ (.*)/s);
      if (isAlive(Number(pid)) && startMark(Number(pid)) === mark) continue;
      await remove(home, await startCluster({ folder: home, log: () => undefined }));
    } catch {
      // Another run is at it, or it is someone else's.
    }
  }
}
