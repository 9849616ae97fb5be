import { create } from 'zustand';
import { call } from '../../bridge.ts';
import { type Held, type Kept, keyOf, type Verdict } from './judge.ts';

/** What this machine remembers of "this is not a person", as far as the page has asked. One person's. */
export interface KnownWords {
  readonly personId: string | null;
  /** Looked up: what is not among `nobody` is to be asked about. */
  readonly lookedUp: Kept;
  readonly nobody: Kept;
}

const nothing: KnownWords = { personId: null, lookedUp: new Set(), nobody: new Set() };

export const useKnownWords = create<KnownWords>()(() => nothing);

/** Most in one call, as the contract has it. */
const AT_ONCE = 100;

const underway = new Map<string, Promise<void>>();

/** Makes what is known this person's: another's is gone from the page. */
export function knownFor(personId: string): KnownWords {
  const state = useKnownWords.getState();
  if (state.personId === personId) return state;
  underway.clear();
  const hers = { ...nothing, personId };
  useKnownWords.setState(hers);
  return hers;
}

/** Asks the machine about what it has not been asked about yet; answers when it is known of all of them. */
export async function lookUp(personId: string, asked: readonly Held<string>[]): Promise<void> {
  const { lookedUp } = knownFor(personId);
  const fresh = new Map(
    asked
      .map((held) => [keyOf(held), held] as const)
      .filter(([key]) => !lookedUp.has(key) && !underway.has(key)),
  );
  const all = [...fresh];
  for (let from = 0; from < all.length; from += AT_ONCE) {
    const part = all.slice(from, from + AT_ONCE);
    const answer = ask(personId, part);
    for (const [key] of part) underway.set(key, answer);
  }
  await Promise.all(asked.map((held) => underway.get(keyOf(held))));
}

async function ask(
  personId: string,
  part: readonly (readonly [string, Held<string>])[],
): Promise<void> {
  const words = part.map(([, { finding, quote }]) => ({ kind: finding.kind, text: quote }));
  let known: readonly boolean[] = [];
  try {
    ({ known } = await call('gate.known', { words }));
  } catch {
    // Not known, then: asking once too often costs a key, not asking could cost a name.
  }
  if (useKnownWords.getState().personId !== personId) return;
  useKnownWords.setState(({ lookedUp, nobody }) => ({
    lookedUp: new Set([...lookedUp, ...part.map(([key]) => key)]),
    nobody: new Set([...nobody, ...part.filter((_, at) => known[at]).map(([key]) => key)]),
  }));
  for (const [key] of part) underway.delete(key);
}

/** Its author has said of all that is asked about that it is nobody. The page knows at once, the machine from now on. */
export function remember(personId: string, { asked }: Pick<Verdict<string>, 'asked'>): void {
  if (asked.length === 0) return;
  const { lookedUp, nobody } = knownFor(personId);
  const keys = asked.map(keyOf);
  useKnownWords.setState({
    lookedUp: new Set([...lookedUp, ...keys]),
    nobody: new Set([...nobody, ...keys]),
  });
  const words = asked.map(({ finding, quote }) => ({ kind: finding.kind, text: quote }));
  for (let from = 0; from < words.length; from += AT_ONCE)
    // Where the machine can't keep it, it asks again another day.
    void call('gate.remember', { words: words.slice(from, from + AT_ONCE) }).catch(() => undefined);
}

/** Forgets all of it, here and on the machine. Answers how many there were. */
export async function forgetWords(): Promise<number> {
  const { forgotten } = await call('gate.forget', {});
  underway.clear();
  useKnownWords.setState(nothing);
  return forgotten;
}
