/** A linear classifier as the training script writes it: one row of weights a class, one character a weight. */
export interface ModelFile {
  readonly classes: readonly (string | number)[];
  readonly bias: readonly number[];
  /** What one step of a weight is worth. */
  readonly step: number;
  /** For each class, `slots` characters; see `encodeWeights`. */
  readonly weights: readonly string[];
  /** Below this probability nothing is said. */
  readonly threshold: number;
}

/** Weights lie in printable ASCII, so that the file is plain JSON and needs no decoder of bytes. */
const LOWEST = 35;
const MIDDLE = 80;
export const MAX_LEVEL = MIDDLE - LOWEST;

export function encodeWeights(levels: Int8Array): string {
  let encoded = '';
  for (const level of levels) encoded += String.fromCharCode(level + MIDDLE);
  return encoded;
}

export interface LinearModel {
  readonly classes: readonly (string | number)[];
  readonly threshold: number;
  /** Probabilities of the classes, in their order. */
  probabilities(slots: Int32Array, values: Float64Array): Float64Array;
}

export function decodeModel(file: ModelFile): LinearModel {
  const rows = file.weights.map((encoded) => {
    const row = new Int8Array(encoded.length);
    for (let at = 0; at < encoded.length; at += 1) row[at] = encoded.charCodeAt(at) - MIDDLE;
    return row;
  });
  return {
    classes: file.classes,
    threshold: file.threshold,
    probabilities(slots, values) {
      const scores = new Float64Array(rows.length);
      rows.forEach((row, at) => {
        let sum = 0;
        for (let i = 0; i < slots.length; i += 1)
          sum += (row[slots[i] ?? 0] ?? 0) * (values[i] ?? 0);
        scores[at] = (file.bias[at] ?? 0) + sum * file.step;
      });
      return softmax(scores);
    },
  };
}

/** Turns scores into probabilities in place. */
export function softmax(scores: Float64Array): Float64Array {
  let highest = Number.NEGATIVE_INFINITY;
  for (const score of scores) if (score > highest) highest = score;
  let sum = 0;
  for (let at = 0; at < scores.length; at += 1) {
    const grown = Math.exp((scores[at] ?? 0) - highest);
    scores[at] = grown;
    sum += grown;
  }
  for (let at = 0; at < scores.length; at += 1) scores[at] = (scores[at] ?? 0) / sum;
  return scores;
}
