import { isIgnorable } from './digits.ts';
import type { Finding } from './finding.ts';

/** Two letters, two digits, and what may be the rest in groups. Looked at afterwards; bounded. */
const candidate = /(?<![\p{L}\p{N}])[A-Za-z]{2}[0-9]{2}(?:[ \u00a0.-]?[A-Za-z0-9]){11,30}/gu;
const SHORTEST = 15;

/** International account numbers: told by their own check of remainder 1 in 97. */
export function findIbans(text: string): Finding[] {
  const found: Finding[] = [];
  for (const match of text.matchAll(candidate)) {
    const length = ibanLength(match[0]);
    if (length === null) continue;
    const start = match.index;
    found.push({
      kind: 'account',
      start,
      end: start + length,
      severity: 'block',
      confidence: 0.98,
    });
  }
  return found;
}

/** How much of the candidate is an IBAN, or null. The longest that checks; a Norwegian one is always fifteen characters. */
function ibanLength(candidateText: string): number | null {
  const ends: number[] = [];
  let plain = '';
  for (let at = 0; at < candidateText.length; at += 1) {
    const character = candidateText[at] ?? '';
    if (!/[A-Za-z0-9]/.test(character)) continue;
    plain += character.toUpperCase();
    ends.push(at + 1);
  }
  const norwegian = plain.startsWith('NO');
  const longest = norwegian ? SHORTEST : plain.length;
  for (let size = longest; size >= SHORTEST; size -= 1) {
    const next = candidateText[ends[size - 1] ?? 0] ?? ' ';
    const goesOn = /[\p{L}\p{N}]/u.test(next) && !isIgnorable(next);
    const checked = plain.slice(0, size);
    // Nobody types the check digits of their own account wrong and means something else by it.
    if (norwegian && /^NO\d{13}$/.test(checked) && !goesOn) return ends[size - 1] ?? null;
    if (!goesOn && /\d{6}/.test(checked) && isIban(checked)) return ends[size - 1] ?? null;
  }
  return null;
}

function isIban(plain: string): boolean {
  let remainder = 0;
  for (const character of plain.slice(4) + plain.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}
