import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cluster, startCluster } from '../build/postgres/cluster.ts';
import { SERVER_HEADER } from '../shared/protocol/protocol.ts';
import { log, people, units } from '../tests/support/backlog-service.ts';
import { startTokenIssuer, type TokenIssuer } from '../tests/support/token-issuer.ts';
import { type Backlog, startBacklog } from './server.ts';

const { kari } = people;
let home: string;
let cluster: Cluster;
let issuer: TokenIssuer;
const logged: string[] = [];

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'lytt-outage-'));
  cluster = await startCluster({ folder: home, log: () => undefined });
  issuer = await startTokenIssuer();
});
afterAll(async () => {
  await cluster.stop();
  await issuer.close();
  rmSync(cluster.place, { recursive: true, force: true });
  rmSync(home, { recursive: true, force: true });
});

function start(): Promise<Backlog> {
  return startBacklog({
    databaseUrl: cluster.url,
    host: '127.0.0.1',
    port: 0,
    issuer: issuer.issuer,
    audience: issuer.audience,
    units,
    clock: Date.now,
    randomBytes,
    log: (event, facts) => logged.push(`${event} ${JSON.stringify(facts ?? {})}`),
    poolSize: 4,
  });
}

async function back(): Promise<void> {
  cluster = await startCluster({ folder: home, port: cluster.port, log: () => undefined });
}

async function status(url: string, path: string): Promise<number> {
  const answer = await fetch(`${url}${path}`);
  await answer.body?.cancel();
  expect(answer.headers.get(SERVER_HEADER)).toBeTruthy();
  return answer.status;
}

interface Answer {
  readonly status: number;
  readonly wait: string | null;
  readonly body: { readonly results?: readonly { outcome: string }[]; readonly code?: string };
}

async function push(url: string, operations: readonly object[]): Promise<Answer> {
  const answer = await fetch(`${url}/v1/operations`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await issuer.token(kari)}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ protocol: 1, operations }),
  });
  expect(answer.headers.get(SERVER_HEADER)).toBeTruthy();
  return {
    status: answer.status,
    wait: answer.headers.get('retry-after'),
    body: (await answer.json()) as Answer['body'],
  };
}

test('PostgreSQL that goes away under use and comes back costs nothing but time', async () => {
  const backlog = await start();
  try {
    const operations = Array.from({ length: 60 }, (_, n) => log(`Nummer ${n}`));
    const waiting = [...operations];
    const outcomes = new Map<string, string>();
    let stopped = false;
    let refused = 0;
    /** As the app does: again under the same id until there is an answer. */
    async function drain(): Promise<void> {
      for (let one = waiting.shift(); one !== undefined; ) {
        const { status, wait, body } = await push(backlog.url, [one]);
        const outcome = body.results?.[0]?.outcome;
        if (status === 200 && outcome !== undefined && outcome !== 'not_now') {
          outcomes.set(one.id, outcome);
          // The second half waits for the outage.
          if (!stopped && outcomes.size >= operations.length / 2) await outage.promise;
          one = waiting.shift();
        } else {
          refused += 1;
          if (status !== 200) {
            expect([status, body]).toEqual([503, { code: 'service.notReady', field: null }]);
            expect(Number(wait)).toBeGreaterThan(0);
          }
          await new Promise((resolve) => setTimeout(resolve, 25));
        }
      }
    }
    const outage = Promise.withResolvers<void>();
    const drained = Promise.all([drain(), drain(), drain()]);
    await expect.poll(() => outcomes.size, { timeout: 10_000 }).toBeGreaterThanOrEqual(10);
    await cluster.stop();
    stopped = true;
    outage.resolve();
    await expect.poll(() => refused, { timeout: 10_000 }).toBeGreaterThan(3);
    expect(await status(backlog.url, '/internal/isAlive')).toBe(200);
    expect(await status(backlog.url, '/internal/isReady')).toBe(503);
    expect(await status(backlog.url, '/metrics')).toBe(200);
    await back();
    await drained;
    expect(await status(backlog.url, '/internal/isReady')).toBe(200);
    expect(outcomes.size).toBe(operations.length);
    const again = await push(backlog.url, operations);
    expect(again.body.results?.map(({ outcome }) => outcome)).toEqual(
      Array(operations.length).fill('already_applied'),
    );
    expect(logged.join('\n')).not.toContain('Nummer');
  } finally {
    await backlog.stop();
  }
});

test('a service that starts before its database waits for it, alive but not ready', async () => {
  await cluster.stop();
  const backlog = await start();
  try {
    expect(await status(backlog.url, '/internal/isAlive')).toBe(200);
    expect(await status(backlog.url, '/internal/isReady')).toBe(503);
    expect((await push(backlog.url, [log('For tidlig')])).status).toBe(503);
    await back();
    await backlog.ready;
    expect(await status(backlog.url, '/internal/isReady')).toBe(200);
    expect((await push(backlog.url, [log('Nå')])).body.results?.[0]?.outcome).toBe('applied');
  } finally {
    await backlog.stop();
  }
});

test('one that is stopped while it still waits ends at once', async () => {
  await cluster.stop();
  const backlog = await start();
  await backlog.stop();
  await backlog.ready;
  await expect(fetch(`${backlog.url}/internal/isAlive`)).rejects.toThrow();
  await back();
});
