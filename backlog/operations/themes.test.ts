import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Reply, Theme } from '../../shared/domain/theme.ts';
import {
  approve,
  changeTheme,
  createTheme,
  log,
  newId,
  people,
  place,
  readReply,
  ServiceUnderTest,
} from '../../tests/support/backlog-service.ts';
import type { TokenClaims } from '../../tests/support/token-issuer.ts';

const { kari, ola, nora, siri, sven, pia } = people;
let service: ServiceUnderTest;
beforeAll(async () => {
  service = await ServiceUnderTest.start();
});
afterAll(() => service.stop());

/** An approved observation of hers; gives its insight's id. */
async function insight(author: typeof kari | typeof ola | typeof nora, text: string) {
  const logged = log(text, { unit: author.unit });
  expect(await service.push(author, [logged])).toEqual(['applied']);
  const supervisor = author.unit === '4200' ? sven : siri;
  expect(await service.push(supervisor, [approve(logged)])).toEqual(['applied']);
  const { rows } = await service.pool.query<{ id: string }>(
    'SELECT id FROM insight WHERE observation_id = $1',
    [logged.observationId],
  );
  return { logged, id: rows[0]?.id ?? '' };
}

async function repliesAbout(person: TokenClaims, observationId: string): Promise<Reply[]> {
  return (await service.everything(person)).flatMap((change) =>
    change.kind === 'reply' && change.document.observationId === observationId
      ? [change.document]
      : [],
  );
}

async function theme(id: string): Promise<Theme> {
  const change = (await service.everything(kari)).find((one) => one.id === id);
  if (change?.kind !== 'theme') throw new Error('not in the feed');
  return change.document;
}

test('a change of status reaches everyone whose observation is in the theme, once each', async () => {
  const [hers, his, elsewhere] = [
    await insight(kari, 'Den første sa det'),
    await insight(ola, 'Den andre sa det'),
    await insight(nora, 'Sagt i en annen enhet'),
  ];
  const outside = await insight(kari, 'Noe helt annet');
  const made = createTheme();
  await service.push(pia, [made, place(made.themeId, [hers.id, his.id, elsewhere.id])]);
  const planned = changeTheme(
    made.themeId,
    { status: 'planned', owner: 'Team Dagpenger, Område Arbeid' },
    'Høres i flest enheter',
  );
  expect(await service.push(pia, [planned])).toEqual(['applied']);
  expect(await service.push(pia, [planned])).toEqual(['already_applied']);
  for (const [person, { logged }] of [
    [kari, hers],
    [ola, his],
    [nora, elsewhere],
  ] as const)
    expect(
      (await repliesAbout(person, logged.observationId)).map(({ status }) => status).sort(),
    ).toEqual(['new', 'planned']);
  expect(await repliesAbout(kari, outside.logged.observationId)).toEqual([]);
  expect((await theme(made.themeId)).evidence).toMatchObject({ total: 3, units: 2 });
});

test('a change of anything but the status says nothing to contributors', async () => {
  const hers = await insight(kari, 'Stille endring');
  const made = createTheme();
  await service.push(pia, [made, place(made.themeId, [hers.id])]);
  const before = (await repliesAbout(kari, hers.logged.observationId)).length;
  await service.push(pia, [
    changeTheme(made.themeId, { name: 'Nytt navn', workaround: 'Si at fristen er 14 dager' }),
    changeTheme(made.themeId, { owner: 'Team Meldekort, Område Arbeid' }),
    changeTheme(made.themeId, { status: 'new' }),
  ]);
  expect(await repliesAbout(kari, hers.logged.observationId)).toHaveLength(before);
  const seen = await theme(made.themeId);
  expect(seen).toMatchObject({
    name: 'Nytt navn',
    workaround: 'Si at fristen er 14 dager',
    owner: 'Team Meldekort, Område Arbeid',
    status: 'new',
  });
  expect(seen.changes).toHaveLength(3);
});

test('who is put into a theme later hears where it stands, with the reason if there was one', async () => {
  const hers = await insight(kari, 'Kom senere');
  const made = createTheme('Blir ikke rettet');
  await service.push(pia, [
    made,
    changeTheme(made.themeId, { status: 'declined' }, 'Følger av loven'),
    place(made.themeId, [hers.id]),
  ]);
  expect(await repliesAbout(kari, hers.logged.observationId)).toEqual([
    expect.objectContaining({ status: 'declined', reason: 'Følger av loven', readAt: null }),
  ]);
  // Putting it where it is says nothing new.
  await service.push(pia, [place(made.themeId, [hers.id])]);
  expect(await repliesAbout(kari, hers.logged.observationId)).toHaveLength(1);
});

