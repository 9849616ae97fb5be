import { afterAll, beforeAll, expect, test } from 'vitest';
import { FeedResponse } from '../../shared/protocol/protocol.ts';
import {
  approve,
  createTheme,
  log,
  people,
  review,
  revise,
  ServiceUnderTest,
  withdraw,
} from '../../tests/support/backlog-service.ts';

const { kari, ola, siri, dag, olav, sven, pia } = people;
let service: ServiceUnderTest;
beforeAll(async () => {
  service = await ServiceUnderTest.start();
});
afterAll(() => service.stop());

const idsOf = (page: { changes: readonly { id: string }[] }) => page.changes.map(({ id }) => id);

test('each sees the scopes of her role and unit, and nothing else', async () => {
  const scopes = async (person: Parameters<typeof service.feed>[0]) =>
    (await service.feed(person)).scopes;
  expect(await scopes(kari)).toEqual(['person:kari', 'themes', 'heard:4100']);
  expect(await scopes(siri)).toEqual([
    ...['person:siri', 'themes', 'proposals', 'heard:4100', 'unit:4100', 'figures:4100'],
  ]);
  expect(await scopes(dag)).toEqual(['person:dag', 'themes', 'heard:4100', 'deputies:4100']);
  expect(await scopes(olav)).toEqual([
    ...['person:olav', 'themes', 'proposals', 'heard:4000', 'unit:4000', 'figures:4000'],
    ...['above:4100', 'above:4200'],
  ]);
  expect(await scopes(pia)).toEqual(['person:pia', 'themes', 'insights']);
  expect(await scopes({ sub: 'to', roles: ['supervisor', 'product'], unit: '4200' })).toEqual([
    'person:to',
    'themes',
    'insights',
    'heard:4200',
    'unit:4200',
    'figures:4200',
  ]);
});

test('what one wrote is seen by her and her unit’s supervisor; a stranger gets nothing', async () => {
  const hers = log('Bare for meg og lederen');
  await service.push(kari, [hers]);
  for (const person of [kari, siri])
    expect((await service.everything(person)).map(({ id }) => id)).toContain(hers.observationId);
  for (const person of [ola, dag, olav, sven, pia])
    expect(JSON.stringify(await service.everything(person))).not.toContain(hers.observationId);
});

test('what the feed says of an observation never names who wrote it or who reviewed it', async () => {
  const hers = log('Uten navn');
  await service.push(kari, [hers]);
  await service.push(siri, [review(hers, { kind: 'return', question: 'Hvor?' })]);
  const changes = (await service.everything(siri)).filter(({ id }) => id === hers.observationId);
  expect(changes).toHaveLength(1);
  expect(JSON.stringify(changes)).not.toMatch(/kari|siri/);
});

test('a cursor goes on where it was; a thing that changed twice comes once, as it stands', async () => {
  const first = log('En');
  await service.push(kari, [first]);
  const start = await service.feed(kari);
  expect(start.more).toBe(false);
  const quiet = await service.feed(kari, start.cursor);
  expect([quiet.changes, quiet.cursor]).toEqual([[], start.cursor]);
  const second = log('To');
  const newer = revise(second, 'To, endret');
  await service.push(kari, [second]);
  await service.push(kari, [newer]);
  const next = await service.feed(kari, start.cursor);
  expect(idsOf(next)).toEqual([second.observationId]);
  expect(next.changes[0]).toMatchObject({
    document: { revisions: [{ text: 'To' }, { text: 'To, endret' }] },
  });
});

test('pages of one lead through everything, no scope held up by another', async () => {
  await service.push(pia, [createTheme('Et tema'), createTheme('Et til')]);
  const whole = await service.everything(siri);
  const seen: string[] = [];
  let cursor: string | undefined;
  for (let more = true; more; ) {
    const page = FeedResponse.parse(await service.feed(siri, cursor, 1));
    expect(page.changes.length).toBeLessThanOrEqual(1);
    seen.push(...page.changes.map((change) => `${change.scope} ${change.id}`));
    ({ cursor, more } = page);
  }
  expect(seen.sort()).toEqual(whole.map(({ scope, id }) => `${scope} ${id}`).sort());
});

