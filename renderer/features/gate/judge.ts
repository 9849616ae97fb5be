import { type Finding, type FindingKind, mergeFindings } from '../../../shared/privacy/finding.ts';
import { findIdentifiers } from '../../../shared/privacy/gate.ts';
import { maskFindings } from '../../../shared/privacy/mask.ts';
import type { Language } from '../../../shared/view/session.ts';

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

/** Characters that the service found and this machine may not: they count wherever they stand in that field. */
export interface Told {
  readonly field: string;
  readonly kind: FindingKind;
  readonly severity: Finding['severity'];
  readonly words: string;
}

const nothingTold: readonly Told[] = [];

export function keptKey(kind: FindingKind, quote: string): string {
  return `${kind} ${quote}`;
}

export function keyOf({ finding, quote }: Held<string>): string {
  return keptKey(finding.kind, quote);
}

/** `kept` with everything that is asked about in it. */
export function keepAsked<F extends string>(kept: Kept, verdict: Verdict<F>): Kept {
  return new Set([...kept, ...verdict.asked.map(keyOf)]);
}

/** The kinds to send along once its author has kept everything that is asked about. */
export function keptKinds(verdict: Verdict<string>): FindingKind[] {
  const asked = verdict.asked.map(({ finding }) => finding.kind);
  return [...new Set([...verdict.acknowledged, ...asked])];
}

export function judge<F extends string>(
  texts: Readonly<Record<F, string>>,
  kept: Kept,
  told: readonly Told[] = nothingTold,
): Verdict<F> {
  const marked: Partial<Record<F, readonly Finding[]>> = {};
  const blocked: Held<F>[] = [];
  const asked: Held<F>[] = [];
  const acknowledged = new Set<FindingKind>();
  for (const field of Object.keys(texts) as F[]) {
    const text = texts[field];
    const standing: Finding[] = [];
    for (const finding of allFindings(text, toldOf(told, field))) {
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

function toldOf(told: readonly Told[], field: string): readonly Told[] {
  return told.length === 0 ? told : told.filter((one) => one.field === field);
}

function allFindings(text: string, told: readonly Told[]): readonly Finding[] {
  const found = findIdentifiers(text);
  if (told.length === 0) return found;
  const more = told.flatMap(({ kind, severity, words }) =>
    placesOf(text, words).map((start) => ({
      kind,
      severity,
      start,
      end: start + words.length,
      confidence: 1,
    })),
  );
  return mergeFindings([...found, ...more]);
}

function placesOf(text: string, words: string): number[] {
  const places: number[] = [];
  if (words === '') return places;
  for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + words.length))
    places.push(at);
  return places;
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
