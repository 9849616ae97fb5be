import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Handlers } from '../../shared/api.ts';
import type { Cell } from '../../shared/domain/evidence.ts';
import type { Overview } from '../../shared/domain/overview.ts';
import { noTags } from '../../shared/domain/tags.ts';
import type { Theme } from '../../shared/domain/theme.ts';
import type { Change } from '../../shared/protocol/protocol.ts';
import { exchange } from '../../tests/support/exchange.ts';
import { ModelService } from '../../tests/support/model-service.ts';
import { uuid } from '../../tests/support/operations.ts';
import { startTestApp, type TestApp } from '../../tests/support/test-app.ts';
import { applyChange, Touched } from '../store/replica.ts';

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
const code = (code: string) => expect.objectContaining({ code });
const why = { reason: 'Det samme', acknowledged: [] };

async function insights(count: number): Promise<string[]> {
  for (let n = 0; n < count; n += 1)
    await kari['observation.log']({
      text: 'Frist mangler i brevet',
      workaround: null,
      tags,
      acknowledged: [],
    });
  await exchange(test, service, 'kari', 'siri');
  const { items } = await siri['review.list']({ limit: 100, offset: 0 });
  await siri['review.approveMany']({
    observationIds: items.map(({ observation }) => observation.id),
  });
  await exchange(test, service, 'siri', 'pia');
  const all = { query: null, placed: null, limit: 100, offset: 0 };
  return (await pia['insight.list'](all)).insights.map(({ id }) => id);
}

const made = (name: string, insightIds: string[] = []) =>
  pia['theme.create']({ name, tema: 'DAG', step: null, insightIds, acknowledged: [] });
const listed = async (handlers: Handlers) =>
  (await handlers['theme.list']({ query: null })).themes.map(({ name }) => name).sort();

describe('what is one theme and what is two', () => {
  it('a merged theme leaves the list at once, offline, and comes back', async () => {
    const [one, other] = [await made('Det ene'), await made('Det andre')];
    await pia['theme.merge']({ themeId: one.id, into: other.id, ...why });
    expect(await listed(pia)).toEqual(['Det andre']);
    expect((await pia['theme.get']({ themeId: one.id })).theme).toMatchObject({
      mergedInto: other.id,
      changes: [{ event: { kind: 'merged_into', theme: other.id }, reason: 'Det samme' }],
    });
    await pia['theme.unmerge']({ themeId: one.id, ...why });
    expect(await listed(pia)).toEqual(['Det andre', 'Det ene']);
  });

  it('is refused before it is queued where it can not be', async () => {
    const [one, other] = [await made('Det ene'), await made('Det andre')];
    const merge = (themeId: string, into: string) => pia['theme.merge']({ themeId, into, ...why });
    await expect(merge(one.id, one.id)).rejects.toEqual(code('theme.notMergeable'));
    await expect(merge(one.id, uuid(1))).rejects.toEqual(code('theme.unknown'));
    await expect(pia['theme.unmerge']({ themeId: one.id, ...why })).rejects.toEqual(
      code('theme.notMergeable'),
    );
    await merge(one.id, other.id);
    await expect(merge(one.id, other.id)).rejects.toEqual(code('theme.merged'));
    await expect(merge(other.id, one.id)).rejects.toEqual(code('theme.notMergeable'));
    await expect(
      pia['theme.change']({
        themeId: one.id,
        patch: { name: 'Nytt' },
        reason: null,
        acknowledged: [],
      }),
    ).rejects.toEqual(code('theme.merged'));
  });

  it('what is split off lies in its own theme at once, counted there and no longer in the first', async () => {
    const [a = '', b = ''] = await insights(2);
    const { id: themeId } = await made('Begge', [a, b]);
    const split = await pia['theme.split']({
      themeId,
      name: 'Bare den ene',
      tema: 'DAG',
      step: 'report',
      insightIds: [b],
      acknowledged: [],
    });
    expect(split).toMatchObject({
      name: 'Bare den ene',
      owner: 'Team Meldekort, Område Arbeid',
      evidence: { total: 1 },
    });
    expect((await pia['theme.get']({ themeId })).theme.evidence.total).toBe(1);
    await exchange(test, service, 'pia', 'kari');
    expect(await listed(kari)).toEqual(['Bare den ene', 'Begge']);
  });

  it('a supervisor may name, merge and confirm; status and owner are the product team’s', async () => {
    const { id: themeId } = await made('Uten godt navn');
    await exchange(test, service, 'pia', 'siri');
    const change = (patch: object) =>
      siri['theme.change']({ themeId, patch, reason: null, acknowledged: [] });
    expect(await change({ name: 'Uklar frist' })).toMatchObject({ name: 'Uklar frist' });
    await expect(change({ owner: 'Team Meldekort, Område Arbeid' })).rejects.toEqual(
      code('session.forbidden'),
    );
  });
});