test('a role or unit gained comes from its beginning, one lost is left out', async () => {
  const hers = log('Fra før hun ble leder');
  await service.push(kari, [hers]);
  const before = { sub: 'nyleder', roles: ['caseworker'], unit: '4100' };
  const start = await service.feed(before);
  const promoted = { ...before, roles: ['caseworker', 'supervisor'] };
  const next = await service.feed(promoted, start.cursor);
  expect(next.scopes).toContain('unit:4100');
  expect(idsOf(next)).toContain(hers.observationId);
  const moved = { ...promoted, unit: '4200' };
  const after = await service.feed(moved, next.cursor);
  expect(after.scopes).toEqual([
    ...['person:nyleder', 'themes', 'proposals', 'heard:4200', 'unit:4200', 'figures:4200'],
  ]);
  expect(idsOf(after)).not.toContain(hers.observationId);
  const back = await service.feed(promoted, after.cursor);
  expect(idsOf(back)).toContain(hers.observationId);
});

test('a cursor of another person is told to start over', async () => {
  await service.push(kari, [log('Noe')]);
  const { cursor } = await service.feed(kari);
  const answer = await service.request(ola, `/v1/changes?cursor=${cursor}`);
  expect([answer.status, await answer.json()]).toEqual([
    409,
    { code: 'feed.startOver', field: null },
  ]);
});

test('a cursor tells nobody who she is', async () => {
  const secret = { sub: 'hemmelig.person', roles: ['caseworker'], unit: '4100' };
  const { cursor } = await service.feed(secret);
  expect(Buffer.from(cursor, 'base64url').toString()).not.toContain('hemmelig');
});

test('what is gone travels as a tombstone without a word', async () => {
  const hers = log('Dette skal bort');
  await service.push(kari, [hers]);
  await service.push(siri, [approve(hers)]);
  const cursors = new Map(
    await Promise.all(
      [kari, siri, pia].map(
        async (person) => [person, (await service.feed(person)).cursor] as const,
      ),
    ),
  );
  await service.push(kari, [withdraw(hers)]);
  for (const [person, cursor] of cursors) {
    const { changes } = await service.feed(person, cursor);
    const gone = (scope: string, of: 'insight' | 'observation') => ({
      scope,
      seq: expect.any(Number),
      id: of === 'insight' ? expect.any(String) : hers.observationId,
      kind: 'tombstone',
      of,
    });
    const inUnit = gone('heard:4100', 'insight');
    if (person === pia) expect(changes).toEqual([gone('insights', 'insight')]);
    else if (person === kari) expect(changes).toEqual([inUnit, gone('person:kari', 'observation')]);
    else expect(changes).toEqual([inUnit, gone('unit:4100', 'observation')]);
  }
});

test('every answer is what the protocol says', async () => {
  for (const person of [kari, siri, olav, pia])
    expect(FeedResponse.safeParse(await service.feed(person)).error).toBeUndefined();
});

test('pages of very long histories are cut short and lead on; a history has an end', async () => {
  const words = 'å'.repeat(3990);
  const logged = Array.from({ length: 45 }, () => log(words));
  for (const one of logged)
    expect(
      new Set(
        await service.push(kari, [one, ...Array.from({ length: 49 }, () => revise(one, words))]),
      ),
    ).toEqual(new Set(['applied']));
  const [first] = logged;
  if (first === undefined) throw new Error('nothing was logged');
  expect(await service.push(kari, [revise(first, 'En for mye')])).toEqual([
    'rejected input.tooLarge',
  ]);
  const seen = new Set<string>();
  let pages = 0;
  let cursor: string | undefined;
  for (let more = true; more; pages += 1) {
    const page = await service.feed(kari, cursor);
    expect(page.changes.length).toBeGreaterThan(0);
    for (const { id } of page.changes) seen.add(id);
    ({ cursor, more } = page);
  }
  expect(pages).toBeGreaterThan(1);
  for (const { observationId } of logged) expect(seen).toContain(observationId);
});
