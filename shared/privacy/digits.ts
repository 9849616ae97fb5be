/**
 * Reads the digits of a text in whatever dress they come: any script's digits, with separators or invisible characters
 * between them. One pass, bounded look-back, so that a megabyte of anything stays linear.
 */

/** What stands between two digits that may belong to one number. */
export interface Gap {
  /** Visible characters in it. */
  readonly length: number;
  readonly newlines: number;
  /** Holds a character that separates numbers more often than it groups the digits of one (comma, colon, …). */
  readonly odd: boolean;
}

/** Digits with nothing visible between them. */
export interface DigitGroup {
  /** As ASCII digits. */
  readonly digits: string;
  readonly start: number;
  readonly end: number;
  /** Before this group; null for the first of a chain. */
  readonly gap: Gap | null;
}

/** Groups that stand so close that they may be one number. */
export type DigitChain = readonly DigitGroup[];

const DIGIT_BASE = 16;
const OTHER = 0;
const IGNORABLE = 1;
const SEPARATOR = 2;
const NEWLINE = 3;
const ODD = 4;

/** A longer gap than this never lies within one number. */
const MAX_GAP = 6;
const MAX_NEWLINES = 2;

const ignorable = /[\p{Cf}\p{Mn}\p{Me}\u115f\u1160\u3164\uffa0]/u;
const separator =
  /[\s\p{Pd}./\\>\u02d7\u00b7\u2022\u2024\u2027\u2043\u2044\u2212\u207b\u208b\u2215\u2219\u22c5\u2500\u2501\u2796\u2800\u29f8\u3002\u30fb\uff0e\uff0f\uff61\uff65]/u;
const odd = /[,:;_|*#()'"`´~=\u2018\u2019\u201c\u201d\u00ab\u00bb\u2026\uff08\uff09\uff0c\uff1a]/u;

/** One more than the class, by code point: most of a text is in here. */
const classes = new Uint8Array(0x250);
const rareClasses = new Map<number, number>();

/** The class of a code point, or DIGIT_BASE plus its value if it is a digit. */
function classOf(codePoint: number): number {
  if (codePoint < classes.length) {
    const known = classes[codePoint] ?? 0;
    if (known !== 0) return known - 1;
    const made = classify(codePoint);
    classes[codePoint] = made + 1;
    return made;
  }
  const known = rareClasses.get(codePoint);
  if (known !== undefined) return known;
  const made = classify(codePoint);
  // Bounded by the number of code points a person's texts hold; cleared lest a hostile text fill it.
  if (rareClasses.size > 4096) rareClasses.clear();
  rareClasses.set(codePoint, made);
  return made;
}

function classify(codePoint: number): number {
  // Half a surrogate pair is no character.
  if (codePoint >= 0xd800 && codePoint <= 0xdfff) return OTHER;
  const character = String.fromCodePoint(codePoint);
  if (/\p{Nd}/u.test(character)) return DIGIT_BASE + digitValue(codePoint);
  // Superscript, circled and other decorated digits.
  const plain = character.normalize('NFKC');
  if (/^[0-9]$/.test(plain)) return DIGIT_BASE + Number(plain);
  if (character === '\n' || character === '\r' || character === '\u2028' || character === '\u2029')
    return NEWLINE;
  if (ignorable.test(character)) return IGNORABLE;
  if (separator.test(character)) return SEPARATOR;
  return odd.test(character) ? ODD : OTHER;
}

/** Unicode keeps the digits of a script together, nought first. */
function digitValue(codePoint: number): number {
  let first = codePoint;
  while (first > 0 && /\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1;
  return (codePoint - first) % 10;
}

/** Whether a character is invisible: nothing a person sees, so nothing that may hide a number. */
export function isIgnorable(character: string): boolean {
  return ignorable.test(character);
}

/** All chains of digits in the text, in order. */
export function digitChains(text: string): DigitChain[] {
  const chains: DigitChain[] = [];
  let chain: DigitGroup[] = [];
  let digits = '';
  let start = 0;
  let end = 0;
  let gap: Gap | null = null;
  let gapLength = 0;
  let newlines = 0;
  let sawOdd = false;

  const endGroup = () => {
    if (digits !== '') chain.push({ digits, start, end, gap });
    digits = '';
  };
  const endChain = () => {
    endGroup();
    if (chain.length > 0) chains.push(chain);
    chain = [];
    gapLength = 0;
    newlines = 0;
    sawOdd = false;
  };

  for (let at = 0; at < text.length; ) {
    const codePoint = text.codePointAt(at) ?? 0;
    const width = codePoint > 0xffff ? 2 : 1;
    const kind = classOf(codePoint);
    if (kind >= DIGIT_BASE) {
      if (digits === '' || gapLength > 0) {
        endGroup();
        gap = chain.length === 0 ? null : { length: gapLength, newlines, odd: sawOdd };
        start = at;
        gapLength = 0;
        newlines = 0;
        sawOdd = false;
      }
      digits += kind - DIGIT_BASE;
      end = at + width;
    } else if (kind === IGNORABLE) {
      // A mark that sits on the last digit (a keycap's frame) goes with it.
      if (digits !== '' && gapLength === 0 && end === at) end = at + width;
    } else if (kind === OTHER) {
      if (digits !== '') endChain();
    } else if (digits !== '') {
      gapLength += 1;
      if (kind === NEWLINE && !(codePoint === 10 && text.charCodeAt(at - 1) === 13)) newlines += 1;
      if (kind === ODD) sawOdd = true;
      if (gapLength > MAX_GAP || newlines > MAX_NEWLINES) endChain();
    }
    at += width;
  }
  endChain();
  return chains;
}

/** Some groups of a chain read as one number. */
export interface DigitWindow {
  readonly digits: string;
  readonly start: number;
  readonly end: number;
  readonly chain: DigitChain;
  /** Its first and last group in the chain. */
  readonly first: number;
  readonly last: number;
}

/** The window of whole groups from `first` whose digits together number `size`, if there is one. Looks at no more than `size` groups. */
export function windowAt(chain: DigitChain, first: number, size: number): DigitWindow | null {
  let digits = '';
  for (let last = first; last < chain.length; last += 1) {
    const group = chain[last];
    if (group === undefined || digits.length + group.digits.length > size) return null;
    digits += group.digits;
    if (digits.length === size)
      return { digits, start: chain[first]?.start ?? 0, end: group.end, chain, first, last };
  }
  return null;
}

export function groupsOf({ chain, first, last }: DigitWindow): readonly DigitGroup[] {
  return chain.slice(first, last + 1);
}

/** Sizes of the groups, e.g. `6-5`. */
export function shapeOf(window: DigitWindow): string {
  return groupsOf(window)
    .map(({ digits }) => digits.length)
    .join('-');
}

/** Whether it holds a gap with a comma, colon or the like. */
export function isOdd({ chain, first, last }: DigitWindow): boolean {
  for (let at = first + 1; at <= last; at += 1) if (chain[at]?.gap?.odd === true) return true;
  return false;
}

export function newlinesIn({ chain, first, last }: DigitWindow): number {
  let newlines = 0;
  for (let at = first + 1; at <= last; at += 1) newlines += chain[at]?.gap?.newlines ?? 0;
  return newlines;
}
