import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fateOf, type Observation } from '../../shared/domain/observation.ts';
import type { Insight, Reply, Theme } from '../../shared/domain/theme.ts';
import {
  approve,
  createTheme,
  log,
  mergeTheme,
  newId,
  people,
  place,
  review,
  revise,
  ServiceUnderTest,
  same,
  tagged,
  withdraw,
} from '../../tests/support/backlog-service.ts';
import { placesInDatabase } from '../../tests/support/database-words.ts';
import type { TokenClaims } from '../../tests/support/token-issuer.ts';

const { kari, ola, siri, pia, nora } = people;
let service: ServiceUnderTest;
beforeAll(async () => {
  service = await ServiceUnderTest.start();
});
afterAll(() => service.stop());

async function seen<T>(person: TokenClaims, kind: string): Promise<(T & { id: string })[]> {
  const changes = await service.everything(person);
  return changes.flatMap((change) =>
    change.kind === kind && 'document' in change
      ? [change.document as unknown as T & { id: string }]
      : [],
  );
}

async function observed(person: TokenClaims, id: string): Promise<Observation | undefined> {
  return (await seen<Observation>(person, 'observation')).find((one) => one.id === id);
}

async function fateIn(person: TokenClaims, id: string): Promise<string> {
  const observation = await observed(person, id);
  return observation === undefined ? 'gone' : fateOf(observation).kind;
}

async function insightOf({
  observationId,
}: {
  observationId: string;
}): Promise<(Insight & { of: string }) | undefined> {
  const { rows } = await service.pool.query<Insight & { of: string }>(
    'SELECT id, text, tags, theme_id AS "themeId", observation_id AS of FROM insight WHERE observation_id = $1',
    [observationId],
  );
  return rows[0];
}

/** Something of Kari's, and Siri's +1 of it. */
async function pair(text: string) {
  const root = log(text);
  const plus = same({ kind: 'observation', id: root.observationId });
  expect(await service.push(kari, [root])).toEqual(['applied']);
  expect(await service.push(siri, [plus])).toEqual(['applied']);
  return { root, plus };
}

