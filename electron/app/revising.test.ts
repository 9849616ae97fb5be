import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Handlers } from '../../shared/api.ts';
import type { Decision } from '../../shared/domain/observation.ts';
import { noTags } from '../../shared/domain/tags.ts';
import { exchange } from '../../tests/support/exchange.ts';
import { ModelService } from '../../tests/support/model-service.ts';
import { demoPeople, startTestApp, type TestApp } from '../../tests/support/test-app.ts';
import { waitingHead } from '../store/outbox.ts';
import { settle } from '../store/settle.ts';

let test: TestApp;
let service: ModelService;
let kari: Handlers;
beforeEach(async () => {
  test = await startTestApp();
  service = new ModelService();
  kari = await test.as('kari');
});
afterEach(() => test.close());

const words = {
  text: 'Får ikke sendt meldekort',
  workaround: null,
  tags: { ...noTags, tema: 'DAG' },
  acknowledged: [],
};
const all = { query: null, limit: 10, offset: 0 };
const unknown = '0190a000-0000-7000-8000-000000000001';

const log = async (text = words.text) => (await kari['observation.log']({ ...words, text })).id;
const revise = (observationId: string, given: Partial<typeof words> & { answer?: string } = {}) =>
  kari['observation.revise']({ ...words, answer: null, observationId, ...given });
const waiting = () => test.inStore('kari', (db) => waitingHead(db, 100).map(({ body }) => body));
const stateOf = async (observationId: string) =>
  (await kari['observation.get']({ observationId })).entry.state;

async function decide(observationId: string, decision: Decision): Promise<void> {
  await exchange(test, service, 'kari');
  const siri = await test.as('siri');
  await exchange(test, service, 'siri');
  const { items } = await siri['review.list']({ limit: 10, offset: 0 });
  const item = items.find(({ observation }) => observation.id === observationId);
  const revisionId = item?.observation.revisions.at(-1)?.id ?? '';
  await siri['review.add']({ observationId, revisionId, decision, acknowledged: [] });
  await exchange(test, service, 'siri', 'kari');
}

describe('revising', () => {
  it('of what waits goes out after it, based on it', async () => {
    const id = await log();
    const entry = await revise(id, { text: 'Får ikke sendt meldekortet' });
    expect(entry).toMatchObject({ id, state: 'waiting', text: 'Får ikke sendt meldekortet' });
    const [first, second] = await waiting();
    expect(second).toMatchObject({
      kind: 'observation.revise',
      basedOn: first?.['revisionId'],
      unit: '4100',
    });
    const { observation } = await kari['observation.get']({ observationId: id });
    expect(observation.revisions.map(({ text }) => text)).toEqual([words.text, entry.text]);
  });

  it('answers a question, also without a change of the text', async () => {
    const id = await log();
    await decide(id, { kind: 'return', question: 'Hvilket kort?' });
    expect(await stateOf(id)).toBe('question');
    await expect(revise(id)).rejects.toMatchObject({ code: 'text.empty', field: 'answer' });
    await revise(id, { answer: 'Det for uke 47' });
    expect(await waiting()).toMatchObject([{ answer: 'Det for uke 47', text: words.text }]);
    await exchange(test, service, 'kari', 'siri');
    const { items } = await (await test.as('siri'))['review.list']({ limit: 10, offset: 0 });
    expect(items).toMatchObject([{ answered: true }]);
  });

  it('without any change queues nothing', async () => {
    const id = await log();
    const before = await waiting();
    await revise(id);
    expect(await waiting()).toEqual(before);
  });

  it.each([
    ['approved', { kind: 'approve' }],
    ['declined', { kind: 'decline', reason: 'Kjent fra før' }],
  ] as const)('what was %s is refused', async (_, decision) => {
    const id = await log();
    await decide(id, decision);
    await expect(revise(id, { text: 'Noe annet' })).rejects.toMatchObject({
      code: 'observation.decided',
    });
    expect(await waiting()).toEqual([]);
  });

  it('refuses what is unknown, withdrawn or only in her queue', async () => {
    await expect(revise(unknown)).rejects.toMatchObject({ code: 'observation.unknown' });
    const id = await log();
    await exchange(test, service, 'kari');
    await kari['observation.withdraw']({ observationId: id });
    await expect(revise(id)).rejects.toMatchObject({ code: 'observation.withdrawn' });
    const other = await log();
    const siri = await test.as('siri');
    await exchange(test, service, 'kari', 'siri');
    await expect(
      siri['observation.revise']({ ...words, observationId: other, answer: null, text: 'Nytt' }),
    ).rejects.toMatchObject({ code: 'observation.notYours' });
  });

  it('takes the draft of that entry with it, and no other', async () => {
    const id = await log();
    const draft = { text: 'x', workaround: null, tags: noTags, answer: null };
    await kari['draft.save']({ ...draft, observationId: null });
    await revise(id, { text: 'Noe nytt' });
    expect((await kari['draft.get']({})).draft).not.toBeNull();
    await kari['draft.save']({ ...draft, observationId: id });
    await revise(id, { text: 'Noe nyere' });
    expect((await kari['draft.get']({})).draft).toBeNull();
  });

  it('asks about a warning in any of its texts, and sends what was kept', async () => {
    const id = await log();
    await expect(revise(id, { answer: 'Bor i Storgata 5' })).rejects.toMatchObject({
      code: 'text.mayIdentify',
      field: 'answer',
    });
    await revise(id, { answer: 'Kontoret i Storgata 5', acknowledged: ['address'] as never[] });
    expect((await waiting()).at(-1)).toMatchObject({ acknowledged: ['address'] });
  });
});

