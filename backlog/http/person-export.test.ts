import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY_MS } from '../../shared/domain/retention.ts';
import { PersonExport } from '../../shared/protocol/person-export.ts';
import {
  approve,
  changeTheme,
  createTheme,
  log,
  people,
  place,
  review,
  ServiceUnderTest,
  withdraw,
} from '../../tests/support/backlog-service.ts';
import { placesInDatabase } from '../../tests/support/database-words.ts';
import type { TokenClaims } from '../../tests/support/token-issuer.ts';
import { removeExpiredWords } from '../jobs/retention.ts';

/** Names that nothing else in the database holds. */
const kari = { ...people.kari, sub: 'sub-of-kari-7f3a' };
const siri = { ...people.siri, sub: 'sub-of-siri-91bc' };
const pia = { ...people.pia, sub: 'sub-of-pia-55d0' };
const { ola } = people;
let service: ServiceUnderTest;
beforeAll(async () => {
  service = await ServiceUnderTest.start({ jobs: true });
});
afterAll(() => service.stop());

async function exported(person: TokenClaims): Promise<PersonExport> {
  const answer = await service.request(person, '/v1/person/export');
  expect(answer.status).toBe(200);
  return PersonExport.strict().parse(await answer.json());
}

const logged = log('Hva hun logget', { workaround: 'En omvei' });
const gone = log('Hva hun trakk');

test('holds what a person logged, said, decided and was told, and nothing of anybody else', async () => {
  const others = log('Hva en annen logget');
  await service.push(kari, [logged, gone, withdraw(gone)]);
  await service.push(ola, [others]);
  const question = review(others, { kind: 'return', question: 'Hva mente du?' });
  await service.push(siri, [approve(logged), question]);
  const { rows } = await service.pool.query<{ id: string }>('SELECT id FROM insight');
  const theme = createTheme('Omveier');
  await service.push(pia, [
    theme,
    place(
      theme.themeId,
      rows.map(({ id }) => id),
    ),
    changeTheme(theme.themeId, { status: 'assessing' }, 'Vi ser på det'),
  ]);

  const hers = await exported(kari);
  expect(hers).toMatchObject({
    subject: kari.sub,
    memberships: [{ unit: '4100', unitName: 'Eksempelvik' }],
    observations: [
      {
        id: logged.observationId,
        role: 'caseworker',
        themeId: theme.themeId,
        insightId: rows[0]?.id,
        revisions: [{ text: 'Hva hun logget', workaround: 'En omvei' }],
        reviews: [{ decision: { kind: 'approve' } }],
      },
    ],
    withdrawn: [{ id: gone.observationId }],
    reviews: [],
    themeChanges: [],
    replies: [{ event: 'placed' }, { event: 'status', reason: 'Vi ser på det' }],
  });
  expect(hers.operations.map(({ kind }) => kind).sort()).toEqual([
    'observation.log',
    'observation.log',
    'observation.withdraw',
  ]);
  // Neither who reviewed it nor what others logged.
  expect(JSON.stringify(hers)).not.toMatch(/siri|annen|Hva hun trakk/);
  const decided = await exported(siri);
  expect(decided.reviews).toMatchObject([
    { observationId: others.observationId, decision: { question: 'Hva mente du?' } },
    { observationId: logged.observationId },
  ]);
  expect(JSON.stringify(decided)).not.toMatch(/Hva hun logget|annen/);
  expect((await exported(pia)).themeChanges).toMatchObject([
    { themeName: 'Omveier', patch: { status: 'assessing' }, reason: 'Vi ser på det' },
  ]);
});

test('is made of every place where her name stands', async () => {
  // A place that comes to this list must come into the export, or hold nothing of her but her name.
  const covered = new Set([
    'membership.sub',
    'operation.sub',
    'observation.author',
    'review.reviewer',
    'theme_change.made_by',
    'reply.sub',
    // How her apps follow what is in the export already.
    'feed.scope',
    'scope_head.scope',
  ]);
  for (const { sub } of [kari, siri, pia])
    for (const place of await placesInDatabase(service.pool, sub)) expect(covered).toContain(place);
});

test('tells how long words are kept, and of those whose time is up that they are gone', async () => {
  service.ahead = 91 * DAY_MS;
  await removeExpiredWords(service.parts());
  const { retention, observations } = await exported(kari);
  expect(retention).toEqual({ textDays: 90, insightDays: 90, undecidedDays: 365 });
  expect(observations).toMatchObject([
    { id: logged.observationId, revisions: [{ text: '', workaround: null }] },
  ]);
});
