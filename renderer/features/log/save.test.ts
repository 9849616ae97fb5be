import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Bridge, Envelope } from '../../../shared/api.ts';
import { noTags } from '../../../shared/domain/tags.ts';
import type { Draft, Entry } from '../../../shared/view/entry.ts';
import { judge } from '../gate/judge.ts';

type Call = readonly [method: string, input: unknown];

/** The app's end of the bridge: answers what the contract says, and remembers what was asked. */
const calls: Call[] = [];
let answer: (method: string, input: unknown) => Promise<Envelope<unknown>>;
const bridge: Bridge = {
  host: 'electron',
  call(method, input) {
    calls.push([method, input]);
    return answer(method, input);
  },
  onChanged: () => () => {},
};
vi.stubGlobal('window', { lytt: bridge, addEventListener() {} });
const { enterLog } = await import('./keep-log.ts');
const { saveLog } = await import('./save.ts');
const { setLogTags, setWords, useLogStore } = await import('./log-store.ts');
const { draftSlot } = await import('../../state/draft.ts');

const ok = (value: unknown): Envelope<unknown> => ({ ok: true, value });
const logged = (input: unknown): Entry => ({
  id: '019a0000-0000-7000-8000-000000000001',
  state: 'waiting',
  heardAt: '2026-11-24T10:00:00.000Z',
  sameAs: null,
  merged: false,
  beside: 0,
  note: null,
  theme: null,
  setAside: null,
  ...(input as Pick<Entry, 'text' | 'workaround' | 'tags'>),
});
const willing: typeof answer = async (method, input) =>
  ok(method === 'observation.log' ? logged(input) : method === 'draft.get' ? { draft: null } : {});

const state = () => useLogStore.getState();
const write = (text: string) => setWords('text', text, text.length);
const save = () =>
  saveLog(judge({ text: state().text, workaround: state().workaround ?? '' }, state().kept));
const logs = () => calls.filter(([method]) => method === 'observation.log');

let people = 0;
beforeEach(async () => {
  vi.useFakeTimers();
  answer = willing;
  people += 1;
  await enterLog(`person-${people}`);
  calls.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
});

describe('saveLog', () => {
  test('saves what stands there and leaves an empty field with the channel', async () => {
    write('Kom ikke inn');
    setLogTags({ ...noTags, tema: 'DAG', channel: 'counter' });
    expect((await save()).kind).toBe('saved');
    expect(logs()).toMatchObject([
      ['observation.log', { text: 'Kom ikke inn', tags: { tema: 'DAG' } }],
    ]);
    expect(state()).toMatchObject({
      text: '',
      saving: false,
      tags: { tema: null, channel: 'counter' },
    });
  });

  test('an empty field and a blocked one are not sent', async () => {
    expect((await save()).kind).toBe('empty');
    write('ring 41 23 45 67');
    expect((await save()).kind).toBe('blocked');
    expect((await save()).kind).toBe('blocked');
    expect(logs()).toEqual([]);
  });

  test('asks once about what only warns, then saves it as it stands and tells of it', async () => {
    write('Brevet gikk til Storgata 12, ikke hjem');
    expect((await save()).kind).toBe('asked');
    expect(logs()).toEqual([]);
    expect((await save()).kind).toBe('saved');
    expect(logs()).toMatchObject([['observation.log', { acknowledged: ['address'] }]]);
  });

  test('a change after the question has it asked again', async () => {
    write('Brevet gikk til Storgata 12, ikke hjem');
    await save();
    write('Brevet gikk til Lillegata 7, ikke hjem');
    expect((await save()).kind).toBe('asked');
  });

  test('pressed twice, it is saved once', async () => {
    write('Kom ikke inn');
    const [first, second] = await Promise.all([save(), save()]);
    expect([first.kind, second.kind]).toEqual(['saved', 'busy']);
    expect(logs()).toHaveLength(1);
  });

  test('what was typed meanwhile stays, and is kept as the next draft', async () => {
    write('Kom ikke inn');
    let end = () => {};
    answer = (method, input) =>
      method === 'observation.log'
        ? new Promise((resolve) => {
            end = () => resolve(ok(logged(input)));
          })
        : willing(method, input);
    const saving = save();
    await vi.advanceTimersByTimeAsync(0);
    write('Kom ikke inn Neste');
    end();
    await saving;
    expect(state().text).toBe('Neste');
    await vi.advanceTimersByTimeAsync(400);
    expect(calls.at(-1)).toMatchObject(['draft.save', { text: 'Neste' }]);
  });

  test('no draft of the saved words is written after the save', async () => {
    write('Kom ikke inn');
    await save();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(calls.map(([method]) => method)).toEqual(['observation.log']);
  });

  test('words that could not be saved stay, as draft too', async () => {
    write('Kom ikke inn');
    answer = async (method, input) =>
      method === 'observation.log'
        ? { ok: false, error: { code: 'store.full', field: null, params: null } }
        : willing(method, input);
    await expect(save()).rejects.toMatchObject({ code: 'store.full' });
    expect(state()).toMatchObject({ text: 'Kom ikke inn', saving: false });
    await draftSlot.flush();
    const [method, draft] = calls.at(-1) as [string, Draft];
    expect([method, draft.text]).toEqual(['draft.save', 'Kom ikke inn']);
  });
});
