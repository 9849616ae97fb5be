import type { Candidate } from './best.ts';
import { type AskedTags, DocTable } from './doc-table.ts';
import { pairLikeness } from './pairs.ts';
import type { EvidenceTags } from './tag-evidence.ts';
import { varied } from './varied.ts';
import { type Likeness, Vocabulary } from './vocabulary.ts';
import { weights as chosenWeights, type Weights } from './weights.ts';

export interface TextDoc {
  readonly id: string;
  readonly text: string;
  readonly tags: EvidenceTags;
}

/** A query's own id, where it has one, is never among its matches. */
export interface SimilarQuery {
  readonly id?: string;
  readonly text: string;
  readonly tags: EvidenceTags;
}

export interface Match {
  readonly id: string;
  /** How alike: about 0 where nothing is shared, and higher the more is. Of use to order and to cut off, no probability. */
  readonly score: number;
}

export interface Neighbours {
  readonly matches: readonly Match[];
  /** Over the scores of all texts but the query's own, near or not: their sum and the sum of their squares. */
  readonly sum: number;
  readonly squares: number;
}

/** Texts that can be asked for those that mean the same. A plain value in memory: no clock, no chance, no I/O. */
export interface SimilarIndex {
  readonly size: number;
  has(id: string): boolean;
  /** Adds a text, or takes the place of the one with this id. */
  add(doc: TextDoc): void;
  /** Nothing happens where there is no such id. */
  remove(id: string): void;
  /** The texts most like the query, best first, at most `limit`. A text that shares nothing with it is never among them. */
  similar(query: SimilarQuery, limit?: number): Match[];
  /** As `similar`, by likeness alone: near copies of one another may stand side by side. For grouping. */
  nearest(query: SimilarQuery, limit: number): Neighbours;
  /** Learns now what the next `similar` would have to learn first (after many additions); for a moment when nobody waits. */
  prepare(): void;
  /** Bytes of the typed arrays of the texts; the vocabulary comes on top (about 1 kB a word). */
  readonly bytes: number;
}

/** Compounds and the weights of words are learnt anew when the index has grown by so much… */
const RELEARN_GROWTH = 1.5;
/** …and the lengths of texts under the weights of the day when it has changed by so much. */
const REFRESH_CHANGE = 0.05;
/** How many of the best are looked at closely, for each that is asked for. */
const CLOSE_LOOK = 6;
/** So few texts are all looked at; of more, those that share something telling. */
const SMALL = 2000;
export function createIndex(weights: Weights = chosenWeights): SimilarIndex {
  const vocabulary = new Vocabulary(weights);
  let table = new DocTable(weights);
  let learntAt = 0;
  let changes = 0;

  function relearn(): void {
    if (table.dead > 0) table = table.compacted();
    vocabulary.relearn(table);
    learntAt = table.size;
    refresh();
  }

  function refresh(): void {
    table.measure(vocabulary.selves(table.size));
    changes = 0;
  }

  function prepare(): void {
    if (table.size > learntAt * RELEARN_GROWTH || table.dead > table.size) relearn();
    else if (changes > table.size * REFRESH_CHANGE) refresh();
  }

  function remove(id: string): void {
    const place = table.placeOf(id);
    if (place === undefined) return;
    vocabulary.count(table.tokensAt(place), -1);
    table.remove(id);
    changes += 1;
  }

  return {
    get size() {
      return table.size;
    },
    get bytes() {
      return table.bytes;
    },
    has: (id) => table.placeOf(id) !== undefined,
    add({ id, text, tags }) {
      remove(id);
      const tokens = vocabulary.take(text);
      vocabulary.count(tokens.known, 1);
      table.add(id, tokens, tags, vocabulary.lengthOf(tokens.known, table.size + 1));
      changes += 1;
    },
    remove,
    prepare,
    similar(query, limit = 5) {
      const asked = ask(query);
      if (asked === null || limit < 1) return [];
      const count = limit * CLOSE_LOOK;
      const { likeness, tags } = asked;
      const likely = table.size > SMALL ? table.likely(likeness, tags, count) : null;
      const found = likely ?? table.best(table.scores(likeness, tags), count, query.id);
      return varied(withPairs(asked, found), limit, weights, vocabulary, table).map(matchOf);
    },
    nearest(query, limit) {
      const asked = ask(query);
      if (asked === null) return { matches: [], sum: 0, squares: 0 };
      const scores = table.scores(asked.likeness, asked.tags);
      const own = query.id === undefined ? undefined : table.placeOf(query.id);
      let sum = 0;
      let squares = 0;
      scores.forEach((score, place) => {
        if (place === own) return;
        sum += score;
        squares += score * score;
      });
      const found = withPairs(asked, table.best(scores, limit, query.id));
      return { matches: found.map(matchOf), sum, squares };
    },
  };

  function matchOf({ place, score }: Candidate): Match {
    return { id: table.idAt(place), score };
  }

  /** Null where the query says nothing. */
  function ask(query: SimilarQuery): Asked | null {
    if (table.size === 0) return null;
    prepare();
    const { features, stems, telling } = vocabulary.query(query.text);
    const likeness = vocabulary.likeness(features, table.size);
    const tags = { id: query.id, tags: query.tags, tokens: telling };
    return likeness.self === 0 ? null : { stems, likeness, tags };
  }

  function withPairs({ stems }: Asked, candidates: readonly Candidate[]): Candidate[] {
    return candidates
      .map(({ place, score }) => ({
        place,
        score:
          score + weights.pair * pairLikeness(stems, table.stemsAt(place), vocabulary, table.size),
      }))
      .toSorted((a, b) => b.score - a.score || a.place - b.place);
  }
}

interface Asked {
  readonly stems: Int32Array;
  readonly likeness: Likeness;
  readonly tags: AskedTags;
}
