import fc from 'fast-check';
import { PgBoss } from 'pg-boss';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  approve,
  log,
  people,
  review,
  revise,
  ServiceUnderTest,
  tagged,
} from '../../tests/support/backlog-service.ts';
import { inTransaction } from '../store/database.ts';
import { holdOverdue } from '../store/escalations.ts';
import { escalateOverdue, escalationLevel } from './escalation.ts';

const HOUR = 3_600_000;
const { kari, nora, siri, dag, olav } = people;
let service: ServiceUnderTest;
beforeAll(async () => {
  service = await ServiceUnderTest.start();
});
beforeEach(() => {
  service.ahead = 0;
});
afterAll(() => service.stop());

/** The service's clock moved ahead, and the job run once. */
async function after(hours: number): Promise<void> {
  service.ahead = hours * HOUR;
  await escalateOverdue(service.parts());
}

async function sees(person: typeof dag | typeof olav, observationId: string): Promise<string> {
  const change = (await service.everything(person)).find(({ id }) => id === observationId);
  if (change === undefined) return 'nothing';
  return change.kind === 'observation' ? `level ${change.document.escalation}` : change.kind;
}

test('the level follows from the wait and the unit’s limit, and never falls as time passes', () => {
  expect(escalationLevel(0, 24 * HOUR - 1, 24)).toBe(0);
  expect(escalationLevel(0, 24 * HOUR, 24)).toBe(1);
  expect(escalationLevel(0, 48 * HOUR - 1, 24)).toBe(1);
  expect(escalationLevel(0, 48 * HOUR, 24)).toBe(2);
  const time = fc.integer({ min: 0, max: 400 * HOUR });
  fc.assert(
    fc.property(time, time, fc.double({ min: 0.1, max: 200, noNaN: true }), (one, other, limit) => {
      const [sooner, later] = [Math.min(one, other), Math.max(one, other)];
      expect(escalationLevel(0, later, limit)).toBeGreaterThanOrEqual(
        escalationLevel(0, sooner, limit),
      );
    }),
  );
});

test('first the deputies see what has waited too long, then the unit above; in time only they', async () => {
  const waiting = log('Venter');
  await service.push(kari, [waiting]);
  expect([await sees(dag, waiting.observationId), await sees(olav, waiting.observationId)]).toEqual(
    ['nothing', 'nothing'],
  );
  await after(23.9);
  expect(await sees(dag, waiting.observationId)).toBe('nothing');
  await after(24.1);
  expect([await sees(dag, waiting.observationId), await sees(olav, waiting.observationId)]).toEqual(
    ['level 1', 'nothing'],
  );
  await after(48.1);
  expect([await sees(dag, waiting.observationId), await sees(olav, waiting.observationId)]).toEqual(
    ['level 2', 'level 2'],
  );
  const own = (await service.everything(kari)).find(({ id }) => id === waiting.observationId);
  expect(own).toMatchObject({ document: { escalation: 2 } });
});

test('each unit has its own limit', async () => {
  const [here, there] = [log('Her'), log('Der', { unit: '4200' })];
  await service.push(kari, [here]);
  await service.push(nora, [there]);
  await after(25);
  const deputyThere = { sub: 'didrik', roles: ['deputy'], unit: '4200' } as const;
  expect(await sees(dag, here.observationId)).toBe('level 1');
  expect((await service.everything(deputyThere)).map(({ id }) => id)).not.toContain(
    there.observationId,
  );
});

test('after a night without the job it catches up, straight to the level that is due', async () => {
  const waiting = log('Lenge');
  await service.push(kari, [waiting]);
  await after(100);
  expect(await sees(olav, waiting.observationId)).toBe('level 2');
});

test('deputies and the unit above may decide what has come to them, and only then', async () => {
  const waiting = log('Må avgjøres');
  await service.push(kari, [waiting]);
  const question = () => review(waiting, { kind: 'return', question: 'Når?' });
  expect(await service.push(dag, [question()])).toEqual(['rejected unit.notYours']);
  await after(25);
  expect(await service.push(olav, [question()])).toEqual(['rejected unit.notYours']);
  const asked = question();
  expect(await service.push(dag, [asked])).toEqual(['applied']);
  // She can still take it back; then it waits again, where it was.
  const undone = review(waiting, { kind: 'undo', reviewId: asked.reviewId });
  expect(await service.push(dag, [undone])).toEqual(['applied']);
  expect(await sees(dag, waiting.observationId)).toBe('level 1');
  await after(25 + 47);
  expect(await sees(olav, waiting.observationId)).toBe('nothing');
  await after(25 + 48.1);
  expect(await service.push(olav, [approve(waiting)])).toEqual(['applied']);
});

