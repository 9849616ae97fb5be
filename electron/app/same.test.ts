import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Handlers } from '../../shared/api.ts';
import { noTags } from '../../shared/domain/tags.ts';
import type { SimilarMatch } from '../../shared/view/similar.ts';
import { exchange } from '../../tests/support/exchange.ts';
import { ModelService } from '../../tests/support/model-service.ts';
import { startTestApp, type TestApp } from '../../tests/support/test-app.ts';
import { waitingHead } from '../store/outbox.ts';
import { settle } from '../store/settle.ts';

let test: TestApp;
let service: ModelService;
let kari: Handlers;
let siri: Handlers;
let pia: Handlers;
beforeEach(async () => {
  test = await startTestApp();
  service = new ModelService();
  kari = await test.as('kari');
  siri = await test.as('siri');
  pia = await test.as('pia');
});
afterEach(() => test.close());

const tags = { ...noTags, tema: 'DAG', step: 'report' as const };
const log = (handlers: Handlers, text: string) =>
  handlers['observation.log']({ text, workaround: null, tags, acknowledged: [] });
const find = (handlers: Handlers, text: string, not: string | null = null) =>
  handlers['similar.find']({ text, tags: noTags, limit: 5, not });
const code = (code: string) => expect.objectContaining({ code });

/** The index is taken in beside the rest: what is asked for turns up soon. */
function found(handlers: Handlers, text: string, match: object): Promise<SimilarMatch[]> {
  return vi.waitFor(
    async () => {
      const { matches } = await find(handlers, text);
      expect(matches).toContainEqual(expect.objectContaining(match));
      return matches;
    },
    // The thread that holds the index has the text core to load first.
    { timeout: 20_000 },
  );
}

/** Kari's, approved and in Pia's theme with something to tell the citizen. */
async function inTheme(text: string, workaround: string) {
  const entry = await log(kari, text);
  await exchange(test, service, 'kari', 'siri');
  await siri['review.approveMany']({ observationIds: [entry.id] });
  await exchange(test, service, 'siri', 'pia');
  const { insights } = await pia['insight.list']({
    query: null,
    placed: false,
    limit: 10,
    offset: 0,
  });
  const made = await pia['theme.create']({
    name: 'Usikker på fristen for meldekort',
    tema: 'DAG',
    step: 'report',
    insightIds: insights.map(({ id }) => id),
    acknowledged: [],
  });
  await pia['theme.change']({
    themeId: made.id,
    patch: { workaround },
    reason: null,
    acknowledged: [],
  });
  await exchange(test, service, 'pia', 'kari');
  return { entry, theme: made };
}

describe('what is like the words being typed', () => {
  it('says of an answer that more is to come, until all that was logged has been looked among', async () => {
    await vi.waitFor(async () => expect((await find(kari, 'Venter')).complete).toBe(true), {
      timeout: 20_000,
    });
    await log(kari, 'Finner ikke fristen for meldekortet');
    for (let n = 0; n < 250; n += 1) await log(kari, `Parkeringen er full, dag nummer ${n}`);
    const about = 'Hva er fristen for meldekortet';
    const first = await find(kari, about);
    expect(first.complete).toBe(false);
    await vi.waitFor(async () => expect((await find(kari, about)).complete).toBe(true));
    const parking = await find(kari, 'Parkeringen er full, dag nummer 249');
    expect(parking).toMatchObject({
      matches: [{ text: 'Parkeringen er full, dag nummer 249' }, {}, {}, {}, {}],
      complete: true,
    });
  });

  it('is found among what she logged a moment ago, offline, with its words and how often it was heard', async () => {
    const entry = await log(kari, 'Vet ikke om fristen for meldekortet er lørdag eller mandag');
    await log(kari, 'Får ikke byttet kontonummer på nettsiden');
    const [first] = await found(kari, 'når er fristen for mld.kort', {
      target: { kind: 'observation', id: entry.id },
    });
    expect(first).toMatchObject({ text: entry.text, tags, heard: 1, theme: null });
  });

  it('names the theme it lies in, with what to tell the citizen', async () => {
    const { entry, theme } = await inTheme(
      'Vet ikke om fristen for meldekortet er lørdag eller mandag',
      'Si at fristen er mandag klokken 23',
    );
    const matches = await found(kari, 'frist for meldekort', {
      target: { kind: 'observation', id: entry.id },
      theme: expect.objectContaining({ workaround: 'Si at fristen er mandag klokken 23' }),
    });
    // The theme is named by what lies in it, and not once more by itself.
    expect(matches.map(({ target }) => target.kind)).toEqual(['observation']);
    // To a colleague who has logged nothing of the kind, by its name.
    const ola = await test.as('ola');
    await exchange(test, service, 'ola');
    await found(ola, 'frist for meldekort', { target: { kind: 'theme', id: theme.id } });
  });

  it('is nothing for a word or less, and never what is being read itself', async () => {
    const entry = await log(kari, 'Venter lenge på svar om dagpenger');
    await found(kari, 'venter på svar om dagpenger', {
      target: { kind: 'observation', id: entry.id },
    });
    expect(await find(kari, 'vent')).toEqual({ matches: [], complete: true });
    expect(await find(kari, 'venter på svar om dagpenger', entry.id)).toEqual({
      matches: [],
      complete: true,
    });
  });

  it('follows what is withdrawn and worded anew', async () => {
    const [stays, goes] = [
      await log(kari, 'Venter lenge på svar om sykepenger'),
      await log(kari, 'Venter lenge på svar om dagpenger'),
    ];
    await found(kari, 'lang ventetid på svar', { target: { kind: 'observation', id: goes.id } });
    await kari['observation.withdraw']({ observationId: goes.id });
    await kari['observation.revise']({
      observationId: stays.id,
      text: 'Får ikke lastet opp vedlegg til søknaden',
      workaround: null,
      tags,
      answer: null,
      acknowledged: [],
    });
    await found(kari, 'laste opp vedlegg', { target: { kind: 'observation', id: stays.id } });
    expect(await find(kari, 'lang ventetid på svar')).toEqual({ matches: [], complete: true });
  });

  it('is hers alone: another person on the same machine finds her own', async () => {
    await log(kari, 'Venter lenge på svar om dagpenger');
    const ola = await test.as('ola');
    const his = await log(ola, 'Lang ventetid på svar om dagpenger');
    const matches = await found(ola, 'ventetid dagpenger svar', {
      target: { kind: 'observation', id: his.id },
    });
    expect(matches).toHaveLength(1);
  });
});

