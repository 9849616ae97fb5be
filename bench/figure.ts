/** What a suite measured, beside what it is held against: a peer measured in the same run, or a limit that was promised. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** Null for what only describes the run. */
  readonly against: Against | null;
}

export interface Against {
  readonly name: string;
  readonly kind: 'peer' | 'limit';
  readonly value: number;
}

export interface Suite {
  readonly name: string;
  /** In words: what is measured, on what. */
  readonly about: string;
  run(report: (line: string) => void): Promise<readonly Figure[]>;
}

/** The value as a part of what it is held against; a machine's speed falls out of it. */
export function ratioOf({ value, against }: Figure): number | null {
  return against === null || against.value === 0 ? null : value / against.value;
}

/** The value below which `share` of the samples lie (nearest rank). */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const rank = Math.ceil(share * sorted.length) - 1;
  return sorted[Math.max(0, rank)] ?? Number.NaN;
}
