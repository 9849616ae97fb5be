import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OperationKind, OperationOf } from '../../shared/domain/operation.ts';
import {
  answerReply,
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
  readReply,
  revise,
  ServiceUnderTest,
  splitTheme,
  unmergeTheme,
  withdraw,
} from '../../tests/support/backlog-service.ts';
import type { TokenClaims } from '../../tests/support/token-issuer.ts';

const { kari, siri, pia } = people;
let service: ServiceUnderTest;
beforeAll(async () => {
  service = await ServiceUnderTest.start();
});
afterAll(() => service.stop());

const APPLIED = 'applied';
const FORBIDDEN = 'rejected session.forbidden';
const NOT_HERS = 'rejected observation.notYours';
const NOT_HER_UNIT = 'rejected unit.notYours';
const UNKNOWN_REPLY = 'rejected reply.unknown';

/** Kari of 4100 wrote it. Nobody else ever worked there but those who do now. */
const columns = [
  'observation.log',
  'observation.revise',
  'observation.withdraw',
  'review.add',
  'theme.create',
  'theme.change',
  'theme.place',
  'theme.merge',
  'theme.unmerge',
  'theme.split',
  'proposal.confirm',
  'proposal.place',
  'proposal.dismiss',
  'reply.read',
  'reply.answer',
] as const satisfies readonly OperationKind[];

/** What becomes of operations on themes, and of those that curate them. */
const themes = (outcome: string) => Array<string>(3).fill(outcome);
const curating = (outcome: string) => Array<string>(6).fill(outcome);
const [NO_THEMES, NO_CURATING] = [themes(FORBIDDEN), curating(FORBIDDEN)];
const STRANGER = [UNKNOWN_REPLY, UNKNOWN_REPLY];

const everyone: readonly (readonly [who: string, TokenClaims, ...string[]])[] = [
  [
    'its author',
    kari,
    ...[APPLIED, APPLIED, APPLIED, FORBIDDEN],
    ...[...NO_THEMES, ...NO_CURATING, APPLIED, APPLIED],
  ],
  [
    'a colleague of her unit',
    people.ola,
    ...[APPLIED, NOT_HERS, NOT_HERS, FORBIDDEN],
    ...[...NO_THEMES, ...NO_CURATING, ...STRANGER],
  ],
  [
    'a caseworker of another unit',
    people.nora,
    ...[NOT_HER_UNIT, NOT_HER_UNIT, NOT_HER_UNIT, FORBIDDEN],
    ...[...NO_THEMES, ...NO_CURATING, ...STRANGER],
  ],
  [
    "the unit's supervisor",
    siri,
    ...[APPLIED, NOT_HERS, NOT_HERS, APPLIED],
    ...[...NO_THEMES, ...curating(APPLIED), ...STRANGER],
  ],
  [
    "the unit's deputy, before it has waited too long",
    people.dag,
    ...[APPLIED, NOT_HERS, NOT_HERS, NOT_HER_UNIT],
    ...[...NO_THEMES, ...NO_CURATING, ...STRANGER],
  ],
  [
    'the supervisor of the unit above, before it has waited too long',
    people.olav,
    ...[NOT_HER_UNIT, NOT_HER_UNIT, NOT_HER_UNIT, NOT_HER_UNIT],
    ...[...NO_THEMES, ...curating(APPLIED), ...STRANGER],
  ],
  [
    'the supervisor of another unit',
    people.sven,
    ...[NOT_HER_UNIT, NOT_HER_UNIT, NOT_HER_UNIT, NOT_HER_UNIT],
    ...[...NO_THEMES, ...curating(APPLIED), ...STRANGER],
  ],
  [
    'a supervisor of no unit',
    { sub: 'uten', roles: ['supervisor', 'deputy'], unit: null },
    ...[NOT_HER_UNIT, NOT_HER_UNIT, NOT_HER_UNIT, NOT_HER_UNIT],
    ...[...NO_THEMES, ...curating(APPLIED), ...STRANGER],
  ],
  [
    'a product team member',
    pia,
    ...[FORBIDDEN, FORBIDDEN, NOT_HER_UNIT, FORBIDDEN],
    ...[...themes(APPLIED), ...curating(APPLIED), ...STRANGER],
  ],
];

/** What the operations of the table are about: hers, approved and in a theme, so that she has a reply; and one in review. */
async function stage() {
  const [inReview, toWithdraw, approved] = [log('I kø'), log('Trekkes'), log('Godkjent')];
  const [free, also] = [log('Fri'), log('Fri også')];
  await service.push(kari, [inReview, toWithdraw, approved, free, also]);
  await service.push(siri, [approve(approved), approve(free), approve(also)]);
  const insightId = await insightOf(approved);
  const [theme, another, merged] = [createTheme(), createTheme(), createTheme()];
  await service.push(pia, [theme, another, merged, place(theme.themeId, [insightId])]);
  await service.push(pia, [mergeTheme(merged.themeId, another.themeId)]);
  const proposalId = newId();
  await service.pool.query(
    `INSERT INTO proposal (id, terms, created_at) VALUES ($1, '{}', '2026-01-01T00:00:00Z')`,
    [proposalId],
  );
  await service.pool.query(
    'INSERT INTO proposal_insight (insight_id, proposal_id) SELECT unnest($1::uuid[]), $2',
    [[await insightOf(free), await insightOf(also)], proposalId],
  );
  const replies = await service.pool.query<{ id: string }>(
    'SELECT id FROM reply WHERE observation_id = $1',
    [approved.observationId],
  );
  const replyId = replies.rows[0]?.id ?? '';
  await service.pool.query(`UPDATE reply SET event = 'asked' WHERE id = $1`, [replyId]);
  return { inReview, toWithdraw, insightId, theme, another, merged, proposalId, replyId };
}

