import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface SyntheticNote {
  readonly id: string;
  readonly text: string;
  readonly tags: { readonly tema: string; readonly step: string };
}

interface Source {
  readonly text: string;
  readonly tema: string;
  readonly step: string;
}

const file = fileURLToPath(new URL('../tests/data/observations.jsonl', import.meta.url));
/** Share of words that get a typo, about as many as in hurried notes; it makes the vocabulary grow as a real one does. */
const TYPOS = 0.03;
const letters = 'abcdefghijklmnoprstuvyæøå';

/** Notes made of the clauses of real ones, with typos. The same seed gives the same notes. */
export function syntheticNotes(count: number, seed: number): SyntheticNote[] {
  const random = seededRandom(seed);
  const sources = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Source);
  const clauses = sources.map(({ text }) => text.split(/(?<=[,.;?!])\s+/));
  const pick = <T>(list: readonly T[]): T => {
    const item = list[Math.floor(random() * list.length)];
    if (item === undefined) throw new Error('There is nothing to pick from.');
    return item;
  };
  return Array.from({ length: count }, (_, at) => {
    const first = Math.floor(random() * sources.length);
    const { tema, step } = sources[first] ?? pick(sources);
    const parts = [pick(clauses[first] ?? pick(clauses))];
    while (parts.join(' ').length < 70) parts.push(pick(pick(clauses)));
    return {
      id: `s${at}`,
      text: parts
        .join(' ')
        .replace(/\p{L}{4,}/gu, (word) => (random() < TYPOS ? withTypo(word, random) : word)),
      tags: { tema, step },
    };
  });
}

function withTypo(word: string, random: () => number): string {
  const at = 1 + Math.floor(random() * (word.length - 2));
  const [before, here, next, after] = [
    word.slice(0, at),
    word.slice(at, at + 1),
    word.slice(at + 1, at + 2),
    word.slice(at + 2),
  ];
  const kind = random();
  if (kind < 0.4) return before + next + here + after;
  if (kind < 0.7) return before + next + after;
  return before + (letters[Math.floor(random() * letters.length)] ?? here) + next + after;
}

/** Mulberry32: small, and the same everywhere. Numbers from 0 up to 1. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
