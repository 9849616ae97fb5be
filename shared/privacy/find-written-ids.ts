import type { Finding } from './finding.ts';
import { matchesOf } from './matches.ts';
import { hasPlausibleDate, isNationalId } from './national-id.ts';

/** A date of birth, a few words that say what comes, and five digits. */
const namedHalves =
  /(?<![\p{N}])(\d{1,2})([./ -]?)(\d{1,2})\2(\d{4}|\d{2})([^\p{N}]{1,24}?)(\d{3}[ ]?\d{2})(?![\p{N}])/gu;
const secondHalf = /(?:p(?:erson)?[. -]{0,2}(?:nr|num)|siste (?:fem|5)|individ)/i;

/** What some put between the halves without saying what comes. */
const joint = /^(?:\s?(?:og|så|pluss|[+#…]|&(?:nbsp;)?)\s?|\s\(\p{L}{2,10}\)\s)$/iu;

/** A national id whose two halves have words between («født 01.02.90, personnr 12345»). */
export function findNamedHalves(text: string): Finding[] {
  const found: Finding[] = [];
  for (const match of text.matchAll(namedHalves)) {
    const [whole, day = '', separator = '', month = '', year = '', words = '', rest = ''] = match;
    const joined = joint.test(words);
    if (!joined && !secondHalf.test(words)) continue;
    if (separator === '' && (day.length !== 2 || month.length !== 2)) continue;
    const date = day.padStart(2, '0') + month.padStart(2, '0') + year.slice(-2);
    const digits = date + rest.replace(' ', '');
    if (!hasPlausibleDate(digits)) continue;
    const right = isNationalId(digits);
    // «010224 og 31122» is two numbers, unless they are one.
    if (joined && !right) continue;
    found.push({
      kind: right ? 'national-id' : 'national-id-typo',
      start: match.index,
      end: match.index + whole.length,
      severity: right ? 'block' : 'warn',
      confidence: right ? 0.97 : 0.8,
    });
  }
  return found;
}

/** Eleven signs, some of them letters that look like digits: «O» for nought, «l» and «I» for one. */
const lookalike =
  /(?<![\p{L}\p{N}])(?=[0-9]*[OoIl])(?=(?:[OoIl]*[0-9]){7})[0-9OoIl]{6}[ .-]?[0-9OoIl]{5}(?![\p{L}\p{N}])/gu;

/** A national id with letters typed for digits. Only a right one: what else looks so is a code of something. */
export function findLookalikes(text: string): Finding[] {
  return [...text.matchAll(lookalike)]
    .filter(([signs]) =>
      isNationalId(signs.replace(/[ .-]/g, '').replace(/[Oo]/g, '0').replace(/[Il]/g, '1')),
    )
    .map(({ index, 0: signs }) => ({
      kind: 'national-id',
      start: index,
      end: index + signs.length,
      severity: 'block',
      confidence: 0.95,
    }));
}

const numberWords: ReadonlyMap<string, string> = new Map([
  ['null', '0'],
  ['en', '1'],
  ['én', '1'],
  ['ein', '1'],
  ['éin', '1'],
  ['ett', '1'],
  ['eitt', '1'],
  ['to', '2'],
  ['tre', '3'],
  ['fire', '4'],
  ['fem', '5'],
  ['seks', '6'],
  ['sju', '7'],
  ['syv', '7'],
  ['åtte', '8'],
  ['ni', '9'],
]);
/** Whether a word is a digit said in words. */
export function isNumberWord(word: string): boolean {
  return numberWords.has(word.toLowerCase());
}

/** Eleven number words at least; the separators are bounded, so that the search stays linear. */
const spelledOut =
  /(?<!\p{L})(?:(?:null|[eé]i?n|ett|eitt|to|tre|fire|fem|seks|sju|syv|åtte|ni)[ ,.\n-]{1,3}){10,40}(?:null|[eé]i?n|ett|eitt|to|tre|fire|fem|seks|sju|syv|åtte|ni)(?!\p{L})/giu;

/** A national id said digit by digit in words. */
export function findSpelledOut(text: string): Finding[] {
  const found: Finding[] = [];
  for (const match of matchesOf(text, spelledOut)) {
    const digits = Array.from(match[0].toLowerCase().matchAll(/\p{L}+/gu), ([word]) =>
      numberWords.get(word),
    ).join('');
    const start = match.index;
    const end = start + match[0].length;
    const windows = Array.from({ length: Math.max(0, digits.length - 10) }, (_, at) =>
      digits.slice(at, at + 11),
    );
    if (windows.some(isNationalId))
      found.push({ kind: 'national-id', start, end, severity: 'block', confidence: 0.97 });
    else if (digits.length === 11 && hasPlausibleDate(digits))
      found.push({ kind: 'national-id-typo', start, end, severity: 'warn', confidence: 0.8 });
  }
  return found;
}
