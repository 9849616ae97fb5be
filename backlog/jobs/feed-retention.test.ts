import { afterEach, beforeEach, expect, test } from 'vitest';
import { log, people, ServiceUnderTest, withdraw } from '../../tests/support/backlog-service.ts';
import { removeOldTombstones, TOMBSTONE_DAYS } from './feed-retention.ts';

const DAY = 24 * 3_600_000;
const { kari, siri } = people;
let service: ServiceUnderTest;
beforeEach(async () => {
  service = await ServiceUnderTest.start();
});
afterEach(() => service.stop());

/** The service's clock moved ahead, and the job run once. Returns how many tombstones it removed. */
async function after(days: number): Promise<number> {
  service.ahead = days * DAY;
  return removeOldTombstones(service.parts());
}

async function codeOf(person: typeof kari | typeof siri, cursor: string): Promise<unknown> {
  const answer = await service.request(person, `/v1/changes?cursor=${cursor}`);
  return ((await answer.json()) as { code?: unknown }).code;
}

test('a tombstone stays for as long as it says, counted from when it was seen, then goes', async () => {
  const gone = log('Trekkes');
  await service.push(kari, [gone, log('Blir')]);
  await service.push(kari, [withdraw(gone)]);
  expect(await after(0)).toBe(0);
  expect(await after(TOMBSTONE_DAYS - 1)).toBe(0);
  expect(await service.everything(kari)).toHaveLength(2);
  expect(await after(TOMBSTONE_DAYS + 1)).toBe(2);
  expect((await service.everything(kari)).map(({ kind }) => kind)).toEqual(['observation']);
  expect((await service.everything(siri)).map(({ kind }) => kind)).toEqual(['observation']);
});

test('a reader who had not come so far starts over; one who had, and one who is new, go on', async () => {
  const [gone, kept] = [log('Trekkes'), log('Blir')];
  await service.push(kari, [gone, kept]);
  const behind = await service.feed(siri);
  await service.push(kari, [withdraw(gone)]);
  const informed = await service.feed(siri, behind.cursor);
  await after(0);
  await after(TOMBSTONE_DAYS + 1);
  expect(await codeOf(siri, behind.cursor)).toBe('feed.startOver');
  expect(await codeOf(siri, informed.cursor)).toBeUndefined();
  expect((await service.feed(siri)).changes.map(({ id }) => id)).toEqual([kept.observationId]);
});

test('one who begins after that is led through all that is left, however small the pages', async () => {
  const all = Array.from({ length: 6 }, (_, n) => log(`Nr ${n}`));
  await service.push(kari, all);
  const gone = all.filter((_, n) => n % 2 === 1);
  await service.push(
    kari,
    gone.map((one) => withdraw(one)),
  );
  await after(0);
  await after(TOMBSTONE_DAYS + 1);
  const seen: string[] = [];
  let cursor: string | undefined;
  for (let more = true; more; ) {
    const page = await service.feed(kari, cursor, 1);
    seen.push(...page.changes.map(({ id }) => id));
    expect(page.cursor).not.toBe(cursor);
    ({ cursor, more } = page);
  }
  const left = all.filter((one) => !gone.includes(one));
  expect(seen).toEqual(left.map(({ observationId }) => observationId));
  await service.push(kari, [log('Ny')]);
  expect((await service.feed(kari, cursor)).changes).toHaveLength(1);
});

test('what has come back since is not taken for gone', async () => {
  const logged = log('Ventet lenge');
  await service.push(kari, [logged]);
  const mark = (deleted: boolean) =>
    service.pool.query('UPDATE feed SET deleted = $1 WHERE entity_id = $2', [
      deleted,
      logged.observationId,
    ]);
  await mark(true);
  await after(0);
  await mark(false);
  expect(await after(TOMBSTONE_DAYS + 1)).toBe(0);
  expect(await service.everything(kari)).toHaveLength(1);
});

test('it may run while others write in the same scopes', async () => {
  const all = Array.from({ length: 40 }, (_, n) => log(`Nr ${n}`));
  await service.push(kari, all);
  await service.push(
    kari,
    all.slice(0, 20).map((one) => withdraw(one)),
  );
  await after(0);
  service.ahead = (TOMBSTONE_DAYS + 1) * DAY;
  const parts = service.parts();
  const [removed, ...pushed] = await Promise.all([
    removeOldTombstones(parts),
    ...all.slice(20).map((one) => service.push(kari, [withdraw(one)])),
  ]);
  expect(removed).toBe(40);
  expect(pushed.flat()).toEqual(Array.from({ length: 20 }, () => 'applied'));
});