async function insightOf({ observationId }: { observationId: string }): Promise<string> {
  const { rows } = await service.pool.query<{ id: string }>(
    'SELECT id FROM insight WHERE observation_id = $1',
    [observationId],
  );
  return rows[0]?.id ?? '';
}

async function operationOf(kind: OperationKind): Promise<OperationOf<OperationKind>> {
  const { inReview, toWithdraw, insightId, theme, another, ...rest } = await stage();
  const { merged, proposalId, replyId } = rest;
  switch (kind) {
    case 'observation.log':
      return log('Ny');
    case 'observation.revise':
      return revise(inReview, 'Endret');
    case 'observation.withdraw':
      return withdraw(toWithdraw);
    case 'review.add':
      return approve(inReview);
    case 'theme.create':
      return createTheme();
    case 'theme.change':
      return changeTheme(theme.themeId, { status: 'assessing' }, 'Fordi');
    case 'theme.place':
      return place(another.themeId, [insightId]);
    case 'theme.merge':
      return mergeTheme(theme.themeId, another.themeId);
    case 'theme.unmerge':
      return unmergeTheme(merged.themeId);
    case 'theme.split':
      return splitTheme(theme.themeId, [insightId]);
    case 'proposal.confirm':
      return confirmProposal(proposalId);
    case 'proposal.place':
      return placeProposal(proposalId, theme.themeId);
    case 'proposal.dismiss':
      return dismissProposal(proposalId);
    case 'reply.read':
      return readReply(replyId);
    case 'reply.answer':
      return answerReply(replyId, 'yes');
  }
}

for (const [who, person, ...expected] of everyone)
  test(`what ${who} may do`, async () => {
    const outcomes: Record<string, string> = {};
    for (const kind of columns)
      outcomes[kind] = (await service.push(person, [await operationOf(kind)]))[0] ?? 'none';
    expect(outcomes).toEqual(Object.fromEntries(columns.map((kind, n) => [kind, expected[n]])));
  });

test('a refused operation changes nothing that anybody could see', async () => {
  const { inReview, theme } = await stage();
  const before = [await service.everything(siri), await service.everything(pia)];
  await service.push(people.nora, [revise(inReview, 'Kapret', { unit: '4200' })]);
  await service.push(people.sven, [approve(inReview)]);
  await service.push(siri, [changeTheme(theme.themeId, { owner: 'Kapret' })]);
  expect([await service.everything(siri), await service.everything(pia)]).toEqual(before);
});

test('who has moved still sends what she wrote under her former unit, and only she does', async () => {
  const mover = { sub: 'mover', roles: ['caseworker'], unit: '4100' };
  expect((await service.request(mover, '/v1/session')).status).toBe(200);
  const moved = { ...mover, unit: '4200' };
  const [old, current] = [log('Fra før'), log('Nå', { unit: '4200' })];
  expect(await service.push(moved, [old, current])).toEqual([APPLIED, APPLIED]);
  expect(await service.push(moved, [revise(old, 'Endret etter flyttingen')])).toEqual([APPLIED]);
  const left = { ...mover, unit: null };
  expect(await service.push(left, [withdraw(old)])).toEqual([APPLIED]);
  expect(await service.push(moved, [log('Aldri der', { unit: '4000' })])).toEqual([NOT_HER_UNIT]);
  const inUnit = (await service.everything(siri)).map(({ id }) => id);
  expect(inUnit).toContain(old.observationId);
  expect(inUnit).not.toContain(current.observationId);
});

test('a unit that the service does not know takes nothing', async () => {
  const stranger = { sub: 'fremmed', roles: ['caseworker'], unit: '9999' };
  expect(await service.push(stranger, [log('Hvor', { unit: '9999' })])).toEqual([
    'rejected unit.unknown',
  ]);
});

test('her own words she may take back in whatever role she has now', async () => {
  const mine = log('Angrer');
  await service.push(kari, [mine]);
  const promoted = { sub: 'kari', roles: ['product'], unit: null };
  expect(await service.push(promoted, [revise(mine, 'Nei')])).toEqual([FORBIDDEN]);
  expect(await service.push(promoted, [withdraw(mine)])).toEqual([APPLIED]);
});

test('roles that do not exist open nothing', async () => {
  const answer = await service.request({ sub: 'x', roles: ['admin'], unit: '4100' }, '/v1/session');
  expect([answer.status, await answer.json()]).toEqual([
    403,
    { code: 'session.forbidden', field: null },
  ]);
});

test('a supervisor may give a theme a name, and nothing else of it', async () => {
  const { theme } = await stage();
  const { themeId } = theme;
  expect(await service.push(siri, [changeTheme(themeId, { name: 'Uklar frist i brev' })])).toEqual([
    APPLIED,
  ]);
  expect(
    await service.push(siri, [changeTheme(themeId, { name: 'Uklar', owner: 'Team A' })]),
  ).toEqual([FORBIDDEN]);
});
