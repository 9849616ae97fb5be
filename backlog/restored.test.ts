import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DAY_MS } from '../shared/domain/retention.ts';
import {
  approve,
  log,
  people,
  ServiceUnderTest,
  withdraw,
} from '../tests/support/backlog-service.ts';
import { type Backup, backupOf } from '../tests/support/database-backup.ts';
import { placesInDatabase } from '../tests/support/database-words.ts';
import { removeExpiredWords } from './jobs/retention.ts';
import { reopenRestored } from './restored.ts';
import { liesWhereItLay, placeOf, settleHere } from './store/place.ts';

const { kari, siri } = people;
/** The service looks again within this time whether an operator has been there. */
const LOOKS_AGAIN_MS = 20_000;
let service: ServiceUnderTest;
let backup: Backup | null = null;
beforeEach(async () => {
  service = await ServiceUnderTest.start();
});
afterEach(async () => {
  await service.stop();
  await backup?.drop();
  backup = null;
});

/** Backed up, then withdrawn by one and logged by another, then set back to the backup. The service starts on that. */
async function restoredAfterWithdrawal() {
  const logged = log('Et kvitrende skjema');
  await service.push(kari, [logged]);
  await service.push(siri, [approve(logged)]);
  await service.stopReplicas();
  backup = await backupOf(service.database.url);
  await service.replica();
  await service.push(kari, [withdraw(logged)]);
  expect(await placesInDatabase(service.pool, 'kvitrende')).toEqual([]);
  const lines = service.logged.filter((line) => line.startsWith('observation.withdrawn'));
  expect(lines).toEqual([`observation.withdrawn {"id":"${logged.observationId}"}`]);
  const cursor = (await service.feed(kari)).cursor;
  await service.stopReplicas();
  await backup.restore();
  expect(await placesInDatabase(service.pool, 'kvitrende')).not.toEqual([]);
  const replica = await service.replica();
  return { logged, cursor, replica };
}

async function statusOf(path: string): Promise<[number, unknown]> {
  const answer = await service.request(kari, path);
  return [answer.status, ((await answer.json()) as { code?: string }).code];
}

describe('a database that was restored from a backup', () => {
  test('is not opened: nobody is shown what was withdrawn since, and nothing is taken in', async () => {
    const { logged, replica } = await restoredAfterWithdrawal();
    for (const path of ['/v1/changes', '/v1/session', '/internal/isReady'])
      expect(await statusOf(path)).toEqual([503, 'service.notReady']);
    const pushed = await service.request(kari, '/v1/operations', {
      protocol: 1,
      operations: [withdraw(logged)],
    });
    expect(pushed.status).toBe(503);
    expect(service.logged.filter((line) => line.startsWith('service.waitsForOperator'))).toEqual([
      'service.waitsForOperator {"code":"service.restored"}',
    ]);
    // It goes on looking, and can be stopped.
    await replica.stop();
  });

  test('opens once an operator has withdrawn again what the log tells of; every cursor of before is refused', async () => {
    const { logged, cursor, replica } = await restoredAfterWithdrawal();
    const parts = service.parts();
    const { withdrawn, epoch } = await reopenRestored(parts, [
      logged.observationId,
      // Logged after the backup: nothing of it is there.
      log('Ukjent').observationId,
    ]);
    expect({ withdrawn, epoch }).toEqual({ withdrawn: 1, epoch: expect.any(Number) });
    expect(await placesInDatabase(service.pool, 'kvitrende')).toEqual([]);
    await vi.waitFor(() => replica.ready, LOOKS_AGAIN_MS);
    await vi.waitFor(
      async () => expect((await statusOf('/internal/isReady'))[0]).toBe(200),
      LOOKS_AGAIN_MS,
    );
    expect(await statusOf(`/v1/changes?cursor=${cursor}`)).toEqual([409, 'service.restored']);
    expect((await service.everything(siri)).filter(({ kind }) => kind !== 'tombstone')).toEqual([]);
    // Her machine sends its own withdrawal again: twice is as good as once.
    expect(await service.push(kari, [withdraw(logged)])).toEqual(['applied']);
  });

  test('loses anew, before it opens, the words that had been kept long enough', async () => {
    const logged = log('Et flaksende skjema');
    await service.push(kari, [logged]);
    await service.push(siri, [approve(logged)]);
    await service.stopReplicas();
    backup = await backupOf(service.database.url);
    service.ahead = 91 * DAY_MS;
    await removeExpiredWords(service.parts());
    await backup.restore();
    expect(await placesInDatabase(service.pool, 'flaksende')).not.toEqual([]);
    const { expired } = await reopenRestored(service.parts(), []);
    expect(expired).toMatchObject({ text: 1, insight: 1 });
    expect(await placesInDatabase(service.pool, 'flaksende')).toEqual([]);
  });

  test('is noticed also while the service runs', async () => {
    await service.stopReplicas();
    backup = await backupOf(service.database.url);
    expect(await liesWhereItLay(service.pool)).toBe(true);
    await backup.restore();
    expect(await liesWhereItLay(service.pool)).toBe(false);
    await settleHere(service.pool, false);
    expect(await liesWhereItLay(service.pool)).toBe(true);
  });

  test('a part of its place that may not be asked for is not missed', async () => {
    const whole = await placeOf(service.pool);
    expect(Object.keys(whole).sort()).toEqual(['cluster', 'database', 'table', 'timeline']);
    const { timeline, ...rest } = whole;
    const set = (place: object) =>
      service.pool.query('UPDATE server SET place = $1', [JSON.stringify(place)]);
    await set(rest);
    expect(await liesWhereItLay(service.pool)).toBe(true);
    await set({ ...whole, timeline: `${timeline}0` });
    expect(await liesWhereItLay(service.pool)).toBe(false);
    await set({ ...whole, elsewhere: 'unknown to this version' });
    expect(await liesWhereItLay(service.pool)).toBe(true);
  });
});
