import { z } from 'zod';
import { startCluster } from '../postgres/cluster.ts';

// The embedded PostgreSQL of a home as a process of its own: it stops the server when the launcher is gone, also by kill -9.
const environment = z.object({ LYTT_HOME: z.string().min(1) }).parse(process.env);

const tell = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
let stopping = false;
const starting = startCluster({
  folder: environment.LYTT_HOME,
  log: (line) => tell({ say: line }),
});
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    stopping = true;
    void starting.then((cluster) => cluster.stop()).finally(() => process.exit(0));
  });

try {
  const cluster = await starting;
  void cluster.ended.then(() => {
    if (stopping) return;
    process.stderr.write('PostgreSQL ended by itself.\n');
    process.exit(1);
  });
  tell({ ready: true, url: cluster.url });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
