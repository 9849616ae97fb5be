import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import {
  approve,
  createTheme,
  log,
  newId,
  people,
  revise,
  ServiceUnderTest,
} from '../../tests/support/backlog-service.ts';
import type { Backlog } from '../server.ts';
import { createPool } from '../store/database.ts';
import { applyOperations } from './apply.ts';

const { kari, ola, siri, pia } = people;
let service: ServiceUnderTest;
let other: Backlog;
beforeAll(async () => {
  service = await ServiceUnderTest.start();
  other = await service.replica();
});
afterEach(() => service.pool.query('DROP FUNCTION IF EXISTS refuse_words CASCADE'));
afterAll(() => service.stop());

/** Makes PostgreSQL itself fail on revisions of this text, with this state. */
async function failOn(text: string, state: string): Promise<void> {
  await service.pool.query(
    `CREATE FUNCTION refuse_words() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '${state}'; END $$`,
  );
  await service.pool.query(
    `CREATE TRIGGER refuse_words BEFORE INSERT ON revision FOR EACH ROW
     WHEN (NEW.text = '${text}') EXECUTE FUNCTION refuse_words()`,
  );
}

async function wordsOf(observationId: string): Promise<string[]> {
  const { rows } = await service.pool.query<{ text: string }>(
    'SELECT text FROM revision WHERE observation_id = $1 ORDER BY ordinal',
    [observationId],
  );
  return rows.map(({ text }) => text);
}

test('the same batch, in parallel at two replicas, many times: each operation has one effect', async () => {
  const before = await service.count('observation');
  const batch = Array.from({ length: 40 }, (_, n) => log(`Får ikke svar på telefonen, nr ${n}`));
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, n) =>
      service.push(kari, batch, n % 2 === 0 ? service.url : other.url),
    ),
  );
  for (const [n] of batch.entries()) {
    const outcomes = answers.map((results) => results[n]);
    expect(outcomes.filter((outcome) => outcome === 'applied')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'already_applied')).toHaveLength(7);
  }
  expect(await service.count('observation')).toBe(before + 40);
  for (const { observationId, text } of batch) expect(await wordsOf(observationId)).toEqual([text]);
});

test('batches that overlap in opposite order at two replicas end without a deadlock', async () => {
  const logged = Array.from({ length: 30 }, () => log('Kommer ikke inn på Min side'));
  await service.push(kari, logged);
  const revisions = logged.map((one) => revise(one, 'Kommer fortsatt ikke inn på Min side'));
  const answers = await Promise.all([
    service.push(kari, revisions),
    service.push(kari, revisions.toReversed(), other.url),
  ]);
  const applied = answers.flat().filter((outcome) => outcome === 'applied');
  expect(applied).toHaveLength(30);
  expect(answers.flat().filter((outcome) => outcome === 'already_applied')).toHaveLength(30);
});

test('an answer that was lost changes nothing when the batch is sent again, split otherwise', async () => {
  const logged = log('Skjemaet stopper på side tre');
  const batch = [logged, revise(logged, 'Skjemaet stopper på side fire'), log('Lang kø')];
  // Nobody reads the answer.
  const lost = await service.request(kari, '/v1/operations', { protocol: 1, operations: batch });
  await lost.body?.cancel();
  expect(await service.push(kari, batch.slice(0, 1))).toEqual(['already_applied']);
  expect(await service.push(kari, [...batch.slice(1), log('Ny')])).toEqual([
    'already_applied',
    'already_applied',
    'applied',
  ]);
  expect(await wordsOf(logged.observationId)).toEqual([
    'Skjemaet stopper på side tre',
    'Skjemaet stopper på side fire',
  ]);
});

test('what comes twice in one push is applied once', async () => {
  const one = log('Vedtaket var vanskelig å forstå');
  expect(await service.push(kari, [one, one])).toEqual(['applied', 'already_applied']);
  expect(await wordsOf(one.observationId)).toHaveLength(1);
});

test('an id that is somebody else’s, or was another thing, is refused and changes nothing', async () => {
  const hers = log('Fikk ikke kvittering');
  await service.push(kari, [hers]);
  const his = { ...log('Noe helt annet'), id: hers.id };
  expect(await service.push(ola, [his])).toEqual(['rejected input.invalid']);
  expect(await service.push(kari, [{ ...revise(hers, 'Endret'), id: hers.id }])).toEqual([
    'rejected input.invalid',
  ]);
  expect(await wordsOf(hers.observationId)).toEqual(['Fikk ikke kvittering']);
  expect(await wordsOf(his.observationId)).toEqual([]);
});

test('the order within a batch holds, also across kinds of operation', async () => {
  const logged = log('Beløpet stemmer ikke');
  const second = revise(logged, 'Beløpet på vedtaket stemmer ikke');
  const third = revise(second, 'Beløpet på utbetalingen stemmer ikke');
  expect(await service.push(kari, [logged, second, third])).toEqual(Array(3).fill('applied'));
  expect(await wordsOf(logged.observationId)).toEqual([logged.text, second.text, third.text]);
  const late = log('Kom etterpå');
  expect(await service.push(kari, [revise(late, 'For tidlig'), late])).toEqual([
    'rejected observation.unknown',
    'applied',
  ]);
});