describe('what is proposed', () => {
  it('is confirmed with a name and gone from the list at once; once only', async () => {
    await insights(3);
    service.propose();
    await exchange(test, service, 'pia');
    const [proposal] = (await pia['proposal.list']({})).proposals;
    const proposalId = proposal?.id ?? '';
    const confirm = { proposalId, name: 'Frist mangler', tema: 'DAG', step: null };
    expect(await pia['proposal.confirm']({ ...confirm, acknowledged: [] })).toMatchObject({
      name: 'Frist mangler',
      status: 'new',
      owner: 'Team Dagpenger, Område Arbeid',
    });
    expect((await pia['proposal.list']({})).proposals).toEqual([]);
    await expect(pia['proposal.confirm']({ ...confirm, acknowledged: [] })).rejects.toEqual(
      code('proposal.unknown'),
    );
    await exchange(test, service, 'pia');
    expect((await pia['theme.list']({ query: null })).themes).toMatchObject([
      { name: 'Frist mangler', evidence: { total: 3 } },
    ]);
  });

  it('is placed or dismissed, with a reason that passes the gate', async () => {
    await insights(1);
    service.propose();
    service.propose();
    await exchange(test, service, 'pia');
    const { id: themeId } = await made('Finnes');
    const [first, second] = (await pia['proposal.list']({})).proposals;
    await pia['proposal.place']({ proposalId: first?.id ?? '', themeId });
    const dismiss = (reason: string) =>
      pia['proposal.dismiss']({ proposalId: second?.id ?? '', reason, acknowledged: [] });
    await expect(dismiss('Gjelder 01017012345')).rejects.toEqual(
      expect.objectContaining({ code: expect.stringMatching(/^text\./) }),
    );
    await dismiss('Hører ikke sammen');
    expect((await pia['proposal.list']({})).proposals).toEqual([]);
    await exchange(test, service, 'pia');
    expect((await pia['theme.get']({ themeId })).theme.evidence.total).toBe(1);
  });
});

describe('"did it help?"', () => {
  it('needs her until she has answered, and she may change her mind', async () => {
    const ids = await insights(1);
    const { id: themeId } = await made('Rettet', ids);
    await pia['theme.change']({
      themeId,
      patch: { status: 'released', releaseDate: '2026-11-20' },
      reason: 'Rettet',
      acknowledged: [],
    });
    // The model asks at once.
    await exchange(test, service, 'pia', 'kari');
    const { needsYou } = await kari['inbox.list']({});
    expect(needsYou).toMatchObject([{ kind: 'reply', reply: { event: 'asked', helped: null } }]);
    expect((await kari['counts.get']({})).inbox).toBe(1);
    const replyId = needsYou[0]?.id ?? '';
    await kari['reply.answer']({ replyId, helped: 'no' });
    expect((await kari['inbox.list']({})).needsYou).toEqual([]);
    await kari['reply.answer']({ replyId, helped: 'yes' });
    await exchange(test, service, 'kari');
    expect((await kari['inbox.list']({})).happened).toMatchObject([
      { reply: { event: 'asked', helped: 'yes' } },
    ]);
    await expect(kari['reply.answer']({ replyId: uuid(1), helped: 'yes' })).rejects.toEqual(
      code('reply.unknown'),
    );
  });
});

