import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Handlers } from '../../shared/api.ts';
import { noTags } from '../../shared/domain/tags.ts';
import { exchange } from '../../tests/support/exchange.ts';
import { ModelService } from '../../tests/support/model-service.ts';
import { startTestApp, type TestApp } from '../../tests/support/test-app.ts';
import { waitingHead } from '../store/outbox.ts';

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

const tags = { ...noTags, tema: 'DAG' };
const words = { text: 'Frist mangler i brevet', workaround: null, tags, acknowledged: [] };
const all = { query: null, placed: null, limit: 100, offset: 0 };
const theme = { name: 'Frist mangler', tema: 'DAG', step: null, insightIds: [], acknowledged: [] };
const unknown = '0190a000-0000-7000-8000-000000000001';
const waiting = () => test.inStore('pia', (db) => waitingHead(db, 100).map(({ body }) => body));
const code = (code: string) => expect.objectContaining({ code });

/** Heard by Kari, approved by Siri, and come to Pia. */
async function insights(count: number): Promise<string[]> {
  for (let n = 0; n < count; n += 1) await kari['observation.log'](words);
  await exchange(test, service, 'kari', 'siri');
  const { items } = await siri['review.list']({ limit: 100, offset: 0 });
  const observationIds = items.map(({ observation }) => observation.id);
  await siri['review.approveMany']({ observationIds });
  await exchange(test, service, 'siri', 'pia');
  return (await pia['insight.list'](all)).insights.map(({ id }) => id);
}

describe('a theme', () => {
  it('is made with its insights in one go, and counts them before anything is sent', async () => {
    const insightIds = await insights(2);
    const made = await pia['theme.create']({ ...theme, insightIds });
    expect(made).toMatchObject({ name: theme.name, status: 'new', evidence: { total: 2 } });
    expect((await waiting()).map(({ kind }) => kind)).toEqual(['theme.create', 'theme.place']);
    expect((await pia['insight.list']({ ...all, placed: false })).total).toBe(0);
    const { insights: placed } = await pia['theme.get']({ themeId: made.id });
    expect(placed.map(({ id }) => id).toSorted()).toEqual(insightIds.toSorted());
  });

  it('of insights that are not there is not made at all', async () => {
    await expect(pia['theme.create']({ ...theme, insightIds: [unknown] })).rejects.toEqual(
      code('insight.unknown'),
    );
    expect(await waiting()).toEqual([]);
    expect((await pia['theme.list']({ query: null })).themes).toEqual([]);
  });

  it('is changed only as its life allows, before anything is queued', async () => {
    const { id: themeId } = await pia['theme.create'](theme);
    const change = (patch: object, reason: string | null = null) =>
      pia['theme.change']({ themeId, patch, reason, acknowledged: [] });
    await expect(change({ status: 'measured' })).rejects.toEqual(code('theme.statusNotReachable'));
    await expect(change({ status: 'planned', owner: null })).rejects.toEqual(
      code('theme.ownerMissing'),
    );
    await expect(change({ status: 'declined' })).rejects.toEqual(code('theme.reasonMissing'));
    await expect(
      change({ status: 'released', owner: 'Team Meldekort, Område Arbeid' }),
    ).rejects.toEqual(code('theme.releaseDateMissing'));
    await expect(change({})).rejects.toEqual(code('input.invalid'));
    expect(await waiting()).toHaveLength(1);
    expect(
      await change({ status: 'planned', owner: 'Team Meldekort, Område Arbeid' }, 'Høres ofte'),
    ).toMatchObject({
      status: 'planned',
      owner: 'Team Meldekort, Område Arbeid',
    });
    expect(await change({ status: 'released', releaseDate: '2026-12-01' }, 'Rettet')).toMatchObject(
      {
        status: 'released',
        changes: [{ patch: { status: 'planned' } }, { patch: { status: 'released' } }],
      },
    );
  });

  it('unknown is said to be so', async () => {
    const gone = code('theme.unknown');
    await expect(pia['theme.get']({ themeId: unknown })).rejects.toEqual(gone);
    await expect(
      pia['theme.change']({
        themeId: unknown,
        patch: { name: 'x' },
        reason: null,
        acknowledged: [],
      }),
    ).rejects.toEqual(gone);
    const [insight = ''] = await insights(1);
    await expect(pia['theme.place']({ themeId: unknown, insightIds: [insight] })).rejects.toEqual(
      gone,
    );
  });

  it('lets go of insights and takes in others', async () => {
    const [one = '', two = ''] = await insights(2);
    const { id: themeId } = await pia['theme.create']({ ...theme, insightIds: [one] });
    await pia['theme.place']({ themeId, insightIds: [two, two] });
    await pia['theme.place']({ themeId: null, insightIds: [one] });
    const { theme: now, insights: placed } = await pia['theme.get']({ themeId });
    expect([now.evidence.total, placed.map(({ id }) => id)]).toEqual([1, [two]]);
  });
});

describe('what came of it', () => {
  beforeEach(async () => {
    const insightIds = await insights(1);
    const { id: themeId } = await pia['theme.create']({ ...theme, insightIds });
    await exchange(test, service, 'pia');
    const patch = { status: 'planned' as const, owner: 'Team Meldekort, Område Arbeid' };
    const reason = 'Vi retter det';
    await pia['theme.change']({ themeId, patch, reason, acknowledged: [] });
    await exchange(test, service, 'pia', 'kari');
  });

  it('is in the inbox of who heard it, with her own words, and on her entry', async () => {
    expect((await kari['counts.get']({})).inbox).toBe(1);
    const { happened } = await kari['inbox.list']({});
    expect(happened).toMatchObject([
      { kind: 'reply', text: words.text, reply: { status: 'planned', readAt: null } },
    ]);
    const { entries } = await kari['observation.list']({ query: null, limit: 10, offset: 0 });
    expect(entries).toMatchObject([
      { state: 'in_theme', theme: { name: theme.name, status: 'planned' } },
    ]);
  });

  it('is read once, however often it is opened', async () => {
    const { happened } = await kari['inbox.list']({});
    const replyIds = happened.map(({ id }) => id);
    await kari['reply.read']({ replyIds: [...replyIds, ...replyIds] });
    await kari['reply.read']({ replyIds });
    expect((await kari['counts.get']({})).waiting).toBe(1);
    expect((await kari['counts.get']({})).inbox).toBe(0);
    await exchange(test, service, 'kari');
    expect((await kari['counts.get']({})).waiting).toBe(0);
  });

  it('that is unknown is refused, and the rest of the call with it', async () => {
    const { happened } = await kari['inbox.list']({});
    const replyIds = [...happened.map(({ id }) => id), unknown];
    await expect(kari['reply.read']({ replyIds })).rejects.toEqual(code('reply.unknown'));
    expect((await kari['counts.get']({})).inbox).toBe(1);
  });
});