test('each poisoned element is refused alone, wherever it stands', async () => {
  const good = [log('Første'), log('Andre'), log('Tredje')];
  const poisoned: object[] = [
    { id: newId(), kind: 'observation.log' },
    { id: newId(), kind: 'observation.explode' },
    { id: newId(), kind: 7 },
    { id: newId() },
    { ...log('x'), text: `fnr 17${'0'.repeat(9)} \u0000` },
    { ...log('x'), tags: { ...log('x').tags, tema: 'ikke en kode' } },
    { ...log('x'), heardAt: '0001-01-01T00:00:00Z' },
    { ...approve(log('x')), decision: { kind: 'return', question: '  ' } },
  ];
  const outcomes = await service.push(kari, [
    good[0] ?? {},
    ...poisoned,
    good[1] ?? {},
    good[2] ?? {},
  ]);
  expect(outcomes).toEqual([
    'applied',
    'rejected input.invalid',
    'not_now operation.unknownKind',
    'rejected input.invalid',
    'rejected input.invalid',
    'rejected text.invalidCharacter',
    'rejected input.invalid',
    'rejected input.invalid',
    'rejected text.empty',
    'applied',
    'applied',
  ]);
});

test('a refused operation leaves no trace and may come again when it can be applied', async () => {
  const logged = log('Papirene kom bort');
  const early = revise(logged, 'Papirene kom bort to ganger');
  expect(await service.push(kari, [early])).toEqual(['rejected observation.unknown']);
  const { rows } = await service.pool.query('SELECT FROM operation WHERE id = $1', [early.id]);
  expect(rows).toHaveLength(0);
  expect(await service.push(kari, [logged, early])).toEqual(['applied', 'applied']);
});

test('where the database itself fails on one, the rest is applied and what builds on it waits', async () => {
  await failOn('gift', 'P0001');
  const [bad, good] = [log('gift'), log('Helt i orden')];
  const onBad = revise(bad, 'Bygger på det');
  expect(await service.push(kari, [bad, good, onBad])).toEqual([
    'not_now service.failed',
    'applied',
    'not_now service.failed',
  ]);
  const { rows } = await service.pool.query('SELECT id FROM operation WHERE id = ANY($1)', [
    [bad.id, good.id, onBad.id],
  ]);
  expect(rows).toEqual([{ id: good.id }]);
  await service.pool.query('DROP FUNCTION refuse_words CASCADE');
  expect(await service.push(kari, [bad, good, onBad])).toEqual([
    'applied',
    'already_applied',
    'applied',
  ]);
});

test('what the database can never store is refused', async () => {
  await failOn('for mye', '22001');
  expect(await service.push(kari, [log('for mye'), log('passe')])).toEqual([
    'rejected input.invalid',
    'applied',
  ]);
});

test('while another transaction sits on what it needs, an operation is not refused but waits', async () => {
  const logged = log('Vent litt');
  await service.push(kari, [logged]);
  const pool = createPool({ databaseUrl: service.database.url, size: 2, lockTimeoutMs: 50 });
  const impatient = { ...service.parts(), pool };
  const { id, ...body } = revise(logged, 'Vent litt til');
  const push = () => applyOperations(impatient, kari, [{ id, body: { ...body, id } }]);
  const holder = await service.pool.connect();
  try {
    await holder.query('BEGIN');
    await holder.query('SELECT FROM observation WHERE id = $1 FOR UPDATE', [logged.observationId]);
    expect(await push()).toEqual([{ id, outcome: 'not_now', code: 'service.tooManyRequests' }]);
    await holder.query('ROLLBACK');
    expect(await push()).toEqual([{ id, outcome: 'applied' }]);
  } finally {
    holder.release(true);
    await pool.end();
  }
});

test('one id logged twice by two machines at once is one observation', async () => {
  const first = log('Samtidig');
  const second = { ...log('Samtidig igjen'), observationId: first.observationId };
  const outcomes = (
    await Promise.all([service.push(kari, [first]), service.push(kari, [second], other.url)])
  ).flat();
  expect(outcomes.sort()).toEqual(['applied', 'rejected observation.exists']);
  expect(await wordsOf(first.observationId)).toHaveLength(1);
});

test('one revision, review or theme id can not stand for two', async () => {
  const [one, two] = [log('Én'), log('To')];
  await service.push(kari, [one, two]);
  const stolen = revise(two, 'Stjålet', { revisionId: one.revisionId });
  expect(await service.push(kari, [stolen])).toEqual(['rejected input.invalid']);
  const approval = approve(one);
  const again = { ...approve(two), reviewId: approval.reviewId };
  expect(await service.push(siri, [approval, again])).toEqual([
    'applied',
    'rejected input.invalid',
  ]);
  const theme = createTheme();
  expect(
    await service.push(pia, [theme, { ...createTheme('To'), themeId: theme.themeId }]),
  ).toEqual(['applied', 'rejected theme.exists']);
});