describe('a +1 of an observation in review', () => {
  test('says what that one says, whatever words came with it, and no reviewer sees it waiting', async () => {
    const { root, plus } = await pair('Finner ikke skjemaet');
    const mine = await observed(siri, plus.observationId);
    expect(mine).toMatchObject({
      sameAs: { kind: 'observation', id: root.observationId },
      follows: true,
      revisions: [{ id: plus.revisionId, text: 'Finner ikke skjemaet', tags: tagged }],
    });
    const { rows } = await service.pool.query(
      'SELECT waiting_since FROM observation WHERE id = $1',
      [plus.observationId],
    );
    expect(rows).toEqual([{ waiting_since: null }]);
  });

  test('is approved with it, declined with it, and comes back with it', async () => {
    const { root, plus } = await pair('Deles');
    const approval = approve(root);
    await service.push(siri, [approval]);
    expect(await fateIn(siri, plus.observationId)).toBe('approved');
    expect(await insightOf(plus)).toMatchObject({ text: 'Deles', themeId: null });
    await service.push(siri, [review(root, { kind: 'undo', reviewId: approval.reviewId })]);
    expect(await fateIn(siri, plus.observationId)).toBe('in_review');
    expect(await insightOf(plus)).toBeUndefined();
    await service.push(siri, [review(root, { kind: 'decline', reason: 'Loven krever det' })]);
    const declined = await observed(siri, plus.observationId);
    expect(declined && fateOf(declined)).toMatchObject({
      kind: 'declined',
      reason: 'Loven krever det',
    });
  });

  test('takes over tags and words that its review ends with, and keeps its own channel', async () => {
    const root = log('Gammel ordlyd', { tags: { ...tagged, tema: null } });
    const plus = same(
      { kind: 'observation', id: root.observationId },
      { tags: { ...tagged, channel: 'chat' } },
    );
    await service.push(kari, [root]);
    await service.push(siri, [plus]);
    const newer = revise(root, 'Ny ordlyd', { tags: { ...tagged, tema: null } });
    await service.push(kari, [newer]);
    const named = { ...root, revisionId: newer.revisionId };
    await service.push(siri, [
      review(named, { kind: 'retag', tags: { ...tagged, tema: 'AAP' } }),
      approve(named),
    ]);
    expect(await insightOf(plus)).toMatchObject({
      text: 'Ny ordlyd',
      tags: { ...tagged, tema: 'AAP', channel: 'chat' },
    });
  });

  test('stands on its own when its author words it herself; the words of the other are not hers', async () => {
    const { root } = await pair('Trekkes snart');
    const other = same({ kind: 'observation', id: root.observationId });
    const own = revise(other, 'Mine egne ord', { tags: tagged });
    await service.push(siri, [other, own]);
    expect(await observed(siri, other.observationId)).toMatchObject({
      sameAs: null,
      follows: false,
      revisions: [{ text: '' }, { text: 'Mine egne ord' }],
    });
    await service.push(kari, [withdraw(root)]);
    expect(await placesInDatabase(service.pool, 'Trekkes snart')).toEqual([]);
    const { rows } = await service.pool.query(
      'SELECT id FROM observation WHERE id = $1 AND waiting_since IS NOT NULL',
      [other.observationId],
    );
    expect(rows).toHaveLength(1);
    await service.push(siri, [approve(own)]);
    expect(await insightOf(other)).toMatchObject({ text: 'Mine egne ord' });
  });

  test('loses the words of what it points at when that is withdrawn, and goes on counting', async () => {
    const { root, plus } = await pair('Tas tilbake straks');
    await service.push(siri, [approve(root)]);
    const theme = createTheme('Tas tilbake');
    const insight = await insightOf(plus);
    await service.push(pia, [theme, place(theme.themeId, [insight?.id ?? ''])]);
    await service.push(kari, [withdraw(root)]);
    expect(await placesInDatabase(service.pool, 'Tas tilbake straks')).toEqual([]);
    expect(await fateIn(siri, plus.observationId)).toBe('in_theme');
    const [seenTheme] = (await seen<Theme>(pia, 'theme')).filter(({ id }) => id === theme.themeId);
    expect(seenTheme).toMatchObject({ evidence: { total: 1 }, quotes: [] });
    // Nobody reads it any more; it is only counted.
    expect(await insightOf(plus)).toMatchObject({ text: '' });
    expect((await seen<Insight>(pia, 'insight')).map(({ id }) => id)).not.toContain(insight?.id);
  });

  test('of what waits, or was withdrawn before it came, is left without words, and nobody is to review it', async () => {
    const { root, plus } = await pair('Ventet da');
    await service.push(kari, [withdraw(root)]);
    const late = same({ kind: 'observation', id: root.observationId }, { text: 'Ventet da' });
    expect(await service.push(siri, [late])).toEqual(['applied']);
    expect(await placesInDatabase(service.pool, 'Ventet da')).toEqual([]);
    const { rows } = await service.pool.query(
      'SELECT waiting_since FROM observation WHERE id = ANY($1::uuid[])',
      [[plus.observationId, late.observationId]],
    );
    expect(rows).toEqual([{ waiting_since: null }, { waiting_since: null }]);
    expect(await service.push(siri, [approve(plus)])).toEqual(['rejected observation.decided']);
    // In her own words it is an observation like any other.
    const own = revise(plus, 'Sagt på min måte', { tags: tagged });
    expect(await service.push(siri, [own, approve(own)])).toEqual(['applied', 'applied']);
    expect(await insightOf(plus)).toMatchObject({ text: 'Sagt på min måte' });
  });

  test('of a +1 follows what that one points at', async () => {
    const { root, plus } = await pair('Kjede');
    const third = same({ kind: 'observation', id: plus.observationId });
    await service.push(siri, [third]);
    await service.push(siri, [approve(root)]);
    expect(await insightOf(third)).toMatchObject({ text: 'Kjede' });
    // The middle one goes; the last still stands with the first.
    await service.push(siri, [withdraw(plus)]);
    expect(await insightOf(third)).toMatchObject({ text: 'Kjede' });
  });

  test('of something that is not there or not hers to see is reviewed like any other', async () => {
    const elsewhere = log('Hemmelig annet sted', { unit: '4200' });
    await service.push(nora, [elsewhere]);
    const [unknown, hidden] = [newId(), elsewhere.observationId].map((id) =>
      same({ kind: 'observation', id }, { text: 'Egne ord' }),
    );
    await service.push(
      kari,
      [unknown, hidden].filter((one) => one !== undefined),
    );
    for (const one of [unknown, hidden]) {
      const observation = await observed(kari, one?.observationId ?? '');
      expect(observation).toMatchObject({ follows: false, revisions: [{ text: 'Egne ord' }] });
      expect(observation && fateOf(observation).kind).toBe('in_review');
    }
  });

  test('withdrawn, it leaves nothing, and what it pointed at stays as it was', async () => {
    const { root, plus } = await pair('Blir stående');
    await service.push(siri, [approve(root)]);
    const before = await insightOf(root);
    await service.push(siri, [withdraw(plus)]);
    expect(await insightOf(plus)).toBeUndefined();
    expect(await observed(siri, plus.observationId)).toBeUndefined();
    expect(await insightOf(root)).toEqual(before);
    for (const table of ['revision', 'review'])
      expect(
        await service.pool.query(`SELECT FROM ${table} WHERE observation_id = $1`, [
          plus.observationId,
        ]),
      ).toMatchObject({ rowCount: 0 });
  });
});

