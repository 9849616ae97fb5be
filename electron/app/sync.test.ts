import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Handlers } from '../../shared/api.ts';
import { noTags } from '../../shared/domain/tags.ts';
import { exchange } from '../../tests/support/exchange.ts';
import { ModelService } from '../../tests/support/model-service.ts';
import { startTestApp, type TestApp } from '../../tests/support/test-app.ts';
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

const words = { text: 'Venter på svar', workaround: null, tags: noTags, acknowledged: [] };
const unknown = '0190a000-0000-7000-8000-000000000001';
const log = async (text = words.text) => (await kari['observation.log']({ ...words, text })).id;
const refuse = (kind: string, code: string) =>
  test.inStore('kari', (db) => {
    const row = waitingHead(db, 100).find((operation) => operation.kind === kind);
    const result = { id: row?.id ?? '', outcome: 'rejected' as const, code, field: null };
    settle(db, [result], new Date().toISOString());
    return result.id;
  });

describe('how the queue stands', () => {
  it('is told in her own words, and agrees with Mine', async () => {
    const id = await log();
    await log('avvis dette');
    await exchange(test, service, 'kari');
    await log('Enda en');
    const status = await kari['sync.status']({});
    expect(status).toMatchObject({
      waiting: 1,
      setAside: 1,
      waitingItems: [{ kind: 'observation.log', text: 'Enda en', setAside: null }],
      setAsideItems: [{ text: 'avvis dette', setAside: { code: 'text.identifies' } }],
    });
    const { entries } = await kari['observation.list']({ query: null, limit: 10, offset: 0 });
    expect(entries.map(({ state }) => state).toSorted()).toEqual(['sent', 'set_aside', 'waiting']);
    expect(entries.find((entry) => entry.id === id)?.state).toBe('sent');
  });

  it('offline, says since when, and a try that is asked for answers when it is over', async () => {
    await log();
    const status = await kari['sync.tryNow']({});
    expect(status).toMatchObject({ state: 'offline', waiting: 1, lastSentAt: null });
    expect(status.offlineSince).not.toBeNull();
    expect(status.nextTryAt).not.toBeNull();
    await vi.waitFor(async () => expect((await kari['counts.get']({})).state).toBe('offline'));
  });
});

describe('what was set aside', () => {
  it('goes out once more under its own id', async () => {
    await log();
    const operationId = await refuse('observation.log', 'unit.unknown');
    expect((await kari['sync.status']({})).setAside).toBe(1);
    const status = await kari['sync.retry']({ operationId });
    expect(status).toMatchObject({ waiting: 1, setAside: 0, waitingItems: [{ operationId }] });
    await exchange(test, service, 'kari');
    expect(await kari['counts.get']({})).toMatchObject({ waiting: 0, setAside: 0 });
  });

  it('can be given up, if it is no words of hers', async () => {
    const id = await log();
    await exchange(test, service, 'kari');
    await kari['observation.withdraw']({ observationId: id });
    const operationId = await refuse('observation.withdraw', 'service.failed');
    expect(await kari['sync.dismiss']({ operationId })).toMatchObject({ setAside: 0, waiting: 0 });
    expect((await kari['observation.get']({ observationId: id })).entry.state).toBe('sent');
  });

  it('words of hers are edited or withdrawn, not given up', async () => {
    await log();
    const operationId = await refuse('observation.log', 'text.identifies');
    await expect(kari['sync.dismiss']({ operationId })).rejects.toMatchObject({
      code: 'input.invalid',
      field: 'operationId',
    });
    expect((await kari['sync.status']({})).setAside).toBe(1);
  });

  it('but a new wording that came too late can be, since nothing else would mend it', async () => {
    const id = await log();
    await exchange(test, service, 'kari');
    const siri = await test.as('siri');
    await kari['observation.revise']({
      ...words,
      observationId: id,
      text: 'For sent',
      answer: null,
    });
    await exchange(test, service, 'siri');
    const { items } = await siri['review.list']({ limit: 1, offset: 0 });
    const revisionId = items[0]?.observation.revisions[0]?.id ?? '';
    const decision = { kind: 'decline' as const, reason: 'Kjent fra før' };
    await siri['review.add']({ observationId: id, revisionId, decision, acknowledged: [] });
    await exchange(test, service, 'siri');
    const operationId = await refuse('observation.revise', 'observation.decided');
    await exchange(test, service, 'kari');
    const status = await kari['sync.dismiss']({ operationId });
    expect(status.setAside).toBe(0);
    expect((await kari['observation.get']({ observationId: id })).entry).toMatchObject({
      state: 'declined',
      text: words.text,
    });
  });

  it('is not what waits, nor what nobody knows', async () => {
    await log();
    const { waitingItems } = await kari['sync.status']({});
    for (const operationId of [unknown, waitingItems[0]?.operationId ?? ''])
      for (const call of [kari['sync.retry'], kari['sync.dismiss']])
        await expect(call({ operationId })).rejects.toMatchObject({ code: 'input.invalid' });
  });
});
