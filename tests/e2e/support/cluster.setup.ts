import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { startCluster } from '../../../build/postgres/cluster.ts';
import { root } from './processes.ts';

/** One real PostgreSQL for the run, and the page as it is delivered. */
export default async function setup(): Promise<() => Promise<void>> {
  if (!existsSync(join(root, 'dist', 'renderer', 'index.html')))
    await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
  const home = mkdtempSync(join(tmpdir(), 'lytt-e2e-cluster-'));
  const cluster = await startCluster({ folder: home, log: () => undefined });
  process.env['LYTT_E2E_CLUSTER'] = cluster.url;
  return async () => {
    await cluster.stop();
    rmSync(cluster.place, { recursive: true, force: true });
    rmSync(home, { recursive: true, force: true });
  };
}
