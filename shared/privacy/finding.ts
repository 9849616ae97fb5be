/** What the gate can find. `national-id-typo`: eleven digits that are a national id but for a slip of the finger. */
export const findingKinds = [
  'national-id',
  'national-id-typo',
  'account',
  'actor-id',
  'phone',
  'email',
  'address',
  'nav-ident',
  'name',
  'employer',
] as const;
export type FindingKind = (typeof findingKinds)[number];

/** `block` may not be saved; `warn` may, once its author has said that it is nobody. */
export type FindingSeverity = 'block' | 'warn';

/** A stretch of text that may identify a person. `start` and `end` are UTF-16 offsets on character borders. */
export interface Finding {
  readonly kind: FindingKind;
  readonly start: number;
  readonly end: number;
  readonly severity: FindingSeverity;
  /** 0 to 1: how sure the gate is. */
  readonly confidence: number;
}

/** Where two findings touch the same characters, the kind that stands first here names the whole. */
const rank: Readonly<Record<FindingKind, number>> = {
  'national-id': 0,
  'actor-id': 1,
  email: 2,
  account: 3,
  phone: 4,
  address: 5,
  'national-id-typo': 6,
  'nav-ident': 7,
  // Before a name: what is taken for one is often the employer's or the place's own.
  employer: 8,
  name: 9,
};

function stronger(a: Finding, b: Finding): Finding {
  if (a.severity !== b.severity) return a.severity === 'block' ? a : b;
  return rank[a.kind] <= rank[b.kind] ? a : b;
}

/**
 * Joins findings that overlap into one that covers them all, so that masking it leaves nothing of either standing.
 * Sorted by place.
 */
export function mergeFindings(findings: readonly Finding[]): Finding[] {
  const merged: Finding[] = [];
  for (const next of findings.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1);
    if (last === undefined || next.start >= last.end) {
      merged.push(next);
      continue;
    }
    merged[merged.length - 1] = {
      ...stronger(last, next),
      start: last.start,
      end: Math.max(last.end, next.end),
    };
  }
  return merged;
}
