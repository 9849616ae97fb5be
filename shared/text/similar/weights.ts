/**
 * How loud each kind of evidence speaks. Few numbers, chosen on one half of the themes of labelled notes; the corpus at hand
 * teaches the rest (how rare a word, a piece or a meaning is). See docs/decisions/0009-text-core.md.
 */
export interface Weights {
  /** A word without its ending. */
  readonly stem: number;
  /** A part of a compound, or a word that is one elsewhere. */
  readonly part: number;
  /** Three to five letters in a row inside a word: typos and unknown endings. */
  readonly gram: number;
  /** What a word or phrase stands for. */
  readonly meaning: number;
  /** Two words in a row, of the best candidates alone. */
  readonly pair: number;
  /** What a function word keeps of its weight. */
  readonly functionWord: number;
  /** Added to the cosine of the words where both texts have this tag. */
  readonly tema: number;
  readonly step: number;
  readonly pain: number;
  /** How much a suggestion loses for being like one that stands above it: five different ones say more than five of a kind. */
  readonly variety: number;
  /** How much the first suggestion gains by being like the others near the top. */
  readonly agreement: number;
}

export const weights: Weights = {
  stem: 1,
  part: 0.7,
  gram: 0.2,
  meaning: 2.5,
  pair: 0.2,
  functionWord: 0.3,
  tema: 0.22,
  step: 0.2,
  pain: 0.05,
  variety: 0.4,
  agreement: 0.4,
};
