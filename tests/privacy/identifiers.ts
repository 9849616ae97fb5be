import type { Chance } from './chance.ts';

/**
 * Makes identifiers by the published rules, with arithmetic of its own: nothing here shares code with the gate, so that a fault
 * there can't hide here. Nobody's: made by chance.
 */

export const nationalIdVariants = [
  'plain',
  'd-number',
  'h-number',
  'synthetic-40',
  'synthetic-65',
  'synthetic-80',
  'd-synthetic-80',
  'from-2032',
] as const;
export type NationalIdVariant = (typeof nationalIdVariants)[number];

const k1Weights = [3, 7, 6, 1, 8, 9, 4, 5, 2];
const k2Weights = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];

const weighted = (digits: string, weights: readonly number[]) =>
  weights.reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0) % 11;

/** The two control digits of nine; `slack` 1 to 3 is the relaxed rule for the first. Null where there are none. */
function controlDigits(nine: string, slack: number): string | null {
  const k1 = (11 + slack - weighted(nine, k1Weights)) % 11;
  if (k1 === 10) return null;
  const k2 = (11 - weighted(`${nine}${k1}`, k2Weights)) % 11;
  return k2 === 10 ? null : `${k1}${k2}`;
}

const two = (value: number) => String(value).padStart(2, '0');

export function nationalId(chance: Chance, variant: NationalIdVariant): string {
  for (;;) {
    const year = chance.int(0, 99);
    const month = chance.int(1, 12);
    const longest = month === 2 ? 28 : [4, 6, 9, 11].includes(month) ? 30 : 31;
    const day = chance.int(1, longest);
    const dayDigits = variant === 'd-number' || variant === 'd-synthetic-80' ? day + 40 : day;
    const monthDigits = month + monthOffset(variant);
    const nine = `${two(dayDigits)}${two(monthDigits)}${two(year)}${String(chance.int(0, 999)).padStart(3, '0')}`;
    const control = controlDigits(nine, variant === 'from-2032' ? chance.int(1, 3) : 0);
    if (control !== null) return nine + control;
  }
}

function monthOffset(variant: NationalIdVariant): number {
  switch (variant) {
    case 'h-number':
    case 'synthetic-40':
      return 40;
    case 'synthetic-65':
      return 65;
    case 'synthetic-80':
    case 'd-synthetic-80':
      return 80;
    default:
      return 0;
  }
}

/** One digit another one, or two neighbours swapped. Never a number that is right again. */
export function withSlip(
  digits: string,
  chance: Chance,
  isRight: (digits: string) => boolean,
): string {
  for (;;) {
    const slipped = chance.maybe(0.6) ? wrongDigit(digits, chance) : swapped(digits, chance);
    if (slipped !== digits && !isRight(slipped)) return slipped;
  }
}

function wrongDigit(digits: string, chance: Chance): string {
  const at = chance.int(0, digits.length - 1);
  const other = (Number(digits[at]) + chance.int(1, 9)) % 10;
  return digits.slice(0, at) + other + digits.slice(at + 1);
}

function swapped(digits: string, chance: Chance): string {
  const at = chance.int(0, digits.length - 2);
  return digits.slice(0, at) + digits[at + 1] + digits[at] + digits.slice(at + 2);
}

/** Whether both control digits are right by the rule of today or of 2032, whatever the date. */
export function hasRightControl(digits: string): boolean {
  const nine = digits.slice(0, 9);
  return [0, 1, 2, 3].some((slack) => controlDigits(nine, slack) === digits.slice(9));
}

const accountWeights = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];

export function account(chance: Chance): string {
  for (;;) {
    const ten = String(chance.int(1000, 9999)) + String(chance.int(0, 999_999)).padStart(6, '0');
    const control = (11 - weighted(ten, accountWeights)) % 11;
    if (control !== 10) return `${ten}${control}`;
  }
}

export function actorId(chance: Chance): string {
  return `${chance.pick(['1000', '2000', '2300', '2600'])}${String(chance.int(0, 999_999_999)).padStart(9, '0')}`;
}

export function mobile(chance: Chance): string {
  return `${chance.pick(['4', '9'])}${String(chance.int(0, 9_999_999)).padStart(7, '0')}`;
}

export function landline(chance: Chance): string {
  return `${chance.pick(['22', '23', '32', '33', '35', '38', '51', '52', '56', '61', '63', '69', '71', '73', '75', '77', '78'])}${String(chance.int(0, 999_999)).padStart(6, '0')}`;
}

const foreignPhones: readonly (readonly [string, readonly number[]])[] = [
  ['46', [2, 3, 2, 2]],
  ['45', [2, 2, 2, 2]],
  ['48', [3, 3, 3]],
  ['370', [3, 5]],
  ['44', [4, 6]],
  ['49', [3, 4, 4]],
  ['358', [2, 3, 4]],
  ['40', [3, 3, 3]],
  ['1', [3, 3, 4]],
  ['380', [2, 3, 2, 2]],
  ['252', [2, 3, 4]],
];

/** With `+` or `00`; null-free: always a country other than Norway. */
export function foreignPhone(chance: Chance): string {
  const [code, groups] = chance.pick(foreignPhones);
  const digits = groups.map((size, at) =>
    Array.from({ length: size }, (_, i) => chance.int(at + i === 0 ? 2 : 0, 9)).join(''),
  );
  const gap = chance.pick([' ', ' ', '', '-', '\u00a0']);
  return `${chance.pick(['+', '+', '00'])}${code}${gap}${digits.join(gap)}`;
}
