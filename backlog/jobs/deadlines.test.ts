import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Reply, Theme } from '../../shared/domain/theme.ts';
import {
  answerReply,
  approve,
  changeTheme,
  createTheme,
  log,
  mergeTheme,
  people,
  place,
  ServiceUnderTest,
  unmergeTheme,
  withdraw,
} from '../../tests/support/backlog-service.ts';
import type { TokenClaims } from '../../tests/support/token-issuer.ts';
import { askContributors } from './asking.ts';
import { raiseDeadlines } from './deadlines.ts';

const DAY = 86_400_000;
const { kari, ola, siri, pia } = people;
let service: ServiceUnderTest;
beforeAll(async () => {
  service = await ServiceUnderTest.start();
});
afterAll(() => service.stop());

const today = (days = 0) =>
  new Date(Date.now() + service.ahead + days * DAY).toISOString().slice(0, 10);

async function theme(id: string): Promise<Theme> {
  const found = (await service.everything(pia)).find((change) => change.id === id);
  if (found?.kind !== 'theme') throw new Error('no such theme');
  return found.document;
}

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

describe('the owner and the deadlines of a theme', () => {
  test('an owner is found by rule over tema and step; where none is, one is due first', async () => {
    const ruled = { ...createTheme('Meldekort'), step: 'report' as const };
    const free = { ...createTheme('Uten regel'), tema: 'XYZ' };
    await service.push(pia, [ruled, free]);
    expect(await theme(ruled.themeId)).toMatchObject({
      owner: 'Team Meldekort, Område Arbeid',
      due: { kind: 'decision', date: today(21), overdue: false },
    });
    expect(await theme(free.themeId)).toMatchObject({
      owner: null,
      due: { kind: 'owner', date: today(7), overdue: false },
    });
    await service.push(pia, [
      changeTheme(free.themeId, { owner: 'Team Min side, Område Brukerdialog' }),
    ]);
    expect((await theme(free.themeId)).due).toEqual({
      kind: 'decision',
      date: today(21),
      overdue: false,
    });
    await service.push(pia, [changeTheme(free.themeId, { status: 'planned' }, 'Tas med')]);
    expect((await theme(free.themeId)).due).toBeNull();
  });

  test('what has waited too long is raised once, for everybody to see', async () => {
    const waits = { ...createTheme('Venter'), tema: 'XYZ' };
    const [merged, into] = [createTheme('Slås sammen'), createTheme('Står')];
    await service.push(pia, [waits, merged, into, mergeTheme(merged.themeId, into.themeId)]);
    service.ahead = 8 * DAY;
    expect(await raiseDeadlines(service.parts())).toBe(1);
    const seenByKari = (await service.everything(kari)).find(({ id }) => id === waits.themeId);
    expect(seenByKari).toMatchObject({ document: { due: { kind: 'owner', overdue: true } } });
    expect(await raiseDeadlines(service.parts())).toBe(0);
    // What stands for another has no deadline of its own; parted again, it has.
    expect((await theme(merged.themeId)).due).toBeNull();
    await service.push(pia, [unmergeTheme(merged.themeId)]);
    expect((await theme(merged.themeId)).due).toMatchObject({ kind: 'decision', date: today(21) });
    service.ahead = 0;
  });

  test('a theme from before there were deadlines gets one', async () => {
    const old = createTheme('Gammelt');
    await service.push(pia, [old]);
    await service.pool.query('UPDATE theme SET due_kind = NULL, due_date = NULL WHERE id = $1', [
      old.themeId,
    ]);
    expect(await raiseDeadlines(service.parts())).toBe(1);
    expect((await theme(old.themeId)).due).toEqual({
      kind: 'decision',
      date: today(21),
      overdue: false,
    });
  });
});

