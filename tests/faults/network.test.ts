import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Handlers } from '../../shared/api.ts';
import { noTags } from '../../shared/domain/tags.ts';
import { people, ServiceUnderTest } from '../support/backlog-service.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { type BreakableWay, type Fault, faults, startProxy } from './proxy.ts';

// The real app and the real service, with a way between them that breaks as networks do. Waits are shortened, each alike.
const TIMES_FASTER = 20;
const HEALED_MS = 60_000;
const words = { workaround: null, tags: noTags, acknowledged: [] };
const all = { query: null, limit: 500, offset: 0 };

let service: ServiceUnderTest;
let proxy: BreakableWay;
let app: TestApp;
let kari: Handlers;
/** To the service each test's caseworker is another. */
let sub = '';
let tests = 0;
beforeAll(async () => {
  service = await ServiceUnderTest.start();
});
afterAll(() => service.stop());
beforeEach(async () => {
  tests += 1;
  sub = `kari-${tests}`;
  proxy = await startProxy(service.url);
  app = await startTestApp({
    backlogUrl: proxy.url,
    issuer: service.issuer.issuer,
    audience: service.issuer.audience,
    timers: {
      now: () => performance.now() * TIMES_FASTER,
      set: (run, ms) => setTimeout(run, ms / TIMES_FASTER).unref(),
      clear: (handle) => clearTimeout(handle as NodeJS.Timeout),
    },
  });
  await app.keepToken('kari', await service.issuer.token({ ...people.kari, sub }));
  kari = await app.as('kari');
  await kari['sync.tryNow']({});
});
afterEach(async () => {
  await app.close();
  await proxy.close();
});

const log = async (text: string) => {
  const { id } = await kari['observation.log']({ ...words, text });
  return id;
};
const counts = () => kari['counts.get']({});
/** What the service has of hers, by id. */
async function taken(): Promise<string[]> {
  const { rows } = await service.pool.query<{ id: string }>(
    'SELECT id FROM observation WHERE author = $1 ORDER BY id',
    [sub],
  );
  return rows.map(({ id }) => id);
}

/** Nobody does anything: it drains by itself, and what is shown is what the service has. */
async function heals(ids: readonly string[]): Promise<void> {
  proxy.set(null);
  await vi.waitFor(
    async () => expect(await counts()).toMatchObject({ waiting: 0, state: 'idle' }),
    {
      timeout: HEALED_MS,
      interval: 20,
    },
  );
  expect(await taken()).toEqual([...ids].sort());
  const { entries } = await kari['observation.list'](all);
  expect(entries.map(({ id, state }) => [id, state]).sort()).toEqual(
    [...ids].sort().map((id) => [id, 'sent']),
  );
  expect((await counts()).setAside).toBe(0);
}

const cutting = faults.filter((fault) => fault !== 'dribble');

describe('a way that breaks', () => {
  test.each(cutting)(
    'by %s: what is saved waits, that is shown, and it goes out once when it heals',
    async (fault) => {
      const before = await log('Før feilen');
      await vi.waitFor(async () => expect((await counts()).waiting).toBe(0), HEALED_MS);
      proxy.set(fault);
      const during = await log('Mens nettet svikter');
      await vi.waitFor(
        async () => {
          expect(proxy.broken).toBeGreaterThan(1);
          expect((await counts()).state).toBe('offline');
        },
        { timeout: HEALED_MS, interval: 20 },
      );
      // It may be in by now; as long as that is not known it waits.
      const { entries } = await kari['observation.list'](all);
      expect(entries.map(({ state }) => state)).toEqual(['waiting', 'sent']);
      const { waitingItems, offlineSince } = await kari['sync.status']({});
      expect(waitingItems.map(({ text }) => text)).toEqual(['Mens nettet svikter']);
      expect(offlineSince).not.toBeNull();
      // No fault of the network is a fault of the app.
      expect((await kari['session.get']({})).problems).toEqual([]);
      const later = await log('Ennå borte');
      await heals([before, during, later]);
    },
  );

  test('by coming in small pieces only is slower', async () => {
    proxy.set('dribble');
    const ids = [await log('I småbiter'), await log('Enda en')];
    await vi.waitFor(async () => expect((await counts()).waiting).toBe(0), HEALED_MS);
    await heals(ids);
  });
});

test('a day of every fault in any order, saving all the while: all of it arrives once', async () => {
  const ids: string[] = [];
  const day = fc.sample(
    fc.record({
      fault: fc.constantFrom<(Fault | null)[]>(null, ...faults),
      saves: fc.integer({ min: 0, max: 4 }),
      ms: fc.integer({ min: 0, max: 120 }),
    }),
    { numRuns: 25 },
  );
  for (const { fault, saves, ms } of day) {
    proxy.set(fault);
    for (let n = 0; n < saves; n += 1) ids.push(await log(`Nummer ${ids.length}`));
    await new Promise((resolve) => setTimeout(resolve, ms));
  }
  await heals(ids);
});
