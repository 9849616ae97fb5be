import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Handlers } from '../../shared/api.ts';
import { latestRevision } from '../../shared/domain/observation.ts';
import { noTags } from '../../shared/domain/tags.ts';
import { exchange } from '../../tests/support/exchange.ts';
import { ModelService } from '../../tests/support/model-service.ts';
import { startTestApp, type TestApp } from '../../tests/support/test-app.ts';

let test: TestApp;
let service: ModelService;
let kari: Handlers;
let siri: Handlers;
beforeEach(async () => {
  test = await startTestApp();
  service = new ModelService();
  kari = await test.as('kari');
  siri = await test.as('siri');
});
afterEach(() => test.close());

const tags = { ...noTags, tema: 'DAG' };
const plain = { text: 'Får ikke svar', workaround: null, tags, acknowledged: [] as string[] };
const kept = { ...plain, text: 'Brevet gikk til Storgata 12', acknowledged: ['address'] };
const code = (of: string) => expect.objectContaining({ code: of });

/** Logged by Kari and come to Siri's queue. */
async function arrive(words: typeof plain) {
  const { id } = await kari['observation.log'](words);
  await exchange(test, service, 'kari', 'siri');
  const { items } = await siri['review.list']({ limit: 100, offset: 0 });
  const item = items.find(({ observation }) => observation.id === id);
  if (item === undefined) throw new Error('it is not in the queue');
  const revision = latestRevision(item.observation);
  return { revision, seen: { observationId: id, revisionId: revision.id, acknowledged: [] } };
}

describe('what an author kept', () => {
  it('is told to the supervisor by its kinds', async () => {
    expect((await arrive(kept)).revision.acknowledged).toEqual(['address']);
    expect((await arrive(plain)).revision.acknowledged).toEqual([]);
  });

  it('is not approved before she has confirmed every kind of it', async () => {
    const text = 'Brevet gikk til Storgata 12, ident A123456';
    const { seen } = await arrive({ ...kept, text, acknowledged: ['address', 'nav-ident'] });
    for (const confirmed of [undefined, [], ['nav-ident'], ['address', 'phone']])
      await expect(
        siri['review.add']({ ...seen, decision: { kind: 'approve', confirmed } }),
      ).rejects.toEqual(code('review.unconfirmed'));
    const confirmed = ['nav-ident', 'address'];
    await siri['review.add']({ ...seen, decision: { kind: 'approve', confirmed } });
    await exchange(test, service, 'siri');
    expect([...service.insights.values()].map((insight) => insight.text)).toEqual([text]);
  });

  it('is approved in no heap: the rest is, and it stays with its reason', async () => {
    const [one, other] = [await arrive(plain), await arrive(kept)];
    const observationIds = [one.seen.observationId, other.seen.observationId];
    expect(await siri['review.approveMany']({ observationIds })).toEqual({
      approved: [one.seen.observationId],
      reviewIds: [expect.any(String)],
      refused: [{ id: other.seen.observationId, code: 'review.unconfirmed' }],
    });
    expect((await siri['review.list']({ limit: 9, offset: 0 })).total).toBe(1);
  });

  it('can be asked about, retagged and declined without confirming anything', async () => {
    const { seen } = await arrive(kept);
    await siri['review.add']({ ...seen, decision: { kind: 'retag', tags } });
    const question = 'Kan du ta bort adressen?';
    await siri['review.add']({ ...seen, decision: { kind: 'return', question } });
    await exchange(test, service, 'siri', 'kari');
    const entry = await kari['observation.revise']({
      ...plain,
      observationId: seen.observationId,
      answer: 'Gjort',
    });
    expect(entry.state).toBe('waiting');
  });

  it('and has worded otherwise since needs no confirming', async () => {
    const { seen } = await arrive(kept);
    const { observationId } = seen;
    await kari['observation.revise']({ ...plain, observationId, answer: null });
    await exchange(test, service, 'kari', 'siri');
    expect((await siri['review.approveMany']({ observationIds: [observationId] })).refused).toEqual(
      [],
    );
  });
});

describe('a supervisor’s own words', () => {
  it('are asked about once, and go with what she kept', async () => {
    const { seen } = await arrive(plain);
    const decision = { kind: 'return', question: 'Er det Storgata 12 du mener?' } as const;
    await expect(siri['review.add']({ ...seen, decision })).rejects.toEqual(
      code('text.mayIdentify'),
    );
    await siri['review.add']({ ...seen, decision, acknowledged: ['address', 'email'] });
    await exchange(test, service, 'siri', 'kari');
    const { needsYou } = await kari['inbox.list']({});
    expect(needsYou).toMatchObject([{ question: decision.question }]);
  });
});

describe('a product team’s words', () => {
  const theme = { name: 'Frist', tema: 'DAG', step: null, insightIds: [], acknowledged: [] };

  it('are asked about once, and go with what was kept', async () => {
    const pia = await test.as('pia');
    const name = 'Skjemaet i Storgata 12';
    await expect(pia['theme.create']({ ...theme, name })).rejects.toEqual(code('text.mayIdentify'));
    const made = await pia['theme.create']({ ...theme, name, acknowledged: ['address'] });
    const change = { themeId: made.id, reason: null, acknowledged: [] as string[] };
    const patch = { workaround: 'Møt opp i Storgata 12' };
    await expect(pia['theme.change']({ ...change, patch })).rejects.toEqual(
      code('text.mayIdentify'),
    );
    await pia['theme.change']({ ...change, patch, acknowledged: ['address'] });
  });

  it('that name a suggested owner are never asked about', async () => {
    const pia = await test.as('pia');
    const { id: themeId } = await pia['theme.create'](theme);
    const owner = 'Team Utbetaling, Område Utbetaling';
    const change = { themeId, patch: { owner }, reason: null, acknowledged: [] };
    expect(await pia['theme.change'](change)).toMatchObject({ owner });
  });
});
