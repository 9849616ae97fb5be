import { isOtherNumber, wordsBefore } from './context.ts';
import { isWithinDates } from './dates.ts';
import {
  type DigitChain,
  type DigitGroup,
  type DigitWindow,
  isOdd,
  newlinesIn,
  shapeOf,
  windowAt,
} from './digits.ts';
import type { Finding, FindingKind, FindingSeverity } from './finding.ts';
import {
  hasPlausibleDate,
  isAccount,
  isNationalId,
  isOneSlipFromNationalId,
} from './national-id.ts';

const nationalIdWords =
  /(?:fødsels?(?:nummer|nr)|fødselsnr|f\.?\s?nr|person(?:nummer|nr)|p\.?\s?nr|fnr|dnr|(?<!\p{L})d-?nummer|(?<!\p{L})d-?nr|(?<!\p{L})h-?nummer|(?<!\p{L})ident(?:en|nummer)?)[\s.:=]*(?:(?:er|var|på|til)\s+)?$/u;
const accountWords = /(?:konto(?:en|nummer|nr|nummeret)?|bank)[\s.:=]*(?:(?:er|på|til|nr\.?)\s+)?$/;
const actorWords = /akt(?:ø|oe?)r(?:[\s-]?id(?:en)?|nummer)?[\s.:=]*(?:er\s+)?$/;

/** How people group eleven digits that are one number; others count only when both control digits are right. */
const nationalIdShapes = new Set([
  '11',
  '6-5',
  '2-2-2-5',
  '2-2-2-2-3',
  '2-2-2-3-2',
  '6-2-3',
  '6-3-2',
  '3-3-5',
  '2-4-5',
  '4-2-5',
  '1-1-1-1-1-1-1-1-1-1-1',
]);
const accountShapes = new Set([
  '11',
  '4-2-5',
  '4-2-2-3',
  '4-3-4',
  '4-4-3',
  '6-5',
  '4-7',
  '1-1-1-1-1-1-1-1-1-1-1',
]);

/** National ids, bank accounts and NAV's actor ids among the digits. */
export function findNumbers(text: string, chains: readonly DigitChain[]): Finding[] {
  const found: Finding[] = [];
  for (const chain of chains) {
    if (countDigits(chain) < 10) continue;
    let covered = 0;
    chain.forEach((group, first) => {
      const eleven = windowAt(chain, first, 11);
      // What begins inside a finding and is no id itself adds nothing to it.
      const one = eleven === null ? null : elevenDigits(text, eleven, covered);
      if (one !== null && eleven !== null && !isWithinDates(text, eleven)) {
        found.push(one);
        covered = one.end;
      }
      const thirteen = mayBeginThirteen(group, first) ? windowAt(chain, first, 13) : null;
      if (thirteen !== null) push(found, thirteenDigits(text, thirteen));
      push(found, longRun(text, group));
    });
    // Only a number that begins the chain has a word before it.
    for (const size of [10, 12]) {
      const window = windowAt(chain, 0, size);
      if (window !== null) push(found, nearlyEleven(text, window));
    }
  }
  return found;
}

function mayBeginThirteen({ digits }: DigitGroup, first: number): boolean {
  return first === 0 || digits.length === 13 || digits.length === 8 || digits.length === 2;
}

function countDigits(chain: DigitChain): number {
  return chain.reduce((sum, { digits }) => sum + digits.length, 0);
}

function push(found: Finding[], finding: Finding | null): void {
  if (finding !== null) found.push(finding);
}

function finding(
  { start, end }: { readonly start: number; readonly end: number },
  kind: FindingKind,
  severity: FindingSeverity,
  confidence: number,
): Finding {
  return { kind, start, end, severity, confidence };
}

function elevenDigits(text: string, window: DigitWindow, covered: number): Finding | null {
  const { digits } = window;
  const right = isNationalId(digits);
  if (!right && window.start < covered) return null;
  // In the middle of a chain no word stands before it, and most windows there are nothing at all.
  const words = window.first === 0 ? wordsBefore(text, window.start) : '';
  const shape = shapeOf(window);
  const odd = isOdd(window);
  // Split over a line, in two parts, wherever the line happened to end.
  const splitOverLine = window.last === window.first + 1 && newlinesIn(window) > 0;
  const meant = nationalIdShapes.has(shape) || splitOverLine;
  const natural = !odd && meant;
  // A list with commas that happens to check is a list more often than an id.
  if (right)
    return odd && !meant
      ? finding(window, 'national-id', 'warn', 0.5)
      : finding(window, 'national-id', 'block', natural ? 0.99 : 0.9);

  const saidAccount = accountWords.test(words);
  if (isAccount(digits) && (saidAccount || (!odd && (accountShapes.has(shape) || splitOverLine))))
    return finding(window, 'account', 'block', saidAccount ? 0.99 : 0.9);
  if (saidAccount && !odd) return finding(window, 'account', 'warn', 0.7);
  if (nationalIdWords.test(words)) return finding(window, 'national-id-typo', 'warn', 0.95);
  if (!natural) return null;
  if (hasPlausibleDate(digits)) return finding(window, 'national-id-typo', 'warn', 0.8);
  return isOneSlipFromNationalId(digits) ? finding(window, 'national-id-typo', 'warn', 0.6) : null;
}

/** NAV's actor id; or a national id whose date was written with its century. */
function thirteenDigits(text: string, window: DigitWindow): Finding | null {
  const { digits } = window;
  const shape = shapeOf(window);
  const centuryDropped = digits.slice(0, 4) + digits.slice(6);
  if (
    (shape === '8-5' || shape === '2-2-4-5') &&
    /^(?:18|19|20)$/.test(digits.slice(4, 6)) &&
    hasPlausibleDate(centuryDropped)
  )
    return isNationalId(centuryDropped)
      ? finding(window, 'national-id', 'block', 0.97)
      : finding(window, 'national-id-typo', 'warn', 0.7);
  const said = window.first === 0 && actorWords.test(wordsBefore(text, window.start));
  if (shape === '13' || said) return finding(window, 'actor-id', 'block', said ? 0.99 : 0.85);
  return null;
}

/** A digit lost or doubled in something that was called a national id. */
function nearlyEleven(text: string, window: DigitWindow): Finding | null {
  if (isOdd(window) || !nationalIdWords.test(wordsBefore(text, window.start))) return null;
  return finding(window, 'national-id-typo', 'warn', 0.7);
}

/** A national id glued to other digits. The whole run is covered: nobody can say where the rest belongs. */
function longRun(text: string, group: DigitGroup): Finding | null {
  const { digits } = group;
  if (digits.length < 12 || digits.length === 13) return null;
  if (isNationalId(digits.slice(0, 11)) && isNationalId(digits.slice(-11)) && digits.length === 22)
    return finding(group, 'national-id', 'block', 0.99);
  if (isOtherNumber(text, group.start)) return null;
  for (let at = 0; at + 11 <= digits.length; at += 1)
    if (isNationalId(digits.slice(at, at + 11)))
      return finding(group, 'national-id-typo', 'warn', 0.5);
  return null;
}
