import { afterAll, beforeAll, expect, test } from 'vitest';
import { fateOf, type Observation } from '../../shared/domain/observation.ts';
import { noTags } from '../../shared/domain/tags.ts';
import type { Insight, Theme } from '../../shared/domain/theme.ts';
import {
  approve,
  createTheme,
  log,
  newId,
  people,
  place,
  review,
  revise,
  ServiceUnderTest,
  tagged,
} from '../../tests/support/backlog-service.ts';

const { kari, siri, pia } = people;
let service: ServiceUnderTest;
beforeAll(async () => {
  service = await ServiceUnderTest.start();
});
afterAll(() => service.stop());

async function observation(id: string): Promise<Observation> {
  const change = (await service.everything(siri)).find((one) => one.id === id);
  if (change?.kind !== 'observation') throw new Error('not in the feed');
  return change.document;
}

/** The observation's insight as product teams see it now; null: none, or a tombstone. */
async function insightOf(observationId: string): Promise<Insight | null> {
  const { rows } = await service.pool.query<{ id: string }>(
    'SELECT id FROM insight WHERE observation_id = $1',
    [observationId],
  );
  const change = (await service.everything(pia)).find(({ id }) => id === rows[0]?.id);
  return change?.kind === 'insight' ? change.document : null;
}

async function tombstones(): Promise<string[]> {
  return (await service.everything(pia)).flatMap((change) =>
    change.kind === 'tombstone' && change.of === 'insight' ? [change.id] : [],
  );
}

async function themeAsSeen(id: string): Promise<Theme> {
  const change = (await service.everything(pia)).find((one) => one.id === id);
  if (change?.kind !== 'theme') throw new Error('not in the feed');
  return change.document;
}

async function waitingSince(id: string): Promise<Date | null> {
  const { rows } = await service.pool.query<{ waiting_since: Date | null }>(
    'SELECT waiting_since FROM observation WHERE id = $1',
    [id],
  );
  return rows[0]?.waiting_since ?? null;
}

async function inTheme() {
  const logged = log('Brevet nevner ingen frist', { workaround: 'Vis til Min side' });
  const approval = approve(logged);
  await service.push(kari, [logged]);
  await service.push(siri, [approval]);
  const insight = await insightOf(logged.observationId);
  const theme = createTheme();
  expect(await service.push(pia, [theme, place(theme.themeId, [insight?.id ?? ''])])).toEqual([
    'applied',
    'applied',
  ]);
  return { logged, approval, insightId: insight?.id ?? '', themeId: theme.themeId };
}

test('approval makes an insight of the words and tags, with neither author nor unit', async () => {
  const logged = log('Får ikke lastet opp vedlegg', { workaround: 'Send i posten' });
  await service.push(kari, [logged]);
  expect(await insightOf(logged.observationId)).toBeNull();
  await service.push(siri, [approve(logged)]);
  const insight = await insightOf(logged.observationId);
  expect(insight).toEqual({
    id: expect.any(String),
    text: 'Får ikke lastet opp vedlegg',
    same: false,
    workaround: 'Send i posten',
    tags: tagged,
    week: expect.stringMatching(/^\d{4}-W\d\d$/),
    themeId: null,
  });
  expect(await waitingSince(logged.observationId)).toBeNull();
});

test('without a tema nothing is approved; with one added by the reviewer it is', async () => {
  const logged = log('Uten tema', { tags: noTags });
  await service.push(kari, [logged]);
  expect(await service.push(siri, [approve(logged)])).toEqual(['rejected review.temaMissing']);
  const retag = review(logged, { kind: 'retag', tags: { ...noTags, tema: 'AAP' } });
  expect(await service.push(siri, [retag, approve(logged)])).toEqual(['applied', 'applied']);
  expect((await insightOf(logged.observationId))?.tags.tema).toBe('AAP');
  const undone = review(logged, { kind: 'undo', reviewId: retag.reviewId });
  expect(await service.push(siri, [undone])).toEqual(['rejected review.temaMissing']);
});

test('a retag of what is approved changes its insight', async () => {
  const logged = log('Feil tema');
  await service.push(kari, [logged]);
  await service.push(siri, [approve(logged)]);
  const before = await insightOf(logged.observationId);
  await service.push(siri, [review(logged, { kind: 'retag', tags: { ...tagged, tema: 'SYK' } })]);
  const after = await insightOf(logged.observationId);
  expect([after?.id, after?.tags.tema]).toEqual([before?.id, 'SYK']);
});

