import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Proposal } from '../../shared/domain/proposal.ts';
import type { Reply, Theme } from '../../shared/domain/theme.ts';
import {
  approve,
  changeTheme,
  confirmProposal,
  createTheme,
  dismissProposal,
  log,
  mergeTheme,
  newId,
  people,
  place,
  placeProposal,
  ServiceUnderTest,
  splitTheme,
  unmergeTheme,
  withdraw,
} from '../../tests/support/backlog-service.ts';
import type { TokenClaims } from '../../tests/support/token-issuer.ts';

const { kari, ola, siri, pia } = people;
let service: ServiceUnderTest;
beforeAll(async () => {
  service = await ServiceUnderTest.start();
});
afterAll(() => service.stop());

async function insight(person: TokenClaims, text: string) {
  const logged = log(text);
  await service.push(person, [logged]);
  await service.push(siri, [approve(logged)]);
  const { rows } = await service.pool.query<{ id: string }>(
    'SELECT id FROM insight WHERE observation_id = $1',
    [logged.observationId],
  );
  return { logged, id: rows[0]?.id ?? '' };
}

async function theme(id: string): Promise<Theme> {
  const found = (await service.everything(kari)).find((change) => change.id === id);
  if (found?.kind !== 'theme') throw new Error('no such theme');
  return found.document;
}

async function themeOf(insightId: string): Promise<string | null> {
  const { rows } = await service.pool.query<{ themeId: string | null }>(
    'SELECT theme_id AS "themeId" FROM insight WHERE id = $1',
    [insightId],
  );
  return rows[0]?.themeId ?? null;
}

async function told(person: TokenClaims, observationId: string): Promise<Reply[]> {
  const replies = (await service.everything(person)).flatMap((change) =>
    change.kind === 'reply' ? [change.document] : [],
  );
  return replies.filter((reply) => reply.observationId === observationId);
}

/** Two themes with one insight each, Kari's and Ola's. */
async function twoThemes() {
  const [hers, his] = [await insight(kari, 'Hennes'), await insight(ola, 'Hans')];
  const [one, other] = [createTheme('Det ene'), createTheme('Det andre')];
  await service.push(pia, [one, other, place(one.themeId, [hers.id])]);
  await service.push(pia, [place(other.themeId, [his.id])]);
  return { hers, his, one: one.themeId, other: other.themeId };
}

