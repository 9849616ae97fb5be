import type { Chance } from './chance.ts';

export const dashes = [
  '-',
  '\u2010',
  '\u2011',
  '\u2012',
  '\u2013',
  '\u2014',
  '\u2015',
  '\u2212',
  '\u058a',
  '\u1806',
  '\u2e3a',
  '\u301c',
  '\u3030',
  '\ufe58',
  '\ufe63',
  '\uff0d',
  '\u2043',
  '\u02d7',
  '\u207b',
  '\u2796',
];
export const spaces = [
  ' ',
  '\u00a0',
  '\u2007',
  '\u2009',
  '\u202f',
  '\u2003',
  '\u2002',
  '\u200a',
  '\u205f',
  '\u3000',
  '\t',
  '\u1680',
  '\u2800',
];
export const slashes = ['/', '\\', '\u2044', '\u2215', '\u29f8', '\uff0f', '|'];
export const dots = [
  '.',
  '\u00b7',
  '\u2022',
  '\u2024',
  '\u2027',
  '\u2219',
  '\u22c5',
  '\u30fb',
  '\uff0e',
  '\u3002',
];
export const invisible = [
  '\u200b',
  '\u200c',
  '\u200d',
  '\u2060',
  '\ufeff',
  '\u00ad',
  '\u200e',
  '\u200f',
  '\u202a',
  '\u202c',
  '\u2066',
  '\u2069',
  '\u034f',
  '\u180e',
  '\u115f',
  '\u3164',
  '\ufe0e',
  '\u0301',
];
const lineEnds = ['\n', '\r\n', '\u2028', '\n ', ' \n', '-\n', '\r', '\n> ', '\n  '];

/** Zero of other digits that a person reads as numbers. */
const otherDigits = [0xff10, 0x1d7ce, 0x1d7d8, 0x1d7ec, 0x0660, 0x0966, 0x2080, 0x1d7f6];

export type Dress = (digits: string, chance: Chance) => string;

const group = (digits: string, sizes: readonly number[]) => {
  let from = 0;
  return sizes.map((size) => {
    from += size;
    return digits.slice(from - size, from);
  });
};

const grouped =
  (sizes: readonly (readonly number[])[], separators: readonly string[]): Dress =>
  (digits, chance) =>
    group(digits, chance.pick(sizes)).join(chance.pick(separators));

const around = (separators: readonly string[]) => separators.flatMap((s) => [s, ` ${s} `, `${s} `]);

const idGroups = [
  [6, 5],
  [2, 2, 2, 5],
  [6, 3, 2],
  [2, 2, 2, 3, 2],
  [6, 2, 3],
];

