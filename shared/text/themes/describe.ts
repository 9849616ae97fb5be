import type { TextDoc } from '../similar/similar-index.ts';
import { isFunctionWord } from '../words/function-words.ts';
import { readWords } from '../words/read-words.ts';
import type { NeighbourGraph } from './neighbour-graph.ts';

const KEY_TERMS = 5;
const QUOTES = 3;
const SHORTEST_TERM = 3;

/** Words that help to tell texts apart and yet name nothing by themselves. In bokmål spelling. */
const namesNothing: ReadonlySet<string> = new Set(
  (
    'uten etter før over under mellom mot hos gjennom inn ut opp ned igjen selv bare samme hele flere mange andre noen ingen alle ' +
    'får fikk fått blir ble blitt står sto sier sa ringer ringte ringt spør spurte vet skal kan vil bruker brukeren siden fortsatt ' +
    'ennå dager uker måneder gang ganger'
  ).split(' '),
);

/** The words of many texts, counted once for all groups. */
export interface WordCounts {
  readonly texts: number;
  /** In how many texts a stem stands. */
  readonly held: ReadonlyMap<string, number>;
  /** For each text: its stems, with how each is written. */
  readonly rows: readonly ReadonlyMap<string, string>[];
}

export function countWords(docs: readonly TextDoc[]): WordCounts {
  const held = new Map<string, number>();
  const rows = docs.map(({ text }) => {
    const row = new Map<string, string>();
    for (const { stem, spelt } of readWords(text).words)
      if (isTerm(stem, spelt)) row.set(stem, spelt);
    for (const stem of row.keys()) held.set(stem, (held.get(stem) ?? 0) + 1);
    return row;
  });
  return { texts: docs.length, held, rows };
}

function isTerm(stem: string, spelt: string): boolean {
  return (
    spelt.length >= SHORTEST_TERM &&
    !isFunctionWord(stem) &&
    !namesNothing.has(spelt) &&
    !/\d/.test(spelt)
  );
}

/**
 * The words that set a group apart: those that stand in many of its texts and in few others; most telling first. In full and in
 * bokmål spelling («mld.kort» is «meldekort»), each in the form that the group writes most often.
 */
export function keyTerms(counts: WordCounts, group: readonly number[]): string[] {
  const inside = new Map<string, { texts: number; forms: Map<string, number> }>();
  for (const at of group)
    for (const [stem, spelt] of counts.rows[at] ?? []) {
      const found = inside.get(stem) ?? { texts: 0, forms: new Map<string, number>() };
      found.texts += 1;
      found.forms.set(spelt, (found.forms.get(spelt) ?? 0) + 1);
      inside.set(stem, found);
    }
  const least = group.length > 2 ? 2 : 1;
  return [...inside]
    .filter(([, { texts }]) => texts >= least)
    .map(([stem, { texts, forms }]) => ({
      term: commonest(forms),
      worth: worth(texts, group.length, counts.held.get(stem) ?? texts, counts.texts),
    }))
    .toSorted((a, b) => b.worth - a.worth || (a.term < b.term ? -1 : 1))
    .slice(0, KEY_TERMS)
    .map(({ term }) => term);
}

/** Share of the group's texts with the word, times how much likelier it is inside than outside. */
function worth(inside: number, group: number, held: number, texts: number): number {
  const outside = (held - inside + 0.5) / (texts - group + 1);
  return (inside / group) * Math.log((inside + 0.5) / (group + 1) / outside);
}

function commonest(forms: ReadonlyMap<string, number>): string {
  const [first] = [...forms].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return first?.[0] ?? '';
}

/** The places of the texts that are most like the rest of their group, best first, at most three. */
export function typicalTexts({ links }: NeighbourGraph, group: readonly number[]): number[] {
  const likeness = (at: number) => {
    let sum = 0;
    for (const other of group) if (other !== at) sum += links[at]?.get(other) ?? 0;
    return sum;
  };
  return group
    .map((at) => ({ at, sum: likeness(at) }))
    .toSorted((a, b) => b.sum - a.sum || a.at - b.at)
    .slice(0, QUOTES)
    .map(({ at }) => at);
}
