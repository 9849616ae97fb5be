import type { Finding } from './finding.ts';

/** A letter and six digits, standing alone. */
const navIdent = /(?<![\p{L}\p{N}_-])[A-Za-z][0-9]{6}(?![\p{L}\p{N}_])/gu;

/** Idents of NAV's employees. They name a colleague, not a citizen: a warning. */
export function findNavIdents(text: string): Finding[] {
  return [...text.matchAll(navIdent)].map((match) => ({
    kind: 'nav-ident',
    start: match.index,
    end: match.index + match[0].length,
    severity: 'warn',
    confidence: 0.9,
  }));
}
