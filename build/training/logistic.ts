import {
  encodeWeights,
  MAX_LEVEL,
  type ModelFile,
  softmax,
} from '../../shared/text/linear-model.ts';

export interface Example {
  readonly slots: Int32Array;
  readonly values: Float64Array;
  /** Index of the class. */
  readonly label: number;
}

export interface TrainOptions {
  readonly slots: number;
  readonly epochs: number;
  readonly rate: number;
  /** L2 penalty a step, per example. */
  readonly decay: number;
  readonly random: () => number;
}

export interface Trained {
  readonly weights: readonly Float64Array[];
  readonly bias: Float64Array;
}

/** Multinomial logistic regression by AdaGrad over shuffled examples. */
export function trainLogistic(
  examples: readonly Example[],
  classes: number,
  { slots, epochs, rate, decay, random }: TrainOptions,
): Trained {
  const weights = Array.from({ length: classes }, () => new Float64Array(slots));
  const squares = Array.from({ length: classes }, () => new Float64Array(slots).fill(1e-3));
  const bias = new Float64Array(classes);
  const biasSquares = new Float64Array(classes).fill(1e-3);
  const scores = new Float64Array(classes);
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    for (const example of shuffled(examples, random)) {
      for (let c = 0; c < classes; c += 1) scores[c] = (bias[c] ?? 0) + dot(weights[c], example);
      softmax(scores);
      for (let c = 0; c < classes; c += 1) {
        const error = (scores[c] ?? 0) - (c === example.label ? 1 : 0);
        biasSquares[c] = (biasSquares[c] ?? 0) + error * error;
        bias[c] = (bias[c] ?? 0) - (rate * error) / Math.sqrt(biasSquares[c] ?? 1);
        step(weights[c], squares[c], example, error, rate, decay);
      }
    }
  }
  return { weights, bias };
}

function step(
  row: Float64Array | undefined,
  square: Float64Array | undefined,
  { slots, values }: Example,
  error: number,
  rate: number,
  decay: number,
): void {
  if (row === undefined || square === undefined) return;
  for (let i = 0; i < slots.length; i += 1) {
    const slot = slots[i] ?? 0;
    const gradient = error * (values[i] ?? 0) + decay * (row[slot] ?? 0);
    const seen = (square[slot] ?? 0) + gradient * gradient;
    square[slot] = seen;
    row[slot] = (row[slot] ?? 0) - (rate * gradient) / Math.sqrt(seen);
  }
}

function dot(row: Float64Array | undefined, { slots, values }: Example): number {
  if (row === undefined) return 0;
  let sum = 0;
  for (let i = 0; i < slots.length; i += 1) sum += (row[slots[i] ?? 0] ?? 0) * (values[i] ?? 0);
  return sum;
}

/** Rounds the weights to the steps the file can hold. */
export function toModelFile(
  { weights, bias }: Trained,
  classes: readonly (string | number)[],
  threshold: number,
): ModelFile {
  const highest = Math.max(
    ...weights.map((row) => row.reduce((a, b) => Math.max(a, Math.abs(b)), 0)),
  );
  // The few largest weights are cut, so that the many small ones keep their difference.
  const step = (highest * 0.6) / MAX_LEVEL;
  const level = (weight: number) =>
    Math.max(-MAX_LEVEL, Math.min(MAX_LEVEL, Math.round(weight / step)));
  return {
    classes,
    bias: Array.from(bias, (value) => Math.round(value * 1000) / 1000),
    step: Number(step.toPrecision(4)),
    weights: weights.map((row) => encodeWeights(Int8Array.from(row, level))),
    threshold,
  };
}

/** Mulberry32: small, seeded, the same on every machine. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x100000000;
  };
}

export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const copy = [...items];
  for (let at = copy.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    const [a, b] = [copy[at], copy[other]];
    if (a === undefined || b === undefined) continue;
    copy[at] = b;
    copy[other] = a;
  }
  return copy;
}
