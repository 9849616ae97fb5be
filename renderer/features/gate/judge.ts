import type { Language } from '../../../shared/api.ts';
import type { Finding, FindingKind } from '../../../shared/privacy/finding.ts';
import { findIdentifiers } from '../../../shared/privacy/gate.ts';
import { maskFindings } from '../../../shared/privacy/mask.ts';

/** A finding that its author has not dealt with. */
export interface Held<F extends string> {
  readonly field: F;
  readonly finding: Finding;
  /** The characters themselves, for the person who wrote them and nobody else. */
  readonly quote: string;
}

/** What the gate says of all that is about to be saved together. */
export interface Verdict<F extends string> {
  /** Of each field, in order of place: what is to be marked in it. */
  readonly marked: Readonly<Record<F, readonly Finding[]>>;
  /** May not be saved. */
  readonly blocked: readonly Held<F>[];
  /** May be saved once the author has said that it is nobody. */
  readonly asked: readonly Held<F>[];
  /** Kinds that the author was asked about and kept; they travel with the operation. */
  readonly acknowledged: readonly FindingKind[];
}

/** What the author said is nobody: remembered by kind and characters, so that another number is asked about anew. */
export type Kept = ReadonlySet<string>;

export function keptKey(kind: FindingKind, quote: string): string {
  return `${kind} ${quote}`;
}

/** `kept` with everything that is asked about in it. */
export function keepAsked<F extends string>(kept: Kept, verdict: Verdict<F>): Kept {
  return new Set([
    ...kept,
    ...verdict.asked.map(({ finding, quote }) => keptKey(finding.kind, quote)),
  ]);
}

export function judge<F extends string>(
  texts: Readonly<Record<F, string>>,
  kept: Kept,
): Verdict<F> {
  const marked: Partial<Record<F, readonly Finding[]>> = {};
  const blocked: Held<F>[] = [];
  const asked: Held<F>[] = [];
  const acknowledged = new Set<FindingKind>();
  for (const field of Object.keys(texts) as F[]) {
    const text = texts[field];
    const standing: Finding[] = [];
    for (const finding of findIdentifiers(text)) {
      const quote = text.slice(finding.start, finding.end);
      if (finding.severity === 'warn' && kept.has(keptKey(finding.kind, quote))) {
        acknowledged.add(finding.kind);
        continue;
      }
      standing.push(finding);
      (finding.severity === 'block' ? blocked : asked).push({ field, finding, quote });
    }
    marked[field] = standing;
  }
  return {
    marked: marked as Record<F, readonly Finding[]>,
    blocked,
    asked,
    acknowledged: [...acknowledged],
  };
}

/** The texts with everything that is marked replaced by its mask; a field without marks keeps its text. */
export function maskMarked<F extends string>(
  texts: Readonly<Record<F, string>>,
  verdict: Verdict<F>,
  language: Language,
): Record<F, string> {
  const masked: Record<F, string> = { ...texts };
  for (const field of Object.keys(texts) as F[])
    masked[field] = maskFindings(texts[field], verdict.marked[field], language);
  return masked;
}
