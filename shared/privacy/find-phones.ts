import { isAmount, isOtherNumber, wordsAfter, wordsBefore } from './context.ts';
import { holdsDateOrTimes, isWithinDates } from './dates.ts';
import {
  type DigitChain,
  type DigitWindow,
  isIgnorable,
  isOdd,
  newlinesIn,
  shapeOf,
  windowAt,
} from './digits.ts';
import type { Finding } from './finding.ts';

const phoneWords =
  /(?:tlf|telefon|\btel\b|mobil|\bmob\b|\bring|\bsms\b|\bmelding|nummer|\bnr\b|kontakt|\bnås\b|\bnåes\b|\bnå (?:ho|ham|han|henne|bruker|brukar)|whatsapp|\bsignal\b)/;
/** Right after the digits. */
const phoneWordsAfter =
  /^[\s,.)]*(?:som (?:tlf|telefon|nummer|mobil|nr)|er (?:tlf|telefon|nummer|mobil|nr)|på (?:tlf|telefon|mobil)|\(?(?:tlf|mob|mobil|telefon)\b)/;

/** What is counted is no telephone. */
const countAfter =
  /^\s*(?:min\b|minutt|timer?\b|timar\b|dager\b|dagar\b|uker\b|veker\b|mnd\b|måneder\b|månader\b|år\b|ganger\b|gonger\b|stk\b)/;

/** How people group the eight digits of a Norwegian number. */
const phoneShapes = new Set(['8', '2-2-2-2', '3-2-3']);

/** Numbers that are nobody's: NAV's own, as printed on its pages. */
const publicNumbers = [/^555533\d\d$/, /^21070000$/, /^210737\d\d$/, /^80033166$/];
/** Free and shared-cost numbers are given to organisations only. */
const serviceNumber = /^8(?:0|1|2)\d{6}$/;

/** Telephone numbers, Norwegian and international. */
export function findPhones(text: string, chains: readonly DigitChain[]): Finding[] {
  const found: Finding[] = [];
  for (const chain of chains) {
    // Text before the first group is all the context a chain has.
    const words = wordsBefore(text, chain[0]?.start ?? 0);
    for (let first = 0; first < chain.length; first += 1) {
      const finding =
        internationalPhone(text, chain, first) ?? norwegianPhone(text, chain, first, words);
      if (finding !== null) found.push(finding);
    }
  }
  return found;
}

function norwegianPhone(
  text: string,
  chain: DigitChain,
  first: number,
  words: string,
): Finding | null {
  const window = windowAt(chain, first, 8);
  if (window === null || !/^[2-9]/.test(window.digits) || newlinesIn(window) > 0) return null;
  const { digits, start, end } = window;
  if (isPublicNumber(digits) || isAmount(text, start, end)) return null;
  if (first <= 1 && isOtherNumber(text, chain[0]?.start ?? start)) return null;
  if (isWithinDates(text, window) || holdsDateOrTimes(text, window)) return null;
  const odd = isOdd(window);
  const shape = shapeOf(window);
  if (countAfter.test(wordsAfter(text, end))) return null;
  const said = phoneWords.test(words) || phoneWordsAfter.test(wordsAfter(text, end));
  if (said && !odd) return { kind: 'phone', start, end, severity: 'block', confidence: 0.97 };
  if (odd || !phoneShapes.has(shape)) return null;
  if (shape !== '8') {
    const mobile = /^[49]/.test(digits);
    if (shape === '3-2-3' && !mobile) return null;
    return { kind: 'phone', start, end, severity: 'block', confidence: mobile ? 0.95 : 0.85 };
  }
  if (/^[49]/.test(digits))
    return { kind: 'phone', start, end, severity: 'block', confidence: 0.85 };
  return isCompactDate(digits)
    ? null
    : { kind: 'phone', start, end, severity: 'warn', confidence: 0.5 };
}

/** `+` or `00` and a country code; the mark itself is part of the finding. */
function internationalPhone(text: string, chain: DigitChain, first: number): Finding | null {
  const group = chain[first];
  if (group === undefined) return null;
  const plus = plusBefore(text, group.start);
  const zeros = /^00(?:[1-9]|$)/.test(group.digits);
  const bare47 = group.digits.startsWith('47');
  if (plus === null && !zeros && !bare47) return null;
  const window =
    plus === null && !zeros
      ? windowAt(chain, first, 10)
      : longestPhone(chain, first, zeros ? '0047' : '47');
  if (window === null || newlinesIn(window) > 0 || isAmount(text, window.start, window.end))
    return null;
  const national = window.digits.replace(/^(?:00)?47/, '');
  if (isPublicNumber(national)) return null;
  if (plus !== null || (zeros && window.digits.length >= 10))
    return {
      kind: 'phone',
      start: plus ?? window.start,
      end: window.end,
      severity: 'block',
      confidence: 0.95,
    };
  // "47" may be any number; the eight after it must look like a telephone's.
  if (zeros || isOdd(window) || !/^[2-9]/.test(national) || isOtherNumber(text, window.start))
    return null;
  return /^[49]/.test(national)
    ? { kind: 'phone', start: window.start, end: window.end, severity: 'block', confidence: 0.8 }
    : null;
}

/** The whole number: ten digits after +47, else as many of the following groups as a number may have (15 digits). */
function longestPhone(chain: DigitChain, first: number, norway: string): DigitWindow | null {
  const norwegian = windowAt(chain, first, norway.length + 8);
  if (norwegian?.digits.startsWith(norway) === true) return norwegian;
  for (let size = norway === '47' ? 15 : 17; size >= norway.length + 5; size -= 1) {
    const window = windowAt(chain, first, size);
    if (window !== null && newlinesIn(window) === 0) return window;
  }
  return null;
}

/** Where the plus of `+47 …` stands, if one does. */
function plusBefore(text: string, start: number): number | null {
  for (let at = start - 1; at >= 0 && at >= start - 4; at -= 1) {
    const character = text[at] ?? '';
    if (character === '+' || character === '\uff0b') return at;
    if (character !== ' ' && character !== '\u00a0' && character !== '(' && !isIgnorable(character))
      return null;
  }
  return null;
}

function isPublicNumber(digits: string): boolean {
  return serviceNumber.test(digits) || publicNumbers.some((number) => number.test(digits));
}

/** Eight digits that are a day: 24112026 or 20261124. */
function isCompactDate(digits: string): boolean {
  const isDay = (day: string, month: string, year: string) =>
    /^(?:19|20)\d\d$/.test(year) &&
    /^(?:0[1-9]|1[0-2])$/.test(month) &&
    /^(?:0[1-9]|[12]\d|3[01])$/.test(day);
  return (
    isDay(digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)) ||
    isDay(digits.slice(6), digits.slice(4, 6), digits.slice(0, 4))
  );
}