test('a status needs a reason, a release an owner and a date, and steps follow one another', async () => {
  const made = createTheme();
  const change = (...args: [Parameters<typeof changeTheme>[1], string?]) =>
    changeTheme(made.themeId, args[0], args[1] ?? null);
  expect(
    await service.push(pia, [
      made,
      change({ owner: null }),
      change({ status: 'declined' }),
      change({ status: 'assessing' }),
      change({ status: 'released' }, 'Rettet'),
      change({ status: 'released', owner: 'Team Meldekort, Område Arbeid' }, 'Rettet'),
      change({ status: 'measured' }, 'Målt'),
      change(
        {
          status: 'released',
          owner: 'Team Meldekort, Område Arbeid',
          releaseDate: '2026-12-24',
        },
        'Rettet',
      ),
      change({ owner: null }),
      change({ status: 'measured' }, 'Målt'),
      change({ status: 'new' }, 'På nytt'),
      changeTheme(newId(), { status: 'assessing' }),
    ]),
  ).toEqual([
    'applied',
    'applied',
    'rejected theme.reasonMissing',
    'rejected theme.reasonMissing',
    'rejected theme.ownerMissing',
    'rejected theme.releaseDateMissing',
    'rejected theme.statusNotReachable',
    'applied',
    'rejected theme.ownerMissing',
    'applied',
    'rejected theme.statusNotReachable',
    'rejected theme.unknown',
  ]);
  const seen = await theme(made.themeId);
  expect(seen).toMatchObject({
    status: 'measured',
    owner: 'Team Meldekort, Område Arbeid',
    releaseDate: '2026-12-24',
  });
  expect(seen.changes.map(({ patch }) => patch.status)).toEqual([
    undefined,
    'released',
    'measured',
  ]);
});

test('moving an insight moves its evidence; taking it out leaves it in no theme', async () => {
  const hers = await insight(kari, 'Flyttes');
  const [one, two] = [createTheme('Én'), createTheme('To')];
  await service.push(pia, [one, two, place(one.themeId, [hers.id])]);
  await service.push(pia, [place(two.themeId, [hers.id])]);
  expect([
    (await theme(one.themeId)).evidence.total,
    (await theme(two.themeId)).evidence.total,
  ]).toEqual([0, 1]);
  const themeOf = async () => {
    const change = (await service.everything(kari)).find(
      ({ id }) => id === hers.logged.observationId,
    );
    return change?.kind === 'observation' ? change.document.themeId : 'none';
  };
  expect(await themeOf()).toBe(two.themeId);
  await service.push(pia, [place(null, [hers.id])]);
  expect((await theme(two.themeId)).evidence.total).toBe(0);
  expect(await themeOf()).toBeNull();
});

test('insights that have gone meanwhile are passed over; where none is left nothing is placed', async () => {
  const hers = await insight(kari, 'Finnes');
  const made = createTheme();
  expect(
    await service.push(pia, [
      made,
      place(made.themeId, [newId(), hers.id, hers.id]),
      place(made.themeId, [newId()]),
      place(newId(), [hers.id]),
    ]),
  ).toEqual(['applied', 'applied', 'rejected insight.unknown', 'rejected theme.unknown']);
  expect((await theme(made.themeId)).evidence.total).toBe(1);
});

test('two who change one theme at once both get through, one after the other', async () => {
  const made = createTheme();
  await service.push(pia, [made]);
  const outcomes = await Promise.all(
    Array.from({ length: 6 }, (_, n) =>
      service.push({ ...pia, sub: `pia${n}` }, [changeTheme(made.themeId, { name: `Navn ${n}` })]),
    ),
  );
  expect(outcomes.flat()).toEqual(Array(6).fill('applied'));
  const seen = await theme(made.themeId);
  expect(seen.changes).toHaveLength(6);
  expect(seen.name).toBe(seen.changes.at(-1)?.patch.name);
});

test('placing and changing at once: every contributor hears of the status, whichever came first', async () => {
  for (let round = 0; round < 5; round += 1) {
    const hers = await insight(kari, `Samtidig ${round}`);
    const made = createTheme();
    await service.push(pia, [made]);
    await Promise.all([
      service.push(pia, [place(made.themeId, [hers.id])]),
      service.push({ ...pia, sub: 'per' }, [
        changeTheme(made.themeId, { status: 'assessing' }, 'Sett på'),
      ]),
    ]);
    const told = await repliesAbout(kari, hers.logged.observationId);
    expect(told.map(({ status }) => status)).toContain('assessing');
  }
});

test('only the one a reply is for can read it; when it was first read stays', async () => {
  const hers = await insight(kari, 'Leses');
  const made = createTheme();
  await service.push(pia, [made, place(made.themeId, [hers.id])]);
  const [reply] = await repliesAbout(kari, hers.logged.observationId);
  const id = reply?.id ?? '';
  expect(await service.push(ola, [readReply(id)])).toEqual(['rejected reply.unknown']);
  const first = readReply(id);
  expect(await service.push(kari, [first])).toEqual(['applied']);
  const later = { ...readReply(id), madeAt: '2027-01-01T00:00:00.000Z' };
  expect(await service.push(kari, [later])).toEqual(['applied']);
  const [read] = await repliesAbout(kari, hers.logged.observationId);
  expect(read?.readAt).toBe(first.madeAt);
});