test('what has been decided escalates no further; newer words wait anew, out of the deputies’ sight', async () => {
  const waiting = log('Svar kommer');
  await service.push(kari, [waiting]);
  await after(25);
  await service.push(siri, [review(waiting, { kind: 'return', question: 'Hva?' })]);
  await after(200);
  expect(await sees(olav, waiting.observationId)).toBe('nothing');
  const answered = revise(waiting, 'Svaret', { tags: tagged });
  await service.push(kari, [answered]);
  expect(await sees(dag, waiting.observationId)).toBe('tombstone');
  await after(200 + 23);
  expect(await sees(dag, waiting.observationId)).toBe('tombstone');
  await after(200 + 25);
  expect(await sees(dag, waiting.observationId)).toBe('level 1');
});

test('an author who changes what still waits does not set the clock back', async () => {
  const waiting = log('Rettes');
  await service.push(kari, [waiting]);
  service.ahead = 23 * HOUR;
  await service.push(kari, [revise(waiting, 'Rettet')]);
  await after(25);
  expect(await sees(dag, waiting.observationId)).toBe('level 1');
});

test('the statement finds exactly what the rule says is due', async () => {
  const limits = [24, 48];
  const waits = [0, 12, 23.99, 24, 24.01, 47.99, 48, 48.01, 95.99, 96, 96.01, 500];
  const now = new Date('2027-06-01T00:00:00Z');
  await service.pool.query('UPDATE observation SET waiting_since = NULL');
  for (const limit of limits)
    for (const wait of waits)
      for (const escalation of [0, 1, 2])
        await service.pool.query(
          `INSERT INTO observation (id, author, unit, heard_at, received_at, escalation, waiting_since)
           VALUES (gen_random_uuid(), 'x', $1, '', $2, $3, $4)`,
          [limit === 24 ? '4100' : '4200', now, escalation, new Date(now.getTime() - wait * HOUR)],
        );
  const due = await inTransaction(service.pool, (tx) => holdOverdue(tx, now, 1000));
  const expected = limits.flatMap((limit) =>
    waits.flatMap((wait) =>
      [0, 1, 2].filter((escalation) => escalationLevel(-wait * HOUR, 0, limit) > escalation),
    ),
  );
  expect(due).toHaveLength(expected.length);
  for (const { waitingSince, reviewLimitHours, escalation } of due)
    expect(
      escalationLevel(waitingSince.getTime(), now.getTime(), reviewLimitHours),
    ).toBeGreaterThan(escalation);
  await service.pool.query(`DELETE FROM observation WHERE author = 'x'`);
});

test('two replicas at it at once raise each observation once', async () => {
  const waiting = Array.from({ length: 30 }, (_, n) => log(`Nummer ${n}`));
  await service.push(kari, waiting);
  service.ahead = 25 * HOUR;
  const raised = await Promise.all([
    escalateOverdue(service.parts()),
    escalateOverdue(service.parts()),
  ]);
  const total = raised.reduce((sum, count) => sum + count, 0);
  expect(total).toBeGreaterThanOrEqual(30);
  expect(await escalateOverdue(service.parts())).toBe(0);
  for (const { observationId } of waiting) {
    const { rows } = await service.pool.query(`SELECT escalation FROM observation WHERE id = $1`, [
      observationId,
    ]);
    expect(rows).toEqual([{ escalation: 1 }]);
  }
});

test('the job itself runs on a schedule, by whichever replica', async () => {
  const waiting = log('Jobben tar den');
  await service.push(kari, [waiting]);
  service.ahead = 25 * HOUR;
  await service.replica({ jobs: true });
  const { rows } = await service.pool.query('SELECT name, cron FROM pgboss.schedule');
  expect(rows).toContainEqual({ name: 'escalation', cron: '* * * * *' });
  // What the schedule would send at the next full minute.
  const boss = new PgBoss({
    connectionString: service.database.url,
    schedule: false,
    supervise: false,
  });
  boss.on('error', () => undefined);
  await boss.start();
  await boss.send('escalation');
  await expect
    .poll(() => sees(dag, waiting.observationId), { timeout: 15_000, interval: 200 })
    .toBe('level 1');
  await boss.stop({ graceful: false });
});
