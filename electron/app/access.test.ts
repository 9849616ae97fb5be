import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { api, type Handlers, type Method } from '../../shared/api.ts';
import type { Role } from '../../shared/domain/roles.ts';
import { noTags } from '../../shared/domain/tags.ts';
import { demoPeople, startTestApp, type TestApp } from '../../tests/support/test-app.ts';

const id = '0190a000-0000-7000-8000-000000000001';
const words = { text: 'Venter på svar', workaround: null, tags: noTags, acknowledged: [] };
const page = { limit: 10, offset: 0 };

/** A call of each method that is well formed, so that only the role can be what is wrong with it. */
const inputs: { readonly [M in Method]: unknown } = {
  'session.get': {},
  'session.signIn': {},
  'session.signOut': {},
  'session.switchTo': { personId: 'kari' },
  'settings.set': { language: 'nb' },
  'counts.get': {},
  'recovery.get': {},
  'recovery.dismiss': {},
  'gate.known': { words: [{ kind: 'name', text: 'x' }] },
  'gate.remember': { words: [{ kind: 'name', text: 'x' }] },
  'gate.forget': {},
  'draft.get': {},
  'draft.save': { text: 'x', workaround: null, tags: noTags, observationId: null, answer: null },
  'draft.discard': {},
  'observation.log': words,
  'observation.same': { target: { kind: 'theme', id } },
  'similar.find': { text: 'Venter', tags: noTags },
  'observation.revise': { ...words, observationId: id, answer: null },
  'observation.withdraw': { observationId: id },
  'observation.list': { ...page, query: null },
  'observation.get': { observationId: id },
  'review.list': page,
  'review.add': { observationId: id, revisionId: id, decision: { kind: 'approve' } },
  'review.approveMany': { observationIds: [id] },
  'theme.list': { query: null },
  'theme.get': { themeId: id },
  'theme.create': { name: 'Frist i brev', tema: 'DAG', step: null, insightIds: [] },
  'theme.change': { themeId: id, patch: { name: 'Nytt' }, reason: null },
  'theme.place': { themeId: null, insightIds: [id] },
  'theme.merge': { themeId: id, into: id, reason: 'x' },
  'theme.unmerge': { themeId: id, reason: 'x' },
  'theme.split': { themeId: id, name: 'x', tema: 'DAG', step: null, insightIds: [id] },
  'proposal.list': {},
  'proposal.confirm': { proposalId: id, name: 'x', tema: 'DAG', step: null },
  'proposal.place': { proposalId: id, themeId: id },
  'proposal.dismiss': { proposalId: id, reason: 'x' },
  'insight.list': { ...page, query: null, placed: null },
  'inbox.list': {},
  'reply.read': { replyIds: [id] },
  'reply.answer': { replyId: id, helped: 'yes' },
  'overview.get': {},
  'person.stored': {},
  'person.export': {},
  'sync.status': {},
  'sync.tryNow': {},
  'sync.sendAgain': {},
  'sync.retry': { operationId: id },
  'sync.dismiss': { operationId: id },
};

/** What each role is kept from. Written out here, so that a slip in the table of the app is seen. */
const lists = ['review.list', 'review.add', 'review.approveMany'];
const backlog = ['theme.create', 'theme.place', 'insight.list'];
const curating = [
  'theme.change',
  ...['theme.merge', 'theme.unmerge', 'theme.split'],
  ...['proposal.list', 'proposal.confirm', 'proposal.place', 'proposal.dismiss'],
];
const listening = Object.keys(inputs).filter((method) =>
  /^(draft|observation|similar|inbox|reply)\./.test(method),
);
const kept: Readonly<Record<Role | 'none', readonly string[]>> = {
  caseworker: [...lists, ...backlog, ...curating],
  supervisor: backlog,
  deputy: [...backlog, ...curating],
  product: [...lists, ...listening],
  none: [
    ...[...lists, ...backlog, ...curating, ...listening],
    ...['theme.list', 'theme.get', 'overview.get'],
  ],
};

let test: TestApp;
beforeAll(async () => {
  const [first] = demoPeople;
  if (first === undefined) throw new Error('the demo has people');
  test = await startTestApp({
    demoPeople: [...demoPeople, { ...first, id: 'none', subject: 'none', roles: [] }],
  });
});
afterAll(() => test.close());

async function codeOf(person: Handlers, method: Method): Promise<string | null> {
  const call = person[method] as (input: unknown) => Promise<unknown>;
  try {
    await call(inputs[method]);
    return null;
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

describe.each([
  ['caseworker', 'kari'],
  ['supervisor', 'siri'],
  ['deputy', 'dag'],
  ['product', 'pia'],
  ['none', 'none'],
] as const)('a person whose role is %s', (role, personId) => {
  const methods = Object.keys(api).filter((method) => !method.startsWith('session.')) as Method[];

  it.each(methods)('%s is refused exactly where it is not hers', async (method) => {
    const person = await test.as(personId);
    const code = await codeOf(person, method);
    if (kept[role].includes(method)) expect(code).toBe('session.forbidden');
    else expect(code).not.toBe('session.forbidden');
  });

  it('may switch, and no call was queued by being refused', async () => {
    const person = await test.as(personId);
    const { waitingItems } = await person['sync.status']({});
    const kinds = waitingItems.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kept[role].includes(kind))).toEqual([]);
  });
});

it('nobody signed in: every call but those about the session says so', async () => {
  const window = test.window('nobody');
  await window['session.signOut']({});
  for (const method of Object.keys(api) as Method[])
    if (!method.startsWith('session.'))
      expect([method, await codeOf(window, method)]).toEqual([method, 'session.signedOut']);
});