test.each([
  ['undoing the approval', 'undo'],
  ['declining it after all', 'decline'],
  ['newer words of the author', 'revise'],
] as const)('%s takes the insight out of the backlog and its theme', async (_name, how) => {
  const { logged, approval, insightId, themeId } = await inTheme();
  expect((await themeAsSeen(themeId)).evidence.total).toBe(1);
  if (how === 'revise')
    expect(await service.push(kari, [revise(logged, 'Nye ord', { tags: tagged })])).toEqual([
      'applied',
    ]);
  else
    expect(
      await service.push(siri, [
        review(
          logged,
          how === 'undo'
            ? { kind: 'undo', reviewId: approval.reviewId }
            : { kind: 'decline', reason: 'Hører ikke hit' },
        ),
      ]),
    ).toEqual(['applied']);
  expect(await insightOf(logged.observationId)).toBeNull();
  expect(await tombstones()).toContain(insightId);
  expect((await themeAsSeen(themeId)).evidence).toEqual({ total: 0, units: 0, weeks: [] });
  const now = await observation(logged.observationId);
  expect(now.themeId).toBeNull();
  expect(fateOf(now).kind).toBe(how === 'decline' ? 'declined' : 'in_review');
  expect((await waitingSince(logged.observationId)) === null).toBe(how === 'decline');
});

test('a review of older words is kept, and decides nothing', async () => {
  const logged = log('Første ord');
  const newer = revise(logged, 'Nyere ord', { tags: tagged });
  await service.push(kari, [logged, newer]);
  const late = approve(logged);
  expect(await service.push(siri, [late])).toEqual(['applied']);
  expect(await insightOf(logged.observationId)).toBeNull();
  const seen = await observation(logged.observationId);
  expect(seen.reviews).toEqual([expect.objectContaining({ id: late.reviewId })]);
  expect(fateOf(seen).kind).toBe('in_review');
  await service.push(siri, [approve(newer)]);
  expect((await insightOf(logged.observationId))?.text).toBe('Nyere ord');
});

test('words written on two machines are both kept, in the order they came', async () => {
  const logged = log('Utgangspunkt');
  const [one, other] = [revise(logged, 'Fra kontoret'), revise(logged, 'Fra hjemmekontoret')];
  await service.push(kari, [logged]);
  await Promise.all([service.push(kari, [one]), service.push(kari, [other])]);
  const { revisions } = await observation(logged.observationId);
  expect(revisions.map(({ basedOn }) => basedOn)).toEqual([
    null,
    logged.revisionId,
    logged.revisionId,
  ]);
  expect(revisions.map(({ text }) => text).sort()).toEqual(
    ['Utgangspunkt', 'Fra kontoret', 'Fra hjemmekontoret'].sort(),
  );
});

test('a review names a revision and, to undo, a review that there is', async () => {
  const [logged, elsewhere] = [log('Her'), log('Der')];
  await service.push(kari, [logged, elsewhere]);
  const asked = review(elsewhere, { kind: 'return', question: 'Hva mener du?' });
  const undone = review(elsewhere, { kind: 'undo', reviewId: asked.reviewId });
  expect(
    await service.push(siri, [
      approve({ ...logged, revisionId: elsewhere.revisionId }),
      approve({ ...logged, observationId: newId() }),
      review(logged, { kind: 'undo', reviewId: newId() }),
      asked,
      review(logged, { kind: 'undo', reviewId: asked.reviewId }),
      undone,
      review(elsewhere, { kind: 'undo', reviewId: undone.reviewId }),
    ]),
  ).toEqual([
    'rejected revision.unknown',
    'rejected observation.unknown',
    'rejected review.unknown',
    'applied',
    'rejected review.unknown',
    'applied',
    'rejected review.unknown',
  ]);
});

test('the insight of what a machine with a fast clock heard falls in the week it arrived', async () => {
  const ahead = new Date(Date.now() + 60 * 86_400_000).toISOString();
  const behind = '2024-01-03T10:00:00.000Z';
  const [early, late] = [
    log('Klokka går feil', { heardAt: ahead }),
    log('Gammel', { heardAt: behind }),
  ];
  await service.push(kari, [early, late]);
  await service.push(siri, [approve(early), approve(late)]);
  const [first, second] = [
    await insightOf(early.observationId),
    await insightOf(late.observationId),
  ];
  const now = log('Nå');
  await service.push(kari, [now]);
  await service.push(siri, [approve(now)]);
  expect(first?.week).toBe((await insightOf(now.observationId))?.week);
  expect(second?.week).toBe('2024-W01');
});
