import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OperationKind, OperationOf } from '../../shared/domain/operation.ts';
import {
  approve,
  changeTheme,
  createTheme,
  log,
  people,
  place,
  readReply,
  revise,
  ServiceUnderTest,
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
  'reply.read',
] as const satisfies readonly OperationKind[];

const everyone: readonly (readonly [who: string, TokenClaims, ...string[]])[] = [
  ['its author', kari, APPLIED, APPLIED, APPLIED, FORBIDDEN, ...Array(3).fill(FORBIDDEN), APPLIED],
  [
    'a colleague of her unit',
    people.ola,
    ...[APPLIED, NOT_HERS, NOT_HERS, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN, UNKNOWN_REPLY],
  ],
  [
    'a caseworker of another unit',
    people.nora,
    ...[NOT_HER_UNIT, NOT_HER_UNIT, NOT_HER_UNIT, FORBIDDEN],
    ...[FORBIDDEN, FORBIDDEN, FORBIDDEN, UNKNOWN_REPLY],
  ],
  [
    "the unit's supervisor",
    siri,
    ...[APPLIED, NOT_HERS, NOT_HERS, APPLIED],
    ...[FORBIDDEN, FORBIDDEN, FORBIDDEN, UNKNOWN_REPLY],
  ],
  [
    "the unit's deputy, before it has waited too long",
    people.dag,
    ...[APPLIED, NOT_HERS, NOT_HERS, NOT_HER_UNIT],
    ...[FORBIDDEN, FORBIDDEN, FORBIDDEN, UNKNOWN_REPLY],
  ],
  [
    'the supervisor of the unit above, before it has waited too long',
    people.olav,
    ...[NOT_HER_UNIT, NOT_HER_UNIT, NOT_HER_UNIT, NOT_HER_UNIT],
    ...[FORBIDDEN, FORBIDDEN, FORBIDDEN, UNKNOWN_REPLY],
  ],
  [
    'the supervisor of another unit',
    people.sven,
    ...[NOT_HER_UNIT, NOT_HER_UNIT, NOT_HER_UNIT, NOT_HER_UNIT],
    ...[FORBIDDEN, FORBIDDEN, FORBIDDEN, UNKNOWN_REPLY],
  ],
  [
    'a supervisor of no unit',
    { sub: 'uten', roles: ['supervisor', 'deputy'], unit: null },
    ...[NOT_HER_UNIT, NOT_HER_UNIT, NOT_HER_UNIT, NOT_HER_UNIT],
    ...[FORBIDDEN, FORBIDDEN, FORBIDDEN, UNKNOWN_REPLY],
  ],
  [
    'a product team member',
    pia,
    ...[FORBIDDEN, FORBIDDEN, NOT_HER_UNIT, FORBIDDEN],
    ...[APPLIED, APPLIED, APPLIED, UNKNOWN_REPLY],
  ],
];

/** What the operations of the table are about: hers, approved and in a theme, so that she has a reply; and one in review. */
async function stage() {
  const [inReview, toWithdraw, approved] = [log('I kø'), log('Trekkes'), log('Godkjent')];
  await service.push(kari, [inReview, toWithdraw, approved]);
  await service.push(siri, [approve(approved)]);
  const { rows } = await service.pool.query<{ id: string }>(
    'SELECT id FROM insight WHERE observation_id = $1',
    [approved.observationId],
  );
  const insightId = rows[0]?.id ?? '';
  const [theme, another] = [createTheme(), createTheme()];
  await service.push(pia, [theme, another, place(theme.themeId, [insightId])]);
  const replies = await service.pool.query<{ id: string }>(
    'SELECT id FROM reply WHERE observation_id = $1',
    [approved.observationId],
  );
  const replyId = replies.rows[0]?.id ?? '';
  return { inReview, toWithdraw, insightId, theme, another, replyId };
}

async function operationOf(kind: OperationKind): Promise<OperationOf<OperationKind>> {
  const { inReview, toWithdraw, insightId, theme, another, replyId } = await stage();
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
      return changeTheme(theme.themeId, { status: 'assessing' });
    case 'theme.place':
      return place(another.themeId, [insightId]);
    case 'reply.read':
      return readReply(replyId);
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
  await service.push(siri, [changeTheme(theme.themeId, { name: 'Kapret' })]);
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