describe('"did it help?"', () => {
  async function asked(person: TokenClaims, themeId: string): Promise<Reply[]> {
    return (await service.everything(person)).flatMap((change) =>
      change.kind === 'reply' &&
      change.document.event === 'asked' &&
      change.document.themeId === themeId
        ? [change.document]
        : [],
    );
  }

  test('is asked of each contributor once, two weeks after each release, and her answer counts once', async () => {
    const made = createTheme('Rettet');
    const hers = [await insight(kari, 'vet ikke fristen'), await insight(kari, 'fristen er uklar')];
    const his = await insight(ola, 'fristen står ikke i brevet');
    const ids = [...hers, his].map(({ id }) => id);
    await service.push(pia, [made, place(made.themeId, ids)]);
    const release = { status: 'released', releaseDate: today() } as const;
    await service.push(pia, [changeTheme(made.themeId, release, 'Fristen står i brevet')]);
    expect(await askContributors(service.parts())).toBe(0);
    service.ahead = 14 * DAY;
    expect(await askContributors(service.parts())).toBe(2);
    expect(await askContributors(service.parts())).toBe(0);
    const [mine, ...more] = await asked(kari, made.themeId);
    expect(more).toEqual([]);
    expect(mine).toMatchObject({ helped: null, readAt: null, themeName: 'Rettet' });
    const answer = answerReply(mine?.id ?? '', 'no');
    expect(await service.push(kari, [answer, answerReply(mine?.id ?? '', 'yes')])).toEqual([
      'applied',
      'applied',
    ]);
    expect((await asked(kari, made.themeId))[0]).toMatchObject({
      helped: 'yes',
      readAt: expect.any(String),
    });
    // One answer says nothing of those who gave it.
    expect((await theme(made.themeId)).answers).toBeNull();
    expect(await service.push(ola, [answerReply(mine?.id ?? '', 'no')])).toEqual([
      'rejected reply.unknown',
    ]);
    await service.push(pia, [changeTheme(made.themeId, { status: 'assessing' }, 'Ikke ennå')]);
    await service.push(pia, [
      changeTheme(made.themeId, { status: 'released', releaseDate: today() }, 'På nytt'),
    ]);
    service.ahead = 28 * DAY;
    expect(await askContributors(service.parts())).toBe(2);
    service.ahead = 0;
  });

  test('only what asks can be answered; answers are shown from five on, and go with what is withdrawn', async () => {
    const made = createTheme('Mange svar');
    const crowd = Array.from({ length: 6 }, (_, n) => ({
      sub: `svarer-${n}`,
      roles: ['caseworker'],
      unit: '4100',
    }));
    const logged = await Promise.all(
      crowd.map((one, n) =>
        insight(one, `hørt igjen nummer ${'ni tre fem to fire seks'.split(' ')[n]}`),
      ),
    );
    await service.push(pia, [
      made,
      place(
        made.themeId,
        logged.map(({ id }) => id),
      ),
    ]);
    const placed = (await service.everything(crowd[0] ?? kari)).find(
      ({ kind }) => kind === 'reply',
    );
    expect(await service.push(crowd[0] ?? kari, [answerReply(placed?.id ?? '', 'yes')])).toEqual([
      'rejected reply.notAsked',
    ]);
    const release = { status: 'released', releaseDate: today(-20) } as const;
    await service.push(pia, [changeTheme(made.themeId, release, 'Rettet')]);
    // Heard this week, released before: only those who had heard it until then are asked.
    expect(await askContributors(service.parts())).toBe(0);
    await service.pool.query('UPDATE insight SET week = $2 WHERE theme_id = $1', [
      made.themeId,
      '2020-W01',
    ]);
    await service.pool.query('UPDATE theme SET asked_release = NULL WHERE id = $1', [made.themeId]);
    expect(await askContributors(service.parts())).toBe(6);
    for (const person of crowd) {
      const [mine] = await asked(person, made.themeId);
      await service.push(person, [answerReply(mine?.id ?? '', 'yes')]);
    }
    expect((await theme(made.themeId)).answers).toEqual({ yes: 6, no: '<5', unsure: '<5' });
    for (const n of [0, 1])
      await service.push(crowd[n] ?? kari, [withdraw(logged[n]?.logged ?? { observationId: '' })]);
    expect((await theme(made.themeId)).answers).toBeNull();
  });
});
