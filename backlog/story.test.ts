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
} from '../tests/support/backlog-service.ts';

let service: ServiceUnderTest;
beforeAll(async () => {
  service = await ServiceUnderTest.start();
});
afterAll(() => service.stop());

const { kari, ola, siri, pia } = people;

test('from two notes to a reply for both who wrote them', async () => {
  const [hers, his] = [log('Finner ikke fristen i brevet'), log('Fristen står ikke i brevet')];
  expect(await service.push(kari, [hers])).toEqual(['applied']);
  expect(await service.push(ola, [his])).toEqual(['applied']);
  const queue = (await service.feed(siri)).changes.filter(({ scope }) => scope === 'unit:4100');
  expect(queue.map(({ id }) => id)).toEqual([hers.observationId, his.observationId]);

  const asked = review(his, { kind: 'return', question: 'Hvilket brev?' });
  expect(await service.push(siri, [approve(hers), asked])).toEqual(['applied', 'applied']);
  const answered = revise(his, 'Fristen står ikke i vedtaksbrevet', {
    tags: tagged,
    answer: 'Vedtaket',
  });
  expect(await service.push(ola, [answered])).toEqual(['applied']);
  expect(await service.push(siri, [approve(answered)])).toEqual(['applied']);

  const insights = (await service.feed(pia)).changes.filter(({ kind }) => kind === 'insight');
  expect(insights).toHaveLength(2);
  const theme = createTheme('Frist mangler i brev');
  const ids = insights.map(({ id }) => id);
  const planned = changeTheme(
    theme.themeId,
    { status: 'planned', owner: 'Team Meldekort, Område Arbeid' },
    'Høres i flest enheter',
  );
  const released = changeTheme(
    theme.themeId,
    { status: 'released', releaseDate: '2026-12-01' },
    'Rettet',
  );
  expect(await service.push(pia, [theme, place(theme.themeId, ids), planned, released])).toEqual([
    'applied',
    'applied',
    'applied',
    'applied',
  ]);

  for (const [person, logged] of [
    [kari, hers],
    [ola, his],
  ] as const) {
    const replies = (await service.everything(person)).flatMap((change) =>
      change.kind === 'reply' ? [change.document] : [],
    );
    expect(replies.map(({ status }) => status).sort()).toEqual(['new', 'planned', 'released']);
    expect(replies.find(({ status }) => status === 'released')).toMatchObject({
      observationId: logged.observationId,
      themeId: theme.themeId,
      themeName: 'Frist mangler i brev',
      owner: 'Team Meldekort, Område Arbeid',
      releaseDate: '2026-12-01',
      readAt: null,
    });
  }
  const [seen] = (await service.everything(kari)).flatMap((change) =>
    change.kind === 'theme' ? [change.document] : [],
  );
  expect(seen).toMatchObject({ status: 'released', evidence: { total: 2, units: 1 } });
});
