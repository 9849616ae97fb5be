import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY_MS, type Retention } from '../../shared/domain/retention.ts';
import type { Insight, Theme } from '../../shared/domain/theme.ts';
import {
  approve,
  changeTheme,
  createTheme,
  log,
  people,
  place,
  review,
  revise,
  ServiceUnderTest,
  tagged,
  withdraw,
} from '../../tests/support/backlog-service.ts';
import { placesInDatabase } from '../../tests/support/database-words.ts';
import { inTransaction } from '../store/database.ts';
import { listReceipts } from '../store/receipts.ts';
import { worded } from '../store/retention.ts';
import { removeExpiredWords } from './retention.ts';

const { kari, ola, siri, pia } = people;
let service: ServiceUnderTest;
beforeEach(async () => {
  service = await ServiceUnderTest.start();
});
afterEach(() => service.stop());

const placesOf = (word: string) => placesInDatabase(service.pool, word);

/** The service's clock moved so many days ahead, and the job run once. */
function runAt(days: number, retention: Partial<Retention> = {}) {
  service.ahead = days * DAY_MS;
  const parts = service.parts();
  return removeExpiredWords({ ...parts, retention: { ...parts.retention, ...retention } });
}

/** Approved after a question, and in a theme with another's; declined; nobody looks at the last. */
async function filled() {
  const asked = log('Et kvitrende skjema', { workaround: 'En kvitrende omvei' });
  const declined = log('En flaksende frist');
  const waiting = log('En ventende sak');
  await service.push(kari, [asked, declined, waiting]);
  await service.push(siri, [
    review(asked, { kind: 'return', question: 'Hvilket kvitrende skjema?' }),
    review(declined, { kind: 'decline', reason: 'Den flaksende fristen er rettet' }),
  ]);
  const answered = revise(asked, 'Fortsatt et kvitrende skjema', {
    tags: tagged,
    answer: 'Det kvitrende',
  });
  await service.push(kari, [answered]);
  await service.push(siri, [approve(answered)]);
  const other = log('En annens ord');
  await service.push(ola, [other]);
  await service.push(siri, [approve(other)]);
  const { rows } = await service.pool.query<{ id: string }>('SELECT id FROM insight');
  const ids = rows.map(({ id }) => id);
  const theme = createTheme('Skjema');
  await service.push(pia, [theme, place(theme.themeId, ids)]);
  return { asked, answered, declined, waiting, other, theme, ids };
}

async function themeSeen(id: string): Promise<Theme | undefined> {
  const found = (await service.everything(pia)).find((change) => change.id === id);
  return found?.kind === 'theme' ? found.document : undefined;
}

describe('after 90 days', () => {
  test('not one word of what was decided stands anywhere; counts, weeks, theme, tags and fate do', async () => {
    const { answered, theme } = await filled();
    const before = await themeSeen(theme.themeId);
    expect(before?.evidence.total).toBe(2);
    expect(before?.quotes).not.toEqual([]);
    expect(await runAt(89)).toEqual({ text: 0, undecided: 0, insight: 0 });
    expect(await placesOf('kvitrende')).toEqual(
      expect.arrayContaining([
        'revision.text',
        'revision.answer',
        'review.decision',
        'insight.text',
      ]),
    );
    expect(await runAt(91)).toEqual({ text: 3, undecided: 0, insight: 2 });
    for (const word of ['kvitrende', 'flaksende', 'annens ord'])
      expect(await placesOf(word)).toEqual([]);
    expect(await placesOf('ventende')).toEqual(['revision.text']);
    const seen = await themeSeen(theme.themeId);
    expect(seen?.evidence).toEqual(before?.evidence);
    expect(seen?.quotes).toEqual([]);
    const { rows } = await service.pool.query(
      'SELECT tags, decision FROM revision, review LIMIT 1',
    );
    expect(rows).toHaveLength(1);
    const own = (await service.everything(kari)).find(({ id }) => id === answered.observationId);
    expect(own).toMatchObject({
      kind: 'observation',
      document: { themeId: theme.themeId, revisions: [{ text: '' }, { text: '', tags: tagged }] },
    });
  });

  test('those who follow are told: the author keeps the entry, reviewers and product hear that it is gone', async () => {
    const { answered, ids } = await filled();
    const cursors = new Map<typeof kari | typeof siri | typeof pia, string>();
    for (const person of [kari, siri, pia])
      cursors.set(person, (await service.feed(person)).cursor);
    await runAt(91);
    const told = async (person: typeof kari | typeof siri | typeof pia, ofIds: readonly string[]) =>
      (await service.feed(person, cursors.get(person))).changes
        .filter(({ id }) => ofIds.includes(id))
        .map(({ kind }) => kind);
    expect(await told(kari, [answered.observationId])).toEqual(['observation']);
    expect(await told(siri, [answered.observationId])).toEqual(['tombstone']);
    expect(await told(pia, ids)).toEqual(['tombstone', 'tombstone']);
    // Placing what has no words puts them before nobody's eyes again.
    expect(await service.push(pia, [place(null, ids)])).toEqual(['applied']);
    const insights = (await service.everything(pia)).filter(({ kind }) => kind === 'insight');
    expect(insights).toEqual([]);
  });

  test('nobody reviews it any more; its author may still say it anew, or take it back', async () => {
    const { answered, declined } = await filled();
    await runAt(91);
    expect(
      await service.push(siri, [review(answered, { kind: 'decline', reason: 'Nei' })]),
    ).toEqual(['rejected observation.decided']);
    const anew = revise(answered, 'Et nytt ord', { tags: tagged });
    expect(await service.push(kari, [anew, withdraw(declined)])).toEqual(['applied', 'applied']);
    expect(await service.push(siri, [approve(anew)])).toEqual(['applied']);
    const insights = (await service.everything(pia)).flatMap((change) =>
      change.kind === 'insight' ? [(change.document as Insight).text] : [],
    );
    expect(insights).toEqual(['Et nytt ord']);
    // And those words have their own time.
    expect((await runAt(91 + 89)).text).toBe(0);
    expect((await runAt(91 + 91)).text).toBe(1);
  });

  test('operations sent again, as after a lost answer, bring no word back', async () => {
    const { asked, answered } = await filled();
    await runAt(91);
    expect(await service.push(kari, [asked, answered])).toEqual([
      'already_applied',
      'already_applied',
    ]);
    expect(await placesOf('kvitrende')).toEqual([]);
  });

  test('a reply about the theme still comes', async () => {
    const { theme } = await filled();
    await runAt(91);
    await service.push(pia, [changeTheme(theme.themeId, { status: 'assessing' }, 'Vi ser på det')]);
    const replies = (await service.everything(kari)).filter(({ kind }) => kind === 'reply');
    expect(replies).toHaveLength(2);
  });
});

