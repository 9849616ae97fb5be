import { afterAll, beforeAll, expect, test } from 'vitest';
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

const { kari, ola, siri, pia } = people;
let service: ServiceUnderTest;
beforeAll(async () => {
  service = await ServiceUnderTest.start({ jobs: true });
});
afterAll(() => service.stop());

const placesOf = (word: string) => placesInDatabase(service.pool, word);

test('what its author withdraws is gone from every table: words, answers, reviews, insight, replies', async () => {
  const mark = 'kvitrende';
  const logged = log(`Et ${mark} skjema`, { workaround: `En ${mark} omvei` });
  const answered = revise(logged, `Fortsatt et ${mark} skjema`, {
    tags: tagged,
    answer: `Det ${mark} skjemaet`,
  });
  await service.push(kari, [logged]);
  const question = review(logged, { kind: 'return', question: `Hvilket ${mark} skjema?` });
  await service.push(siri, [question]);
  await service.push(kari, [answered]);
  await service.push(siri, [approve(answered)]);
  const other = log('En annens ord');
  await service.push(ola, [other]);
  await service.push(siri, [approve(other)]);
  const { rows } = await service.pool.query<{ id: string }>('SELECT id FROM insight');
  const theme = createTheme('Skjema');
  await service.push(pia, [
    theme,
    place(
      theme.themeId,
      rows.map(({ id }) => id),
    ),
  ]);
  await service.push(pia, [changeTheme(theme.themeId, { status: 'assessing' }, 'Sett på')]);
  expect(await placesOf(mark)).toEqual(
    expect.arrayContaining(['revision.text', 'revision.answer', 'review.decision', 'insight.text']),
  );
  const before = await service.feed(kari);
  expect(before.changes.filter(({ kind }) => kind === 'reply')).toHaveLength(2);

  expect(await service.push(kari, [withdraw(logged)])).toEqual(['applied']);
  expect(await placesOf(mark)).toEqual([]);
  const after = await service.feed(kari, before.cursor);
  const gone = after.changes.flatMap((change) => (change.kind === 'tombstone' ? [change.of] : []));
  expect(gone.sort()).toEqual(['insight', 'observation', 'reply', 'reply']);
  const seen = (await service.everything(pia)).find(({ id }) => id === theme.themeId);
  expect(seen).toMatchObject({ document: { evidence: { total: 1, units: 1 } } });
  // The other contributor keeps what was said to him.
  expect((await service.everything(ola)).filter(({ kind }) => kind === 'reply')).toHaveLength(2);
});

test('taking back twice is as good as once, and nothing can be added to what is gone', async () => {
  const logged = log('Feil');
  await service.push(kari, [logged]);
  expect(await service.push(kari, [withdraw(logged), withdraw(logged)])).toEqual([
    'applied',
    'applied',
  ]);
  expect(await service.push(kari, [revise(logged, 'Likevel')])).toEqual([
    'rejected observation.withdrawn',
  ]);
  expect(await service.push(siri, [approve(logged)])).toEqual(['rejected observation.withdrawn']);
  expect(await service.push(kari, [log('Igjen', { observationId: logged.observationId })])).toEqual(
    ['rejected observation.exists'],
  );
});

test('what is logged, changed and taken back in one push leaves no word either', async () => {
  const mark = 'flaksende';
  const logged = log(`En ${mark} feil`);
  expect(
    await service.push(kari, [logged, revise(logged, `To ${mark} feil`), withdraw(logged)]),
  ).toEqual(Array(3).fill('applied'));
  expect(await placesOf(mark)).toEqual([]);
  expect(await service.push(kari, [logged])).toEqual(['already_applied']);
  expect(await placesOf(mark)).toEqual([]);
});

test('a withdrawal while product changes the theme leaves no reply behind', async () => {
  for (let round = 0; round < 5; round += 1) {
    const logged = log(`Runde ${round}`);
    await service.push(kari, [logged]);
    await service.push(siri, [approve(logged)]);
    const { rows } = await service.pool.query<{ id: string }>(
      'SELECT id FROM insight WHERE observation_id = $1',
      [logged.observationId],
    );
    const theme = createTheme(`Tema ${round}`);
    await service.push(pia, [
      theme,
      place(
        theme.themeId,
        rows.map(({ id }) => id),
      ),
    ]);
    const outcomes = await Promise.all([
      service.push(pia, [changeTheme(theme.themeId, { status: 'assessing' }, 'Sett på')]),
      service.push(kari, [withdraw(logged)]),
    ]);
    expect(outcomes).toEqual([['applied'], ['applied']]);
    const { rowCount } = await service.pool.query('SELECT FROM reply WHERE observation_id = $1', [
      logged.observationId,
    ]);
    expect(rowCount).toBe(0);
  }
});