describe('the overview', () => {
  const theme = (n: number, more: Partial<Theme>): Change => ({
    scope: 'themes',
    seq: n,
    kind: 'theme',
    id: uuid(n),
    document: {
      ...{ id: uuid(n), name: `Tema ${n}`, tema: 'DAG', step: null, status: 'new' as const },
      ...{ owner: null, releaseDate: null, workaround: null, createdAt: '2026-11-01T08:00:00Z' },
      ...{ changes: [], mergedInto: null, evidence: { total: 9, units: 2, weeks: [] } },
      ...{ terms: [], quotes: [], spread: null, signal: null, verdict: null, chart: [] },
      ...{ answers: null, due: null },
      ...more,
    },
  });
  const overview = (n: number, unit: string | null, observed: Cell): Change => {
    const document: Overview = {
      id: uuid(n),
      unit,
      madeAt: '2026-11-24T03:30:00Z',
      measures: {
        ...{ weeks: 26, answered: { part: 5, whole: 7 }, citing: null, daysToTheme: 18 },
        ...{ daysToDecision: null, daysToReply: 3, unitsLogging: 2, unitsSilent: 1, roles: [] },
      },
      rising: [
        { themeId: uuid(1), observed, expected: 2 },
        { themeId: uuid(99), observed, expected: 2 },
      ],
      answered: [{ themeId: uuid(4), status: 'released', at: '2026-11-20T08:00:00Z' }],
    };
    const scope = unit === null ? 'themes' : `figures:${unit}`;
    return { scope, seq: n, kind: 'overview', id: uuid(n), document };
  };
  const signal = { kind: 'rising', week: '2026-W47', since: '2026-W46', weeks: 2 } as const;
  const changes = [
    theme(1, {
      signal: { ...signal, observed: 14, expected: 6, units: 'several', basis: 'level' },
    }),
    theme(2, {
      owner: 'Team Meldekort, Område Arbeid',
      due: { kind: 'decision', date: '2026-11-10', overdue: true },
    }),
    theme(3, {
      owner: 'Team AAP, Område Helse',
      due: { kind: 'decision', date: '2026-11-03', overdue: true },
    }),
    theme(4, {
      owner: 'Team Meldekort, Område Arbeid',
      status: 'released',
      releaseDate: '2026-08-31',
      verdict: {
        ...{ kind: 'helped', releaseDate: '2026-08-31', rateBefore: 10.6, rateAfter: 4.3 },
        ...{ effect: { ratio: 0.4, low: 0.3, high: 0.54 }, weeksBefore: 40, weeksAfter: 12 },
      },
    }),
    overview(50, null, 14),
    overview(51, '4100', '<5'),
  ];
  const names = (themes: readonly Theme[]) => themes.map(({ name }) => name);

  it('shows what is overdue, unowned, rising and measured, of all or of one area', async () => {
    await test.inStore('pia', (db) => {
      for (const change of changes) applyChange(db, change, 1, new Touched());
    });
    const all = await pia['overview.get']({ area: null });
    expect([all.overdue, all.unowned, all.rising, all.measured].map(names)).toEqual([
      ['Tema 3', 'Tema 2'],
      ['Tema 1'],
      ['Tema 1'],
      ['Tema 4'],
    ]);
    expect(all).toMatchObject({ measures: { daysToTheme: 18 }, unit: null });
    expect(all.areas).toContain('Område Arbeid');
    const area = await pia['overview.get']({ area: 'Område Arbeid' });
    expect([area.overdue, area.unowned, area.measured].map(names)).toEqual([
      ['Tema 2'],
      ['Tema 1'],
      ['Tema 4'],
    ]);
  });

  it('shows a supervisor her own unit, and nobody else that', async () => {
    for (const person of ['siri', 'kari'])
      await test.inStore(person, (db) => {
        for (const change of changes) applyChange(db, change, 1, new Touched());
      });
    const { unit } = await siri['overview.get']({ area: null });
    // A theme that has not come yet is left out.
    expect(unit?.rising).toMatchObject([{ theme: { name: 'Tema 1' }, observed: '<5' }]);
    expect(unit?.answered).toMatchObject([{ theme: { name: 'Tema 4' } }]);
    expect((await kari['overview.get']({ area: null })).unit).toBeNull();
  });
});