describe('merging themes', () => {
  test('counts both in one, says so to those whose theme it was, and to nobody else', async () => {
    const { hers, his, one, other } = await twoThemes();
    expect(await service.push(pia, [mergeTheme(one, other, 'Samme sak')])).toEqual(['applied']);
    expect(await theme(one)).toMatchObject({
      mergedInto: other,
      evidence: { total: 0 },
      changes: [{ reason: 'Samme sak', event: { kind: 'merged_into', theme: other } }],
    });
    expect(await theme(other)).toMatchObject({
      evidence: { total: 2 },
      changes: [{ event: { kind: 'took_in', theme: one } }],
    });
    expect((await told(kari, hers.logged.observationId)).at(-1)).toMatchObject({
      event: 'merged',
      themeName: 'Det andre',
      fromName: 'Det ene',
      reason: 'Samme sak',
    });
    expect(await told(ola, his.logged.observationId)).toHaveLength(1);
    const own = (await service.everything(kari)).find(({ id }) => id === hers.logged.observationId);
    expect(own).toMatchObject({ document: { themeId: other } });
  });

  test('is taken back whole, also out of a chain; what came since stays', async () => {
    const { hers, his, one, other } = await twoThemes();
    const third = createTheme('Det tredje');
    await service.push(pia, [third, mergeTheme(one, other), mergeTheme(other, third.themeId)]);
    const late = await insight(kari, 'Kom etterpå');
    await service.push(pia, [place(one, [late.id])]);
    expect(await Promise.all([hers.id, his.id, late.id].map(themeOf))).toEqual(
      Array(3).fill(third.themeId),
    );
    expect(await service.push(pia, [unmergeTheme(one)])).toEqual(['applied']);
    expect(await Promise.all([hers.id, his.id, late.id].map(themeOf))).toEqual([
      one,
      third.themeId,
      third.themeId,
    ]);
    await service.push(pia, [unmergeTheme(other)]);
    expect(await Promise.all([hers.id, his.id, late.id].map(themeOf))).toEqual([
      one,
      other,
      third.themeId,
    ]);
    expect((await told(kari, hers.logged.observationId)).at(-1)).toMatchObject({
      event: 'split',
      themeName: 'Det ene',
      fromName: 'Det tredje',
    });
  });

  test('a merged theme is changed, merged and split no more, and never into itself', async () => {
    const { one, other, hers } = await twoThemes();
    await service.push(pia, [mergeTheme(one, other)]);
    expect(
      await service.push(pia, [
        changeTheme(one, { name: 'Nei' }),
        mergeTheme(one, other),
        mergeTheme(other, one),
        mergeTheme(other, other),
        splitTheme(one, [hers.id]),
        unmergeTheme(other),
        mergeTheme(newId(), other),
      ]),
    ).toEqual([
      'rejected theme.merged',
      'rejected theme.merged',
      'rejected theme.notMergeable',
      'rejected theme.notMergeable',
      'rejected theme.merged',
      'rejected theme.notMergeable',
      'rejected theme.unknown',
    ]);
  });

  test('two at once, the one into the other and back, end in one of the two', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { one, other } = await twoThemes();
      const outcomes = await Promise.all([
        service.push(pia, [mergeTheme(one, other)]),
        service.push({ ...pia, sub: 'per' }, [mergeTheme(other, one)]),
      ]);
      expect(outcomes.flat().sort()).toEqual(['applied', 'rejected theme.notMergeable']);
    }
  });
});

describe('splitting a theme', () => {
  test('takes some out into a new one with an owner by rule, tells them, and merging takes it back', async () => {
    const { hers, his, one } = await twoThemes();
    await service.push(pia, [place(one, [his.id])]);
    const split = splitTheme(one, [his.id], 'Bare hans');
    expect(await service.push(siri, [split])).toEqual(['applied']);
    expect(await theme(split.newThemeId)).toMatchObject({
      name: 'Bare hans',
      owner: 'Team Dagpenger, Område Arbeid',
      evidence: { total: 1 },
      changes: [{ event: { kind: 'split_from', theme: one } }],
    });
    expect((await told(ola, his.logged.observationId)).at(-1)).toMatchObject({
      event: 'split',
      themeName: 'Bare hans',
      fromName: 'Det ene',
    });
    expect(await themeOf(hers.id)).toBe(one);
    await service.push(pia, [mergeTheme(split.newThemeId, one, 'Var det samme')]);
    expect(await themeOf(his.id)).toBe(one);
  });

  test('refuses what does not lie in it', async () => {
    const { his, one } = await twoThemes();
    expect(await service.push(pia, [splitTheme(one, [his.id])])).toEqual([
      'rejected insight.unknown',
    ]);
  });
});

