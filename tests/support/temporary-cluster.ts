import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Cluster, startCluster } from '../../build/postgres/cluster.ts';
import { isAlive, startMark } from '../../build/support/process.ts';

export interface TemporaryCluster {
  readonly url: string;
  /** Stops it and removes all of it. */
  remove(): Promise<void>;
}

const quiet = () => undefined;

/**
 * One real PostgreSQL in a folder of its own under `within`. What runs of the same `prefix` have left behind that were killed, and
 * could not clean up, is stopped and removed first.
 */
export async function temporaryCluster(within: string, prefix: string): Promise<TemporaryCluster> {
  await removeAbandoned(within, prefix);
  const home = mkdtempSync(join(within, prefix));
  // So that root's unprivileged account can pass through.
  chmodSync(home, 0o711);
  writeFileSync(join(home, 'owner'), `${process.pid} ${startMark(process.pid)}`);
  const cluster = await startCluster({ folder: home, log: quiet });
  return { url: cluster.url, remove: () => remove(home, cluster) };
}

async function remove(home: string, cluster: Cluster): Promise<void> {
  await cluster.stop();
  rmSync(cluster.place, { recursive: true, force: true });
  rmSync(home, { recursive: true, force: true });
}

async function removeAbandoned(within: string, prefix: string): Promise<void> {
  for (const name of readdirSync(within)) {
    if (!name.startsWith(prefix)) continue;
    const home = join(within, name);
    try {
      const [pid, mark] = readFileSync(join(home, 'owner'), 'utf8').split(/ (.*)/s);
      if (isAlive(Number(pid)) && startMark(Number(pid)) === mark) continue;
      await remove(home, await startCluster({ folder: home, log: quiet }));
    } catch {
      // Another run is at it, or it is someone else's.
    }
  }
}
