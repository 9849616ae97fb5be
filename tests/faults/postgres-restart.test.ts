import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Cluster, startCluster } from '../../build/postgres/cluster.ts';
import type { Handlers } from '../../shared/api.ts';
import { noTags } from '../../shared/domain/tags.ts';
import { people, ServiceUnderTest } from '../support/backlog-service.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { startTokenIssuer } from '../support/token-issuer.ts';

// A PostgreSQL of its own, which can be stopped and killed while two people save and their apps send.
const HEALED_MS = 60_000;
const words = { workaround: null, tags: noTags, acknowledged: [] };

let folder: string;
let cluster: Cluster;
let service: ServiceUnderTest;
const apps: TestApp[] = [];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lytt-faults-postgres-'));
  cluster = await startCluster({ folder, log: () => undefined });
  const database = { url: cluster.url, drop: async () => undefined };
  service = new ServiceUnderTest(database, await startTokenIssuer());
  await service.replica();
});
afterAll(async () => {
  for (const app of apps) await app.close();
  await service.stop();
  await cluster.stop();
  rmSync(cluster.place, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

async function personAtWork(sub: 'kari' | 'ola'): Promise<Handlers> {
  const app = await startTestApp({
    backlogUrl: service.url,
    issuer: service.issuer.issuer,
    audience: service.issuer.audience,
    pollMs: 100,
    // As the app waits, only shorter.
    timers: {
      now: () => performance.now() * 10,
      set: (run, ms) => setTimeout(run, ms / 10).unref(),
      clear: (handle) => clearTimeout(handle as NodeJS.Timeout),
    },
  });
  apps.push(app);
  await app.keepToken(sub, await service.issuer.token(people[sub]));
  return app.as(sub);
}

test('PostgreSQL stopped, started, killed and started under load: everything saved is in it, once', async () => {
  const workers = [await personAtWork('kari'), await personAtWork('ola')];
  const saved = new Set<string>();
  let working = true;
  const work = workers.map(async (person, who) => {
    for (let n = 0; working; n += 1) {
      const { id } = await person['observation.log']({ ...words, text: `${who}: nummer ${n}` });
      saved.add(id);
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
  });
  const taken = async () => {
    const { rows } = await service.pool.query<{ id: string }>('SELECT id FROM observation');
    return rows.map(({ id }) => id);
  };
  const someMore = async () => {
    const before = (await taken()).length;
    await vi.waitFor(async () => expect((await taken()).length).toBeGreaterThan(before + 5), {
      timeout: HEALED_MS,
      interval: 50,
    });
  };

  await someMore();
  await cluster.stop();
  const whileStopped = saved.size;
  await vi.waitFor(() => expect(saved.size).toBeGreaterThan(whileStopped + 10), HEALED_MS);
  cluster = await startCluster({ folder, log: () => undefined });
  await someMore();
  // As a power cut would: connections hang, memory is gone, the log is replayed.
  process.kill(cluster.pid, 'SIGKILL');
  await cluster.ended;
  const whileDead = saved.size;
  await vi.waitFor(() => expect(saved.size).toBeGreaterThan(whileDead + 10), HEALED_MS);
  cluster = await startCluster({ folder, log: () => undefined });
  await someMore();
  working = false;
  await Promise.all(work);

  for (const person of workers)
    await vi.waitFor(
      async () =>
        expect(await person['counts.get']({})).toMatchObject({
          ...{ waiting: 0, setAside: 0, state: 'idle' },
        }),
      { timeout: HEALED_MS, interval: 50 },
    );
  expect((await taken()).sort()).toEqual([...saved].sort());
  for (const person of workers) expect((await person['session.get']({})).problems).toEqual([]);
}, 300_000);