test('what nobody decided goes after the longer time, and waits for nobody any more', async () => {
  const { waiting } = await filled();
  await runAt(91);
  expect(await runAt(364)).toEqual({ text: 0, undecided: 0, insight: 0 });
  expect(await runAt(366)).toEqual({ text: 0, undecided: 1, insight: 0 });
  expect(await placesOf('ventende')).toEqual([]);
  const { rows } = await service.pool.query('SELECT waiting_since FROM observation WHERE id = $1', [
    waiting.observationId,
  ]);
  expect(rows).toEqual([{ waiting_since: null }]);
});

test('the words of insights may be kept longer than those of what they were made of', async () => {
  const { theme, ids } = await filled();
  expect(await runAt(91, { insightDays: 200 })).toEqual({ text: 3, undecided: 0, insight: 0 });
  expect(await placesOf('kvitrende')).toEqual(['insight.text']);
  expect((await themeSeen(theme.themeId))?.quotes).toHaveLength(2);
  // Placed anew they keep them.
  await service.push(pia, [place(null, ids), place(theme.themeId, ids)]);
  expect((await themeSeen(theme.themeId))?.quotes).toHaveLength(2);
  expect(await runAt(201, { insightDays: 200 })).toEqual({ text: 0, undecided: 0, insight: 2 });
  expect(await placesOf('kvitrende')).toEqual([]);
});

test('each run leaves receipts of every kind, without any text or id, and counts in a metric', async () => {
  await filled();
  service.ahead = 91 * DAY_MS;
  const parts = service.parts();
  await removeExpiredWords(parts);
  await removeExpiredWords(parts);
  const receipts = await listReceipts(service.pool, 10);
  expect(receipts.map(({ kind, days, removed }) => [kind, days, removed])).toEqual([
    ['insight', 90, 0],
    ['text', 90, 0],
    ['undecided', 365, 0],
    ['insight', 90, 2],
    ['text', 90, 3],
    ['undecided', 365, 0],
  ]);
  expect(await parts.metrics.registry.metrics()).toContain(
    'lytt_retention_removed_total{kind="text"} 3',
  );
  expect(service.logged.filter((line) => line.startsWith('retention.done'))[0]).toBe(
    'retention.done {"text":3,"undecided":0,"insight":2}',
  );
});

test('more than a transaction takes go in several, each counted once', async () => {
  const many = Array.from({ length: 320 }, (_, n) => log(`Kommer ikke inn, tallrik sak ${n}`));
  expect(new Set(await service.push(kari, many))).toEqual(new Set(['applied']));
  expect(new Set(await service.push(siri, many.map(approve)))).toEqual(new Set(['applied']));
  expect(await runAt(91)).toEqual({ text: 320, undecided: 0, insight: 320 });
  expect(await placesOf('tallrik')).toEqual([]);
  const receipts = await listReceipts(service.pool, 10);
  expect(receipts.map(({ removed }) => removed)).toEqual([320, 320, 0]);
});

test('what is decided while the job waits for it is left alone', async () => {
  const { asked, answered } = await filled();
  service.ahead = 91 * DAY_MS;
  const revised = revise(answered, 'Nettopp skrevet');
  const outcomes = await Promise.all([
    service.push(kari, [revised]),
    removeExpiredWords(service.parts()),
  ]);
  expect(outcomes[0]).toEqual(['applied']);
  const own = (await service.everything(kari)).find(({ id }) => id === asked.observationId);
  expect(own?.kind === 'observation' && own.document.revisions.at(-1)?.text).toBe(
    'Nettopp skrevet',
  );
});

test('those whose time is up are found by their own index', async () => {
  await service.pool.query('SET enable_seqscan = off');
  const plan = await inTransaction(service.pool, (tx) =>
    tx.read<{ 'QUERY PLAN': string }>({ name: 'plan', text: `EXPLAIN ${worded.text}` }, [
      new Date(),
      '00000000-0000-0000-0000-000000000000',
      10,
    ]),
  );
  const lines = plan.map((row) => row['QUERY PLAN']).join('\n');
  expect(lines).toContain('revision_worded');
  expect(lines).toContain('insight_worded');
});
