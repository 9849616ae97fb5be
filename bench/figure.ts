/**
 * What a suite measured. `n`: rows it was measured over. `ratio`: the value as a part of each peer's or limit's, measured in the
 * same run, by its name; a machine's speed falls out of it.
 */
export interface Figure {
  readonly suite: string;
  readonly name: string;
  readonly n: number;
  readonly value: number;
  readonly unit: string;
  readonly ratio: Readonly<Record<string, number>>;
}

export type Report = (line: string) => void;

/** What a run was asked for. */
export interface Wanted {
  /** Null: the suite's own. */
  readonly rows: readonly number[] | null;
  readonly rounds: number;
  /** Whether peers that are a package of their own may be installed. */
  readonly install: boolean;
  readonly report: Report;
}

export interface Suite {
  readonly name: string;
  /** In words: what is measured, on what. */
  readonly about: string;
  run(wanted: Wanted): Promise<readonly Figure[]>;
}

/** The value below which `share` of the samples lie (nearest rank). */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const rank = Math.ceil(share * sorted.length) - 1;
  return sorted[Math.max(0, rank)] ?? Number.NaN;
}

export function median(samples: readonly number[]): number {
  return percentile(samples, 0.5);
}

/** How far the rounds lie apart: the widest distance as a part of the median. */
export function spreadOf(samples: readonly number[]): number {
  const middle = median(samples);
  return middle === 0 ? 0 : (Math.max(...samples) - Math.min(...samples)) / middle;
}