describe('what is proposed', () => {
  async function proposal(...insightIds: string[]): Promise<string> {
    const id = newId();
    await service.pool.query(
      `INSERT INTO proposal (id, tema, terms, created_at) VALUES ($1, 'DAG', '{vedlegg}', '2026-01-01T00:00:00Z')`,
      [id],
    );
    await service.pool.query(
      `INSERT INTO proposal_insight (insight_id, proposal_id, rank)
       SELECT insight_id, $2, rank FROM unnest($1::uuid[]) WITH ORDINALITY AS given (insight_id, rank)`,
      [insightIds, id],
    );
    await service.pool.query(
      `INSERT INTO feed (scope, seq, kind, entity_id, deleted)
       SELECT scope, 1 + coalesce((SELECT last FROM scope_head WHERE scope_head.scope = given.scope), 0), 'proposal', $1, false
       FROM unnest(ARRAY['insights', 'proposals']) AS given (scope)`,
      [id],
    );
    await service.pool.query(
      `INSERT INTO scope_head (scope, last) VALUES ('insights', 1), ('proposals', 1)
       ON CONFLICT (scope) DO UPDATE SET last = scope_head.last + 1`,
    );
    return id;
  }
  async function proposals(person: TokenClaims): Promise<Proposal[]> {
    return (await service.everything(person)).flatMap((change) =>
      change.kind === 'proposal' ? [change.document] : [],
    );
  }

  test('is seen with its insights by product teams, without them by supervisors, by nobody else', async () => {
    const [a, b] = [await insight(kari, 'Ligner'), await insight(ola, 'Ligner også')];
    const id = await proposal(a.id, b.id);
    const [forPia] = (await proposals(pia)).filter((one) => one.id === id);
    expect(forPia).toMatchObject({ count: 2, units: '<5', insightIds: [a.id, b.id].sort() });
    expect(forPia?.quotes.map(({ text }) => text)).toEqual(['Ligner', 'Ligner også']);
    const [forSiri] = (await proposals(siri)).filter((one) => one.id === id);
    expect(forSiri).toEqual({ ...forPia, insightIds: [] });
    expect(await proposals(kari)).toEqual([]);
  });

  test('becomes a theme with a name, once; its contributors hear of it', async () => {
    const [a, b] = [
      await insight(kari, 'dette bekreftes'),
      await insight(ola, 'dette bekreftes også'),
    ];
    const id = await proposal(a.id, b.id);
    const confirm = confirmProposal(id, 'Bekreftet');
    expect(await service.push(siri, [confirm, confirmProposal(id)])).toEqual([
      'applied',
      'rejected proposal.unknown',
    ]);
    expect(await theme(confirm.themeId)).toMatchObject({ evidence: { total: 2 } });
    expect(await told(ola, b.logged.observationId)).toMatchObject([
      { event: 'placed', themeName: 'Bekreftet' },
    ]);
    expect((await proposals(pia)).map((one) => one.id)).not.toContain(id);
  });

  test('may go into a theme there is, or be dismissed for good', async () => {
    const [a, b] = [await insight(kari, 'Mer av det'), await insight(ola, 'Mer av det også')];
    const made = createTheme('Finnes alt');
    await service.push(pia, [made]);
    const first = await proposal(a.id);
    expect(await service.push(pia, [placeProposal(first, made.themeId)])).toEqual(['applied']);
    expect(await themeOf(a.id)).toBe(made.themeId);
    const last = await proposal(b.id);
    expect(await service.push(pia, [dismissProposal(last)])).toEqual(['applied']);
    expect(await themeOf(b.id)).toBeNull();
    const { rows } = await service.pool.query(
      'SELECT insight_id FROM dismissal WHERE proposal_id = $1',
      [last],
    );
    expect(rows).toEqual([{ insight_id: b.id }]);
  });

  test('loses what is withdrawn, and goes when too little is left', async () => {
    const [a, b, c] = [
      await insight(kari, 'En'),
      await insight(kari, 'To'),
      await insight(kari, 'Tre'),
    ];
    const id = await proposal(a.id, b.id, c.id);
    await service.push(kari, [withdraw(a.logged)]);
    const [left] = (await proposals(pia)).filter((one) => one.id === id);
    expect(left).toMatchObject({ count: 2, quotes: [{ text: 'To' }, { text: 'Tre' }] });
    await service.push(kari, [withdraw(b.logged)]);
    expect((await proposals(pia)).map((one) => one.id)).not.toContain(id);
    const { rowCount } = await service.pool.query('SELECT FROM proposal WHERE id = $1', [id]);
    expect(rowCount).toBe(0);
  });
});
