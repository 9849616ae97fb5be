import type { Finding } from './finding.ts';

/** Run this seed; `steps`: print every step. */
export interface ToWorker {
  readonly seed: number;
  readonly steps: boolean;
}

/** What one seed came to. The same seed has the same digest, or something in it was left to chance. */
export interface Outcome {
  readonly seed: number;
  readonly digest: string;
  readonly steps: number;
  readonly findings: readonly Finding[];
}

/** Null: ready for the first seed. */
export interface FromWorker {
  readonly outcome: Outcome | null;
}
