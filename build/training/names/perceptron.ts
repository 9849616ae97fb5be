import {
  FEATURES,
  featuresAt,
  type KnownWord,
  mayBeName,
  SLOTS,
} from '../../../shared/privacy/names/features.ts';
import { B, I, O, type TaggerWeights, tag } from '../../../shared/privacy/names/tagger.ts';
import { CAPITAL, LOWER } from '../../../shared/privacy/names/words.ts';
import { shuffled } from '../logistic.ts';

export interface TaggedWords {
  readonly words: readonly KnownWord[];
  readonly gold: Uint8Array;
}

/** Weights and, beside them, their sum over all steps: the average forgets no sentence for the last ones. */
class Averaged {
  readonly now: Float32Array;
  readonly #sum: Float64Array;
  constructor(size: number) {
    this.now = new Float32Array(size);
    this.#sum = new Float64Array(size);
  }
  add(slot: number, change: number, step: number): void {
    this.now[slot] = (this.now[slot] ?? 0) + change;
    this.#sum[slot] = (this.#sum[slot] ?? 0) + change * step;
  }
  average(steps: number): Float32Array {
    return this.now.map((weight, at) => weight - (this.#sum[at] ?? 0) / steps);
  }
}

const slots = new Int32Array(FEATURES);

/** Averaged structured perceptron: where the likeliest tags are wrong, the features of the right ones gain and those of the wrong ones lose. */
export function trainTagger(
  sentences: readonly TaggedWords[],
  epochs: number,
  random: () => number,
  told: (epoch: number, wrong: number) => void,
): TaggerWeights {
  const begin = new Averaged(SLOTS);
  const inside = new Averaged(SLOTS);
  const transitions = new Averaged(9);
  let step = 1;
  for (let epoch = 1; epoch <= epochs; epoch += 1) {
    let wrong = 0;
    for (const { words, gold } of shuffled(sentences, random)) {
      const current = {
        begin: begin.now,
        inside: inside.now,
        transitions: Array.from(transitions.now),
        bias: 0,
        doubt: 0,
      };
      const guessed = tag(words, current);
      if (guessed.some((one, at) => one !== reachable(words, gold, at))) {
        wrong += 1;
        update(words, gold, guessed, step);
      }
      step += 1;
    }
    told(epoch, wrong);
  }
  return {
    begin: begin.average(step),
    inside: inside.average(step),
    transitions: Array.from(transitions.average(step)),
    bias: 0,
    doubt: 0,
  };

  function update(words: readonly KnownWord[], gold: Uint8Array, guessed: Uint8Array, now: number) {
    let goldBefore: number = O;
    let guessBefore: number = O;
    words.forEach((word, at) => {
      if (!mayBeName(word)) {
        closeRun(goldBefore, guessBefore, now);
        goldBefore = O;
        guessBefore = O;
        return;
      }
      const right = reachable(words, gold, at);
      const guess = guessed[at] ?? O;
      if (right !== guess) {
        featuresAt(words, at, slots);
        for (const slot of slots) {
          if (right === B) begin.add(slot, 1, now);
          if (right === I) inside.add(slot, 1, now);
          if (guess === B) begin.add(slot, -1, now);
          if (guess === I) inside.add(slot, -1, now);
        }
      }
      if (right !== guess || goldBefore !== guessBefore) {
        transitions.add(goldBefore * 3 + right, 1, now);
        transitions.add(guessBefore * 3 + guess, -1, now);
      }
      goldBefore = right;
      guessBefore = guess;
    });
    closeRun(goldBefore, guessBefore, now);
  }

  function closeRun(goldBefore: number, guessBefore: number, now: number) {
    if (goldBefore === guessBefore) return;
    transitions.add(goldBefore * 3 + O, 1, now);
    transitions.add(guessBefore * 3 + O, -1, now);
  }
}

/**
 * The text from one of its common words on, that word with a capital: notes begin with any word. Half the time it is a word nobody
 * has seen, told by its ending and what follows.
 */
export function otherStart(
  text: TaggedWords | undefined,
  random: () => number,
): TaggedWords | null {
  if (text === undefined) return null;
  const from = Math.floor(random() * text.words.length);
  const word = text.words[from];
  if (word === undefined || word.shape !== LOWER || word.text.length < 4 || text.gold[from] !== O)
    return null;
  const unknown = random() < 0.5;
  const first = {
    ...word,
    text: word.text.slice(0, 1).toUpperCase() + word.text.slice(1),
    shape: CAPITAL,
    first: true,
    hash: unknown ? Math.floor(random() * 0x100000000) : word.hash,
    known: unknown ? 0 : word.known,
  };
  return { words: [first, ...text.words.slice(from + 1)], gold: text.gold.slice(from) };
}

/** Weights are linear in the features, so that the mean of several taggers is one. */
export function meanOf(runs: readonly TaggerWeights[]): TaggerWeights {
  const mean = (pick: (run: TaggerWeights) => ArrayLike<number>, size: number) =>
    Float32Array.from({ length: size }, (_, at) =>
      runs.reduce((sum, run) => sum + (pick(run)[at] ?? 0) / runs.length, 0),
    );
  return {
    begin: mean(({ begin }) => begin, SLOTS),
    inside: mean(({ inside }) => inside, SLOTS),
    transitions: Array.from(mean(({ transitions }) => transitions, 9)),
    bias: 0,
    doubt: 0,
  };
}

/** The right tag as far as the tagger can give it: a word that can't be of a name is outside, and what follows it begins anew. */
function reachable(words: readonly KnownWord[], gold: Uint8Array, at: number): number {
  const word = words[at];
  if (word === undefined || !mayBeName(word)) return O;
  const tagged = gold[at] ?? O;
  if (tagged !== I) return tagged;
  const before = words[at - 1];
  return before !== undefined && mayBeName(before) && gold[at - 1] !== O ? I : B;
}
