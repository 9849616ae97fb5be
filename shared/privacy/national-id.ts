import { idnr } from '@navikt/fnrvalidator';

/** Added to the month: +40 H-number; +80, +65, +60, +20 synthetic persons of the authorities' test registers. */
const monthOffsets = [0, 20, 40, 60, 65, 80] as const;
const daysInMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Whether the first six of eleven digits can be a date, with the offsets in use: day +40 (D-number), month as above. */
export function hasPlausibleDate(digits: string): boolean {
  const dayDigits = twoDigits(digits, 0);
  const day = dayDigits > 40 ? dayDigits - 40 : dayDigits;
  if (day < 1 || day > 31) return false;
  const monthDigits = twoDigits(digits, 2);
  const longest = twoDigits(digits, 4) % 4 === 0 ? 29 : 28;
  for (const offset of monthOffsets) {
    const month = monthDigits - offset;
    const days = month === 2 ? longest : daysInMonth[month - 1];
    if (days !== undefined && day <= days) return true;
  }
  return false;
}

function twoDigits(digits: string, at: number): number {
  return (digits.charCodeAt(at) - 48) * 10 + digits.charCodeAt(at + 1) - 48;
}

/**
 * Both control digits, the first after the relaxed rule that holds from 2032 as well. Never judged by individual number.
 * The validator checks the control digits first and then a date that knows fewer offsets, so only its word on the former counts.
 */
function hasControlDigits(digits: string): boolean {
  const result = idnr(digits);
  return result.status === 'valid' || !result.reasons.includes("checksums don't match");
}

/** Whether eleven ASCII digits are a national id of any kind: fødselsnummer, D-number, H-number, synthetic. */
export function isNationalId(digits: string): boolean {
  // The last digit first, by sum alone: it rules out ten of eleven at a fraction of the validator's cost.
  return (
    digits.length === 11 &&
    hasPlausibleDate(digits) &&
    hasLastControlDigit(digits) &&
    hasControlDigits(digits)
  );
}

const lastWeights = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1] as const;

function hasLastControlDigit(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < 11; at += 1) sum += (lastWeights[at] ?? 0) * (digits.charCodeAt(at) - 48);
  return sum % 11 === 0;
}

/** Whether changing one digit, or swapping two neighbours, makes a national id of eleven digits. */
export function isOneSlipFromNationalId(digits: string): boolean {
  for (let at = 0; at < digits.length; at += 1) {
    const before = digits.slice(0, at);
    for (let digit = 0; digit <= 9; digit += 1)
      if (isNationalId(`${before}${digit}${digits.slice(at + 1)}`)) return true;
    if (isNationalId(`${before}${digits[at + 1] ?? ''}${digits[at]}${digits.slice(at + 2)}`))
      return true;
  }
  return false;
}

const accountWeights = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2] as const;

/** Whether eleven ASCII digits are a Norwegian bank account: the last is the mod 11 control digit of the others. */
export function isAccount(digits: string): boolean {
  if (digits.length !== 11 || /^0+$/.test(digits)) return false;
  // Accounts with 00 in the middle leave the bank's register number out of the sum.
  return hasAccountDigit(digits, 0) || (digits.slice(4, 6) === '00' && hasAccountDigit(digits, 6));
}

function hasAccountDigit(digits: string, from: number): boolean {
  let sum = 0;
  for (let at = from; at < 10; at += 1)
    sum += (accountWeights[at] ?? 0) * (digits.charCodeAt(at) - 48);
  return (11 - (sum % 11)) % 11 === digits.charCodeAt(10) - 48;
}
