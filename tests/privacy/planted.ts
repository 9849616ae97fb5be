import type { Chance } from './chance.ts';
import { accountDresses, type Dress, nationalIdDresses, phoneDresses } from './dresses.ts';
import {
  account,
  actorId,
  foreignPhone,
  hasRightControl,
  landline,
  mobile,
  nationalId,
  nationalIdVariants,
  withSlip,
} from './identifiers.ts';
import { domains, firstNames, lastNames, places, streets } from './people.ts';

export const plantedKinds = [
  'national-id',
  'national-id-typo',
  'account',
  'actor-id',
  'phone',
  'email',
  'address',
  'nav-ident',
  'name',
] as const;
export type PlantedKind = (typeof plantedKinds)[number];

/** A text with one identifier in it. */
export interface Planted {
  readonly text: string;
  readonly kind: PlantedKind;
  readonly dress: string;
  readonly start: number;
  readonly end: number;
}

/** One planted text of a kind; `carriers` are notes without any identifier. */
export function plant(kind: PlantedKind, chance: Chance, carriers: readonly string[]): Planted {
  const { dress, identifier, frames } = made(kind, chance);
  const frame = chance.pick(frames);
  const [before = '', after = ''] = frame.split('#');
  const carrier = chance.pick(carriers);
  const place = chance.int(0, 2);
  // First, last, or between two sentences of the note.
  const split = place === 0 ? 0 : place === 1 ? carrier.length : sentenceEnd(carrier);
  const head = carrier.slice(0, split);
  const tail = carrier.slice(split);
  const lead = head === '' ? '' : chance.pick([head.endsWith('.') ? ' ' : '. ', '\n', ' – ', ', ']);
  const start = head.length + lead.length + before.length;
  const text = `${head}${lead}${before}${identifier}${after}${tail === '' ? '' : chance.pick(['. ', '\n', ', '])}${tail}`;
  return { text, kind, dress, start, end: start + identifier.length };
}

function sentenceEnd(text: string): number {
  const at = text.search(/[.!?] /);
  return at === -1 ? text.length : at + 1;
}

interface Made {
  readonly dress: string;
  readonly identifier: string;
  /** `#` stands for the identifier. */
  readonly frames: readonly string[];
}

function dressed(
  dresses: Readonly<Record<string, Dress>>,
  digits: string,
  chance: Chance,
): { dress: string; identifier: string } {
  const dress = chance.pick(Object.keys(dresses));
  return { dress, identifier: dresses[dress]?.(digits, chance) ?? digits };
}

const idFrames = [
  '#',
  'fnr #',
  'Fnr: #',
  'fødselsnummer # ',
  'Bruker # ringte',
  'gjelder #',
  'gjeld # ',
  'person #, venter på svar',
  '(#)',
  'brukar med fnr. # har venta',
  'ident #',
  'f.nr # ',
  'pnr # ',
  'har søkt, #, ikke svar',
  'sak på #',
  '# spør om dagpenger',
  'dnr # ',
  'Mor (#) og barn',
  'id:#',
  'nr #!',
  '«#»',
  'f.#',
  'fødd #,',
  'for # er det',
  'Fødselsnr.#',
];

function made(kind: PlantedKind, chance: Chance): Made {
  switch (kind) {
    case 'national-id': {
      const variant = chance.pick(nationalIdVariants);
      const { dress, identifier } = dressed(nationalIdDresses, nationalId(chance, variant), chance);
      return { dress: `${variant}, ${dress}`, identifier, frames: idFrames };
    }
    case 'national-id-typo': {
      const right = nationalId(chance, chance.pick(nationalIdVariants));
      const slipped = withSlip(right, chance, hasRightControl);
      const { bare, spaces, dashes, dots, mixed } = nationalIdDresses;
      const usual = Object.fromEntries(
        Object.entries({ bare, spaces, dashes, dots, mixed }).flatMap(([name, dress]) =>
          dress === undefined ? [] : [[name, dress] as const],
        ),
      );
      return { ...dressed(usual, slipped, chance), frames: idFrames };
    }
    case 'account':
      return {
        ...dressed(accountDresses, account(chance), chance),
        frames: [
          '#',
          'konto #',
          'kontonr # ',
          'Kontonummer: #',
          'utbetalt til # i går',
          'kontoen # er feil',
          'bruk # heretter',
          'pengane gjekk til #',
          'ny konto er #.',
        ],
      };
    case 'actor-id':
      return {
        dress: 'bare',
        identifier: actorId(chance),
        frames: [
          '#',
          'aktørid #',
          'aktør-id: #',
          'AktørId # i loggen',
          'står på # i Gosys',
          'aktoerId=#',
        ],
      };
    case 'phone':
      return phone(chance);
    case 'email':
      return email(chance);
    case 'address':
      return address(chance);
    case 'nav-ident':
      return {
        dress: 'bare',
        identifier: `${chance.pick([...'ABCDEFGHKLMNOPRSTVWZ'])}${chance.int(100_000, 999_999)}`,
        frames: ['#', 'saksbehandler #', 'ident #', 'sendt av # i går', 'av (#)', 'rettleiar # '],
      };
    case 'name':
      return personName(chance);
  }
}

