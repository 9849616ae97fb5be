import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Bridge, Envelope, Input } from '../../../shared/api.ts';
import { judge, keyOf, type Verdict } from './judge.ts';

let calls: [string, unknown][];
let machine: Set<string>;
let fails: boolean;
let goOn: Promise<void>;

/** The app's end of the bridge: answers what the contract says, and writes down what it was asked. */
const bridge: Bridge = {
  host: 'electron',
  async call(method, input): Promise<Envelope<unknown>> {
    calls.push([method, input]);
    await goOn;
    if (fails) return { ok: false, error: { code: 'app.unreachable', field: null, params: null } };
    const { words = [] } = input as Partial<Input<'gate.known'>>;
    if (method === 'gate.known')
      return { ok: true, value: { known: words.map(({ text }) => machine.has(text)) } };
    return { ok: true, value: method === 'gate.forget' ? { forgotten: machine.size } : {} };
  },
  onChanged: () => () => {},
};
vi.stubGlobal('window', { lytt: bridge });
const { forgetWords, knownFor, lookUp, remember, useKnownWords } = await import('./known-words.ts');

const asked = (text: string): Verdict<'text'>['asked'] => judge({ text }, new Set()).asked;
const nobody = () => [...useKnownWords.getState().nobody];

beforeEach(() => {
  useKnownWords.setState({ personId: null, lookedUp: new Set(), nobody: new Set() });
  calls = [];
  machine = new Set(['Storgata 12']);
  fails = false;
  goOn = Promise.resolve();
});

describe('looking up', () => {
  test('asks the machine once about each, and keeps what it remembers', async () => {
    const both = asked('Storgata 12 og Lillegata 7');
    expect(both).toHaveLength(2);
    await lookUp('kari', both);
    await lookUp('kari', both);
    expect(calls).toHaveLength(1);
    expect(nobody()).toEqual(both.slice(0, 1).map(keyOf));
  });

  test('does not ask again while the answer is on its way, and waits for it', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    goOn = promise;
    let answered = false;
    const first = lookUp('kari', asked('Storgata 12'));
    const second = lookUp('kari', asked('Storgata 12')).then(() => {
      answered = true;
    });
    await Promise.resolve();
    expect(answered).toBe(false);
    resolve();
    await Promise.all([first, second]);
    expect(calls).toHaveLength(1);
    expect(nobody()).toHaveLength(1);
  });

  test('that fails leaves it asked about', async () => {
    fails = true;
    await lookUp('kari', asked('Storgata 12'));
    expect(nobody()).toEqual([]);
    expect(useKnownWords.getState().lookedUp.size).toBe(1);
  });

  test('takes more than one call has room for', async () => {
    const many = Array.from({ length: 130 }, (_, n) => `Storgata ${n + 1}`).join('. ');
    await lookUp('kari', asked(many));
    expect(calls.map(([, input]) => (input as Input<'gate.known'>).words.length)).toEqual([
      100, 30,
    ]);
    expect(nobody()).toHaveLength(1);
  });

  test('that is answered when another person has come tells nothing', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    goOn = promise;
    const late = lookUp('kari', asked('Storgata 12'));
    knownFor('ola');
    resolve();
    await late;
    expect(useKnownWords.getState()).toMatchObject({ personId: 'ola' });
    expect(nobody()).toEqual([]);
  });
});

describe('what was said to be nobody', () => {
  test('is known at once, and told to the machine', () => {
    remember('kari', { asked: asked('Lillegata 7') });
    expect(nobody()).toHaveLength(1);
    expect(calls).toEqual([
      ['gate.remember', { words: [{ kind: 'address', text: 'Lillegata 7' }] }],
    ]);
  });

  test('of nothing asks for nothing', () => {
    remember('kari', { asked: [] });
    expect(calls).toEqual([]);
  });

  test('stays on the page where the machine can’t keep it', async () => {
    fails = true;
    remember('kari', { asked: asked('Lillegata 7') });
    await Promise.resolve();
    expect(nobody()).toHaveLength(1);
  });

  test('is another person’s no more', () => {
    remember('kari', { asked: asked('Lillegata 7') });
    expect(knownFor('ola').nobody.size).toBe(0);
  });

  test('is forgotten everywhere, and its number told', async () => {
    remember('kari', { asked: asked('Lillegata 7') });
    expect(await forgetWords()).toBe(1);
    expect(nobody()).toEqual([]);
  });
});