describe('+1', () => {
  it('is saved at once with the words and tags of what it points at, and her own channel', async () => {
    const first = await log(kari, 'Venter lenge på svar');
    const plus = await kari['observation.same']({
      target: { kind: 'observation', id: first.id },
      channel: 'chat',
    });
    expect(plus).toMatchObject({
      text: first.text,
      tags: { ...tags, channel: 'chat' },
      sameAs: { kind: 'observation', id: first.id },
      state: 'waiting',
    });
    await found(kari, 'lenge på svar', { heard: 2 });
    await kari['observation.withdraw']({ observationId: plus.id });
    await found(kari, 'lenge på svar', { heard: 1 });
  });

  it('of a +1 points at what that one points at', async () => {
    const first = await log(kari, 'Venter lenge på svar');
    const target = { kind: 'observation' as const, id: first.id };
    const second = await kari['observation.same']({ target, channel: null });
    const third = await kari['observation.same']({
      target: { kind: 'observation', id: second.id },
      channel: null,
    });
    expect(third.sameAs).toEqual(target);
  });

  it('of a theme takes its name', async () => {
    const { theme } = await inTheme('Frist for meldekort', 'Mandag');
    const ola = await test.as('ola');
    await exchange(test, service, 'ola');
    const plus = await ola['observation.same']({
      target: { kind: 'theme', id: theme.id },
      channel: null,
    });
    expect(plus).toMatchObject({ text: theme.name, tags: { tema: 'DAG', step: 'report' } });
  });

  it('refused by the service and worded anew, is an entry of her own', async () => {
    const first = await log(kari, 'Venter lenge på svar');
    const target = { kind: 'observation' as const, id: first.id };
    const plus = await kari['observation.same']({ target, channel: null });
    await test.inStore('kari', (db) => {
      const waiting = waitingHead(db, 10).find(({ body }) => body['observationId'] === plus.id);
      const id = waiting?.id ?? '';
      settle(
        db,
        [{ id, outcome: 'rejected', code: 'text.identifies', field: 'text' }],
        new Date().toISOString(),
      );
    });
    const revised = await kari['observation.revise']({
      observationId: plus.id,
      text: 'Ventet en måned på svar',
      workaround: null,
      tags,
      answer: null,
      acknowledged: [],
    });
    expect(revised).toMatchObject({ sameAs: null, state: 'waiting' });
    const waiting = await test.inStore('kari', (db) => waitingHead(db, 10));
    expect(waiting.find(({ body }) => body['observationId'] === plus.id)?.body).toMatchObject({
      kind: 'observation.log',
      sameAs: null,
      text: 'Ventet en måned på svar',
    });
  });

  it('of nothing she may see is refused', async () => {
    const theirs = await log(kari, 'Venter lenge på svar');
    const ola = await test.as('ola');
    const target = { kind: 'observation' as const, id: theirs.id };
    await expect(ola['observation.same']({ target, channel: null })).rejects.toEqual(
      code('target.unknown'),
    );
  });

  it('is not in the review queue of the supervisor who made it', async () => {
    const first = await log(kari, 'Venter lenge på svar');
    await exchange(test, service, 'kari', 'siri');
    const target = { kind: 'observation' as const, id: first.id };
    await siri['observation.same']({ target, channel: null });
    const { items } = await siri['review.list']({ limit: 10, offset: 0 });
    expect(items.map(({ observation }) => observation.id)).toEqual([first.id]);
  });
});

describe('merging in review', () => {
  it('takes it off the queue and tells its contributor; not with itself or what is not there', async () => {
    const [one, other] = [await log(kari, 'Venter på svar'), await log(kari, 'Lang ventetid')];
    await exchange(test, service, 'kari', 'siri');
    const { items } = await siri['review.list']({ limit: 10, offset: 0 });
    const item = items.find(({ observation }) => observation.id === other.id);
    const revisionId = item?.observation.revisions[0]?.id ?? '';
    const merge = (into: string) =>
      siri['review.add']({
        observationId: other.id,
        revisionId,
        decision: { kind: 'merge', into },
        acknowledged: [],
      });
    await expect(merge(other.id)).rejects.toEqual(code('target.unknown'));
    await merge(one.id);
    expect((await siri['review.list']({ limit: 10, offset: 0 })).total).toBe(1);
    await exchange(test, service, 'siri', 'kari');
    const { entry } = await kari['observation.get']({ observationId: other.id });
    expect(entry).toMatchObject({ text: 'Lang ventetid', merged: true, state: 'approved' });
  });
});