describe('mending what the service refused', () => {
  it('an entry goes out anew under the same id, with when and where it was heard', async () => {
    const id = await log('avvis dette');
    const heardAt = (await kari['observation.get']({ observationId: id })).entry.heardAt;
    await exchange(test, service, 'kari');
    expect((await kari['observation.list'](all)).entries).toMatchObject([
      { id, state: 'set_aside', setAside: { code: 'text.identifies' } },
    ]);
    const entry = await revise(id);
    expect(entry).toMatchObject({ id, state: 'waiting', setAside: null });
    expect(await waiting()).toMatchObject([
      { kind: 'observation.log', observationId: id, heardAt, unit: '4100', text: words.text },
    ]);
    await exchange(test, service, 'kari');
    expect(await stateOf(id)).toBe('sent');
    expect(service.observations.get(id)?.revisions).toHaveLength(1);
    expect(await kari['counts.get']({})).toMatchObject({ waiting: 0, setAside: 0 });
  });

  it('also where a new wording of it had been refused with it, or still waits', async () => {
    const id = await log('avvis dette');
    await revise(id, { text: 'avvis dette også' });
    await exchange(test, service, 'kari');
    expect((await kari['counts.get']({})).setAside).toBe(2);
    await revise(id);
    expect(await waiting()).toHaveLength(1);

    const other = await log('avvis dette');
    const [refused] = (await waiting()).filter((body) => body['observationId'] === other);
    await revise(other, { text: 'på vei' });
    await test.inStore('kari', (db) => {
      const result = { id: String(refused?.['id']), code: 'text.identifies', field: 'text' };
      settle(db, [{ ...result, outcome: 'rejected' }], new Date().toISOString());
    });
    await revise(other);
    await exchange(test, service, 'kari');
    expect(await kari['counts.get']({})).toMatchObject({ waiting: 0, setAside: 0 });
    expect([...service.observations.keys()].toSorted()).toEqual([id, other].toSorted());
  });

  it('a new wording is based on what the service has', async () => {
    const id = await log();
    await exchange(test, service, 'kari');
    await revise(id, { text: 'avvis dette' });
    await exchange(test, service, 'kari');
    expect(await stateOf(id)).toBe('set_aside');
    await revise(id, { text: 'Får ikke sendt noe' });
    await exchange(test, service, 'kari');
    expect(service.observations.get(id)?.revisions.map(({ text }) => text)).toEqual([
      words.text,
      'Får ikke sendt noe',
    ]);
    expect(await stateOf(id)).toBe('sent');
  });

  it('unchanged words are sent once more', async () => {
    const id = await log('avvis dette');
    await exchange(test, service, 'kari');
    await revise(id, { text: 'avvis dette' });
    expect(await waiting()).toHaveLength(1);
  });
});

describe('withdrawing', () => {
  it('what never left is gone from the machine, and nothing of it is sent', async () => {
    const id = await log('Skulle ikke vært skrevet');
    await revise(id, { text: 'Skulle heller ikke vært skrevet' });
    await kari['observation.withdraw']({ observationId: id });
    expect(await waiting()).toEqual([]);
    expect((await kari['observation.list'](all)).total).toBe(0);
    await expect(kari['observation.get']({ observationId: id })).rejects.toMatchObject({
      code: 'observation.unknown',
    });
  });

  it('what may have left is told to the service, in its turn', async () => {
    const id = await log();
    test = await test.restart();
    kari = await test.as('kari');
    await kari['observation.withdraw']({ observationId: id });
    expect((await waiting()).map(({ kind }) => kind)).toEqual([
      'observation.log',
      'observation.withdraw',
    ]);
    await kari['observation.withdraw']({ observationId: id });
    expect(await waiting()).toHaveLength(2);
    await exchange(test, service, 'kari');
    expect(service.observations.get(id)?.withdrawn).toBe(true);
    expect((await kari['observation.list'](all)).total).toBe(0);
  });

  it('what was refused is gone without a word to the service', async () => {
    const id = await log('avvis dette');
    await exchange(test, service, 'kari');
    await kari['observation.withdraw']({ observationId: id });
    expect(await waiting()).toEqual([]);
    expect(await kari['counts.get']({})).toMatchObject({ waiting: 0, setAside: 0 });
    expect((await kari['observation.list'](all)).total).toBe(0);
  });

  it('is for what is her own', async () => {
    const id = await log();
    const siri = await test.as('siri');
    await exchange(test, service, 'kari', 'siri');
    await expect(siri['observation.withdraw']({ observationId: id })).rejects.toMatchObject({
      code: 'observation.notYours',
    });
  });
});

it('what waits goes out under the unit where it was heard, though she has moved', async () => {
  const id = await log();
  const moved = demoPeople.map((person) =>
    person.id === 'kari' ? { ...person, unit: '4200', unitName: null } : person,
  );
  test = await test.restart({ demoPeople: moved });
  kari = await test.as('kari');
  await revise(id, { text: 'Får fortsatt ikke sendt meldekort' });
  await log('Hørt på det nye kontoret');
  await kari['observation.withdraw']({ observationId: id });
  expect((await waiting()).map(({ kind, unit }) => [kind, unit])).toEqual([
    ['observation.log', '4100'],
    ['observation.revise', '4100'],
    ['observation.log', '4200'],
    ['observation.withdraw', '4100'],
  ]);
});