describe('a +1 of what is approved', () => {
  test('counts at once where that lies, and its contributor hears where it stands', async () => {
    const root = log('Vedlegg forsvinner');
    await service.push(kari, [root]);
    await service.push(siri, [approve(root)]);
    const insight = await insightOf(root);
    const theme = createTheme('Vedlegg');
    await service.push(pia, [theme, place(theme.themeId, [insight?.id ?? ''])]);
    const plus = same({ kind: 'insight', id: insight?.id ?? '' });
    expect(await service.push(ola, [plus])).toEqual(['applied']);
    expect(await insightOf(plus)).toMatchObject({ themeId: theme.themeId });
    expect(await fateIn(ola, plus.observationId)).toBe('in_theme');
    expect(await seen<Reply>(ola, 'reply')).toEqual([
      expect.objectContaining({
        observationId: plus.observationId,
        same: true,
        event: 'placed',
        themeName: 'Vedlegg',
      }),
    ]);
    const [seenTheme] = (await seen<{ evidence: { total: number } }>(pia, 'theme')).filter(
      ({ id }) => id === theme.themeId,
    );
    expect(seenTheme?.evidence.total).toBe(2);
    // Where the first goes, it goes.
    const other = createTheme('Et annet');
    await service.push(pia, [other, place(other.themeId, [insight?.id ?? ''])]);
    expect(await insightOf(plus)).toMatchObject({ themeId: other.themeId });
    // In words of her own it is no +1 any more: one who follows learns that of what was said of it, too.
    const { cursor } = await service.feed(ola);
    await service.push(ola, [revise(plus, 'Vedlegget er borte når hun kommer tilbake')]);
    const { changes } = await service.feed(ola, cursor);
    const told = changes.flatMap((change) => (change.kind === 'reply' ? [change.document] : []));
    expect(told.length).toBeGreaterThan(0);
    expect(told.every(({ same: isSame }) => !isSame)).toBe(true);
  });

  test('a theme takes it in by its name, also where it was merged into another', async () => {
    const [old, standing] = [createTheme('Gammelt'), createTheme('Stående')];
    await service.push(pia, [old, standing, mergeTheme(old.themeId, standing.themeId)]);
    const plus = same({ kind: 'theme', id: old.themeId });
    expect(await service.push(ola, [plus])).toEqual(['applied']);
    expect(await insightOf(plus)).toMatchObject({ text: 'Stående', themeId: standing.themeId });
    const { rows } = await service.pool.query(
      'SELECT reviewer FROM review WHERE observation_id = $1',
      [plus.observationId],
    );
    expect(rows).toEqual([{ reviewer: 'lytt' }]);
  });
});

describe('merging two of the unit', () => {
  async function two(text: string) {
    const [one, other] = [log(text), log(`også ${text}`)];
    await service.push(kari, [one]);
    await service.push(ola, [other]);
    return { one, other };
  }

  test('approves it, and it goes where the other goes, then and later; its words stay', async () => {
    const { one, other } = await two('dette flettes');
    await service.push(siri, [approve(one)]);
    await service.push(siri, [review(other, { kind: 'merge', into: one.observationId })]);
    expect(await insightOf(other)).toMatchObject({ text: 'også dette flettes', themeId: null });
    const theme = createTheme('Flettet');
    await service.push(pia, [theme, place(theme.themeId, [(await insightOf(one))?.id ?? ''])]);
    expect(await insightOf(other)).toMatchObject({ themeId: theme.themeId });
    expect(await fateIn(ola, other.observationId)).toBe('in_theme');
  });

  test('is taken back by undo', async () => {
    const { one, other } = await two('dette angres');
    await service.push(siri, [approve(one)]);
    const merge = review(other, { kind: 'merge', into: one.observationId });
    await service.push(siri, [merge, review(other, { kind: 'undo', reviewId: merge.reviewId })]);
    expect(await fateIn(ola, other.observationId)).toBe('in_review');
    const { rows } = await service.pool.query('SELECT goes_with FROM observation WHERE id = $1', [
      other.observationId,
    ]);
    expect(rows).toEqual([{ goes_with: null }]);
  });

  test('needs another that stands and that the reviewer may see, and never makes a ring', async () => {
    const { one, other } = await two('dette er en ring');
    const elsewhere = log('Annet sted', { unit: '4200' });
    await service.push(nora, [elsewhere]);
    const into = (id: string) => review(other, { kind: 'merge', into: id });
    const refused = 'rejected target.unknown';
    expect(
      await service.push(siri, [
        into(newId()),
        into(elsewhere.observationId),
        into(other.observationId),
        into(one.observationId),
        review(one, { kind: 'merge', into: other.observationId }),
      ]),
    ).toEqual([refused, refused, refused, 'applied', refused]);
  });
});

test('somebody points at an observation just as it is reviewed: she shares the outcome all the same', async () => {
  for (let round = 0; round < 8; round += 1) {
    const root = log(`Samtidig ${round}`);
    await service.push(kari, [root]);
    const plus = same({ kind: 'observation', id: root.observationId });
    await Promise.all([service.push(kari, [plus]), service.push(siri, [approve(root)])]);
    expect(await insightOf(plus)).toMatchObject({ text: `Samtidig ${round}` });
  }
});