const phoneFrames = [
  'tlf #',
  'Tlf: #',
  'ring #',
  'ring ham på # etter kl 12',
  'mobil #',
  'kan nås på #',
  'nytt nummer #',
  'telefonnummer #',
  'ringte fra #',
  'ho har # som nummer',
  'sms til #',
  'Ring tilbake: #',
  'kontakt på # ',
];

function phone(chance: Chance): Made {
  if (chance.maybe(0.25))
    return {
      dress: 'foreign',
      identifier: foreignPhone(chance),
      frames: [...phoneFrames, '#', 'bruker # spør'],
    };
  const digits = chance.maybe(0.7) ? mobile(chance) : landline(chance);
  const { dress, identifier } = dressed(phoneDresses, digits, chance);
  // Nothing but the digits, and no word that says what they are, is fair only for mobile numbers in their usual dress.
  const alone = /^[49]/.test(digits) && ['bare', 'mobile', 'pairs', '+47'].includes(dress);
  return {
    dress,
    identifier,
    frames: alone ? [...phoneFrames, '#', 'bruker # spør'] : phoneFrames,
  };
}

const asciiOf = (name: string) =>
  name
    .toLowerCase()
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'o')
    .replaceAll('å', 'a')
    .normalize('NFD')
    .replace(/[^a-z-]/g, '');

function email(chance: Chance): Made {
  const first = asciiOf(chance.pick(firstNames));
  const last = asciiOf(chance.pick(lastNames));
  const local = chance.pick([
    `${first}.${last}`,
    `${first}${chance.int(1, 99)}`,
    `${first}_${last}`,
    `${first[0]}${last}`,
    `${first}.${last}+nav`,
    `${last}`,
    `${first}-${last}${chance.int(1950, 2009)}`,
    `${first}.${last}`.toUpperCase(),
  ]);
  const domain = chance.pick(domains);
  const sign = chance.pick([
    '@',
    '@',
    '@',
    '@',
    ' @ ',
    '@ ',
    '\uff20',
    ' (at) ',
    '(a)',
    '[at]',
    ' krøllalfa ',
    '@\u200b',
    '\u00ad@',
  ]);
  return {
    dress: sign,
    identifier: `${local}${sign}${domain}`,
    frames: [
      '#',
      'epost #',
      'e-post: # ',
      'skriv til #.',
      'sendt til #, ikke svar',
      '<#>',
      'mail #',
      'mailto:#',
      '(#)',
      'adressa er #!',
    ],
  };
}

function address(chance: Chance): Made {
  const street = chance.pick(streets);
  const number = `${chance.int(1, 180)}${chance.maybe(0.25) ? chance.pick(['A', 'B', ' C', 'b', ' d']) : ''}`;
  const place = chance.pick(places);
  const written = chance.maybe(0.2) ? street.toLowerCase() : street;
  const [dress, identifier] = chance.pick<[string, string]>([
    ['street', `${written} ${number}`],
    ['street', `${written} ${number}`],
    ['street and place', `${street} ${number}, ${place}`],
    ['street and place', `${street} ${number} ${place}`],
    ['two lines', `${street} ${number}\n${place}`],
    ['place', place],
    ['capitals', `${street} ${number}, ${place}`.toUpperCase()],
  ]);
  return {
    dress,
    identifier,
    frames: [
      '#',
      'bor i #',
      'bur i # ',
      'adresse: #',
      'flyttet til # i mai',
      'brev sendt til #, kom i retur',
      'står på # ',
      'ny adresse #',
      'bosatt #.',
    ],
  };
}

function personName(chance: Chance): Made {
  const first = chance.pick(firstNames);
  const last = chance.pick(lastNames);
  const second = chance.pick(lastNames);
  const [dress, identifier] = chance.pick<[string, string]>([
    ['full', `${first} ${last}`],
    ['full', `${first} ${last}`],
    ['full', `${first} ${last}`],
    ['three', `${first} ${second} ${last}`],
    ['last first', `${last}, ${first}`],
    ['lower case', `${first} ${last}`.toLowerCase()],
    ['initial', `${first} ${second[0]}. ${last}`],
    ['hyphen', `${first} ${second}-${last}`],
  ]);
  return {
    dress,
    identifier,
    frames: [
      'Bruker # ringte',
      '# har ventet lenge',
      'snakket med # i dag',
      'gjelder #',
      'gjeld #, venta i tre veker',
      'hos #',
      '#: får ikke logget inn',
      'mora til # spør',
      'veileder # svarer ikke',
      'har snakka med # på kontoret',
      'Saksbehandler # lovte svar',
      'far (#) søkte for sent',
      '# ringer igjen',
      'naboen # hjelper',
      'sønnen # på 9 år',
      'møte med #',
      'lege # har ikke sendt erklæring',
      'ifølge # var det levert',
      'for # er det viktig',
      '#',
    ],
  };
}