/** How national ids come dressed. Each keeps all eleven digits in order. */
export const nationalIdDresses: Readonly<Record<string, Dress>> = {
  bare: (digits) => digits,
  spaces: grouped(idGroups, spaces),
  dashes: grouped(idGroups, around(dashes)),
  dots: grouped(idGroups, dots),
  slashes: grouped(idGroups, around(slashes)),
  mixed: (digits, chance) => {
    const [day = '', month = '', year = '', rest = ''] = group(digits, [2, 2, 2, 5]);
    const inner = chance.pick([...dots, '/', '-', ' ']);
    return [day, month, year].join(inner) + chance.pick([...dashes, ...spaces, ' - ', '/']) + rest;
  },
  invisible: (digits, chance) => {
    const mark = chance.pick(invisible);
    return [...digits].map((digit) => digit + (chance.maybe(0.4) ? mark : '')).join('');
  },
  'invisible everywhere': (digits, chance) => [...digits].join(chance.pick(invisible)),
  'full width and other digits': (digits, chance) => {
    const zero = chance.pick(otherDigits);
    const made = [...digits].map((digit) => String.fromCodePoint(zero + Number(digit)));
    return chance.maybe(0.5)
      ? made.join('')
      : `${made.slice(0, 6).join('')}${chance.pick(spaces)}${made.slice(6).join('')}`;
  },
  'over a line': (digits, chance) => {
    const at = chance.int(1, 10);
    return digits.slice(0, at) + chance.pick(lineEnds) + digits.slice(at);
  },
  'groups over a line': (digits, chance) => {
    const [day = '', month = '', year = '', rest = ''] = group(digits, [2, 2, 2, 5]);
    return `${day}.${month}.${year}${chance.pick(lineEnds)}${rest}`;
  },
  'digit by digit': (digits, chance) =>
    [...digits].join(
      chance.pick([...spaces, ...dashes, ...dots, ' - ', ', ', ',', '. ', '  ', '\n']),
    ),
  'random groups': (digits, chance) => {
    const separator = chance.pick([' ', '-', '.', '\u00a0', '/']);
    return [...digits]
      .map((digit, at) => (at > 0 && chance.maybe(0.3) ? separator : '') + digit)
      .join('');
  },
  'every gap another': (digits, chance) =>
    [...digits]
      .map(
        (digit, at) =>
          (at > 0 && chance.maybe(0.5)
            ? chance.pick([...spaces, ...dashes, ...dots, ...invisible])
            : '') + digit,
      )
      .join(''),
  keycaps: (digits) => [...digits].map((digit) => `${digit}\ufe0f\u20e3`).join(''),
  'wide gaps': (digits, chance) =>
    grouped(idGroups, ['  ', '   ', ' - ', ' / ', ' . '])(digits, chance),
  brackets: (digits) => `${digits.slice(0, 6)} (${digits.slice(6)})`,
  'named halves': (digits, chance) =>
    `${chance.pick([digits.slice(0, 6), group(digits.slice(0, 6), [2, 2, 2]).join('.')])}${chance.pick([', ', ' ', ' og '])}${chance.pick(['pnr', 'personnr', 'personnr.', 'personnummer', 'p.nr.', 'pnr:'])} ${digits.slice(6)}`,
  'full year': (digits, chance) =>
    `${digits.slice(0, 2)}.${digits.slice(2, 4)}.${chance.pick(['19', '20'])}${digits.slice(4, 6)}${chance.pick([' ', '-', ' - ', '/'])}${digits.slice(6)}`,
};

export const accountDresses: Readonly<Record<string, Dress>> = {
  bare: (digits) => digits,
  dots: grouped([[4, 2, 5]], dots),
  spaces: grouped(
    [
      [4, 2, 5],
      [4, 2, 2, 3],
      [4, 7],
      [4, 3, 4],
    ],
    spaces,
  ),
  dashes: grouped([[4, 2, 5]], dashes),
  invisible: (digits, chance) => [...digits].join(chance.pick(invisible)),
  'digit by digit': (digits, chance) => [...digits].join(chance.pick(spaces)),
  iban: (digits, chance) => {
    const iban = `NO${chance.int(10, 99)}${digits}`;
    return chance.maybe(0.5) ? iban : (iban.match(/.{1,4}/g) ?? []).join(' ');
  },
};

export const phoneDresses: Readonly<Record<string, Dress>> = {
  bare: (digits) => digits,
  pairs: grouped([[2, 2, 2, 2]], ['\u00a0', ' ', '.', '-', ' - ', '\u202f', '\u2011']),
  mobile: (digits, chance) => grouped([[3, 2, 3]], [' ', '\u00a0', '-', '.'])(digits, chance),
  '+47': (digits, chance) =>
    `${chance.pick(['+47', '+47 ', '0047', '0047 ', '(+47) ', '+47-', '+ 47 '])}${chance.pick([digits, group(digits, [2, 2, 2, 2]).join(' '), group(digits, [3, 2, 3]).join(' ')])}`,
  'full width': (digits) =>
    [...digits].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join(''),
  invisible: (digits, chance) => [...digits].join(chance.pick(invisible)),
  halves: grouped([[4, 4]], [' ', '-']),
  'digit by digit': (digits, chance) => [...digits].join(chance.pick([' ', '-', '. '])),
};
