import { type DigitChain, type DigitGroup, type DigitWindow, groupsOf } from './digits.ts';

const inDates = new WeakMap<DigitChain, ReadonlySet<DigitGroup>>();

/** Whether a window lies within two dates that stand side by side («18.01.24 - 21.11.26»): a period, and nobody's number. */
export function isWithinDates(text: string, window: DigitWindow): boolean {
  const { chain } = window;
  let known = inDates.get(chain);
  if (known === undefined) {
    known = periodsOf(text, chain);
    inDates.set(chain, known);
  }
  const found = known;
  return found.size > 0 && groupsOf(window).every((group) => found.has(group));
}

/** Whether a window holds a whole date («Ringte 24.11.2026»), or times or days in pairs («08.00-15.00», «10.02 11.02»). */
export function holdsDateOrTimes(text: string, window: DigitWindow): boolean {
  const groups = groupsOf(window);
  if (isInEvenPairs(text, groups)) return false;
  if (groups.some((_, first) => isDate(text, groups, first) || isIsoDate(text, groups, first)))
    return true;
  const [first, second, third, fourth] = groups;
  if (first === undefined || second === undefined || third === undefined || fourth === undefined)
    return false;
  const inner = text.slice(first.end, second.start);
  return (
    /^[.:]$/.test(inner) &&
    text.slice(third.end, fourth.start) === inner &&
    text.slice(second.end, third.start) !== inner
  );
}

/** «92.08.04.35»: pairs with the same between throughout, though three of them could be a day. */
function isInEvenPairs(text: string, groups: DigitChain): boolean {
  const gaps = groups.slice(1).map(({ start }, at) => text.slice(groups[at]?.end ?? start, start));
  return (
    groups.length > 3 &&
    groups.every(({ digits }) => digits.length === 2) &&
    gaps.every((gap) => gap === gaps[0])
  );
}

function isIsoDate(text: string, chain: DigitChain, first: number): boolean {
  const [year, month, day] = chain.slice(first, first + 3);
  if (year === undefined || month === undefined || day === undefined) return false;
  return (
    /^(?:19|20)\d\d$/.test(year.digits) &&
    /^[-./]$/.test(text.slice(year.end, month.start)) &&
    /^[-./]$/.test(text.slice(month.end, day.start)) &&
    isBetween(month.digits, 2, 12) &&
    isBetween(day.digits, 2, 31)
  );
}

function periodsOf(text: string, chain: DigitChain): ReadonlySet<DigitGroup> {
  const found = new Set<DigitGroup>();
  for (let first = 0; first + 5 < chain.length; first += 1) {
    if (!isDate(text, chain, first) || !isDate(text, chain, first + 3)) continue;
    for (const group of chain.slice(first, first + 6)) found.add(group);
  }
  return found;
}

/** Day, month and year with the same full stop, stroke or dash between. */
function isDate(text: string, chain: DigitChain, first: number): boolean {
  const [day, month, year] = chain.slice(first, first + 3);
  if (day === undefined || month === undefined || year === undefined) return false;
  const separator = text.slice(day.end, month.start);
  if (!/^[./-]$/.test(separator) || text.slice(month.end, year.start) !== separator) return false;
  return (
    isBetween(day.digits, 2, 31) &&
    isBetween(month.digits, 2, 12) &&
    (year.digits.length === 2 || /^(?:19|20)\d\d$/.test(year.digits))
  );
}

function isBetween(digits: string, longest: number, highest: number): boolean {
  const value = Number(digits);
  return digits.length <= longest && value >= 1 && value <= highest;
}
