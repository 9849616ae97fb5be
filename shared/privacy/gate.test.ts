import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FindingKind } from './finding.ts';
import { findIdentifiers, hasBlocked, maskBlocked } from './gate.ts';
import { maskFindings, maskFor } from './mask.ts';

/** What the gate finds, as `kind` or `kind!` where it blocks, with the words it is about. */
function found(text: string): string[] {
  return findIdentifiers(text).map(
    ({ kind, start, end, severity }) =>
      `${kind}${severity === 'block' ? '!' : ''} ${text.slice(start, end)}`,
  );
}

// Made by the published rules; nobody's.

const valid = {
  fødselsnummer: '01010112377',
  'D-number': '41010112360',
};

describe('national ids', () => {
  test.each(Object.entries(valid))('%s', (_, digits) => {
    expect(found(`fnr ${digits}`)).toEqual([`national-id! ${digits}`]);
  });

  test.each([
    '010101 12377',
    '01.01.01-12377',
    '01/01/01 12377',
    '010101\u00a012377',
    '010101\u201112377',
    '0 1 0 1 0 1 1 2 3 7 7',
    '0-1-0-1-0-1-1-2-3-7-7',
    '0\u200b1\u200b0\u200b1\u200b0\u200b1\u200b1\u200b2\u200b3\u200b7\u200b7',
    '０１０１０１１２３７７',
    '010101\n12377',
    '010101\r\n> 12377',
    '010 101 123 77',
    '01.01.2001 12377',
    '01.01.01, personnr 12377',
    'null en null en null en en to tre sju sju',
  ])('dressed as %j', (dressed) => {
    expect(found(`Bruker ${dressed} ringte`)).toEqual([`national-id! ${dressed}`]);
  });

  test('a slip of the finger is warned of', () => {
    expect(found('fnr 01010112378')).toEqual(['national-id-typo 01010112378']);
    expect(found('fnr 0101011237')).toEqual(['national-id-typo 0101011237']);
    expect(found('010101 13277')).toEqual(['national-id-typo 010101 13277']);
  });
});

test.each([
  ['konto 8601 11 17947', ['account! 8601 11 17947']],
  ['NO93 8601 1117 947', ['account! NO93 8601 1117 947']],
  ['IBAN DE89 3704 0044 0532 0130 00.', ['account! DE89 3704 0044 0532 0130 00']],
  ['aktørid 1000012345678', ['actor-id! 1000012345678']],
  ['ring 41 23 45 67', ['phone! 41 23 45 67']],
  ['+46 70 123 45 67', ['phone! +46 70 123 45 67']],
  ['ho har 7310 6852 som nummer', ['phone! 7310 6852']],
  ['skriv til ola.nordmann@example.org.', ['email! ola.nordmann@example.org']],
  ['ola krøllalfa example.org', ['email! ola krøllalfa example.org']],
  ['bor i Storgata 5B, 0155 Oslo', ['address! Storgata 5B, 0155 Oslo']],
  ['bur i karl johans gate 59', ['address karl johans gate 59']],
  ['bor i Skogly 4', ['address Skogly 4']],
  ['saksbehandler Z123456', ['nav-ident Z123456']],
] as const)('%s', (text, expected) => {
  expect(found(text)).toEqual(expected);
});

test.each([
  'Ringte 24.11.2026 og 3.12.2026, ikke svar',
  'ringte 2026-11-24 13:45:02',
  'perioden 18.01.24 - 21.11.26',
  'periode 20.3.2022–10.4.2019',
  'kontakt kl 08.00-15.00, melding 12.10.23 14.20',
  'ringte 5 ganger: 12 14 16 18',
  'fikk nummer 112 i køen, ventet 50 55 60 65 min',
  'lønn 25 000 30 000 35 000',
  'beløp 41234567 kr',
  'ring oss på 55 55 33 33 eller 55553334',
  'KID-nummer 371714535572 virket ikke',
  'saksnr 2023/456789 og sak 45678901',
  'orgnr 987 654 321',
  'valgt 3 tiltak, ringt 10 ganger, 4 av 12 dager',
  'bor i Oslo 3 år, flyttet fra Polen 3 mnd senere',
  'ftrl. § 11-5, skjema NAV 10-07.03',
  'I 2019 Bergen, i 2020 Oslo',
])('nothing is found in %j', (text) => {
  expect(found(text)).toEqual([]);
});

test('what is masked is named, and stays masked', () => {
  const text = `Bruker 01.01.01 12377 på 41234567`;
  const masked = maskFindings(text, findIdentifiers(text), 'nb');
  expect(masked).toBe('Bruker [fødselsnummer fjernet] på [telefonnummer fjernet]');
  expect(findIdentifiers(masked)).toEqual([]);
});

test('only what blocks is masked for the draft', () => {
  expect(maskBlocked('Z123456 sa 41234567', 'nn')).toBe('Z123456 sa [telefonnummer fjerna]');
  expect(hasBlocked('Z123456')).toBe(false);
});

/** Texts that come near what the gate looks for. */
const nearText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...'0123456789',
        ...' .-/,:;+()@<>[]{}\n\r\t\u00a0\u200b\u2011\u00ad\ufffc\ufe0f\u20e3',
        ...[
          '010101',
          '12377',
          '01010112377',
          '41234567',
          '+47',
          '0047',
          'NO93',
          '8601',
          '11 17947',
          '1000012345678',
        ],
        ...[
          'fnr ',
          'konto ',
          'tlf ',
          'ring ',
          'kr',
          'personnr ',
          'Storgata ',
          'bor i ',
          '0155 Oslo',
          'Z123456',
          'nr. ',
        ],
        ...[
          'ola',
          '@example.org',
          ' (at) ',
          'krøllalfa',
          'null en to ',
          '24.11.2026',
          '😀',
          '\ud83d',
          '\udc00',
          '０１',
          '𝟎𝟏',
        ],
        ...['Kari Nordmann', 'nordmann, kari', 'Hansen', 'på'],
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));

describe('for any text', () => {
  test('findings are in order, apart from each other, and on the borders of characters', () => {
    fc.assert(
      fc.property(fc.oneof(nearText, fc.string({ unit: 'binary' })), (text) => {
        let last = 0;
        for (const { start, end, confidence } of findIdentifiers(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          expect([start, end].some((at) => splitsPair(text, at))).toBe(false);
          expect(confidence).toBeGreaterThan(0);
          expect(confidence).toBeLessThanOrEqual(1);
          last = end;
        }
      }),
      { numRuns: 200 },
    );
  });

  test('masking leaves nothing to find, in any language', () => {
    fc.assert(
      fc.property(nearText, fc.constantFrom('nb', 'nn', 'en'), (text, language) => {
        const masked = maskFindings(text, findIdentifiers(text), language);
        expect(found(masked)).toEqual([]);
        const draft = maskBlocked(text, language);
        expect(hasBlocked(draft)).toBe(false);
        expect(maskBlocked(draft, language)).toBe(draft);
      }),
      { numRuns: 200 },
    );
  });

  test('a mask is never found itself', () => {
    const kinds: FindingKind[] = [
      'national-id',
      'account',
      'actor-id',
      'phone',
      'email',
      'address',
      'nav-ident',
    ];
    for (const language of ['nb', 'nn', 'en'] as const)
      for (const kind of kinds) expect(found(`a ${maskFor(kind, language)} b`)).toEqual([]);
  });
});

/** Whether an offset falls between the halves of a character. */
function splitsPair(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at);
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
}

describe('hostile texts take time in line with their length', () => {
  const units = [
    '0',
    '1 ',
    '0101011237',
    '12.',
    '@',
    'a@',
    'a@b.',
    ' (at) ',
    'NO12 ',
    'a1',
    'en to ',
    'Storgata ',
    'bor i ',
    'A ',
    '5003 ',
    '\u200b',
    '1\u200b',
    ']',
    '+47',
    '00',
    '01.01.01 ',
    'pnr ',
    '\ud83d',
    '𝟎',
    '1,',
    'Aa ',
    'Ola Nordmann ',
    'Aaaaas ',
    '\n',
    'x'.repeat(50),
    'Å-',
  ];

  // Some tenths of a second each. In the square of the length it would be minutes, far beyond a test's time.
  test.each(units)('%j', (unit) => {
    const text = unit.repeat(Math.ceil(300_000 / unit.length));
    const findings = findIdentifiers(text);
    expect(findings.every(({ end }) => end <= text.length)).toBe(true);
  });
});

describe('names of persons', () => {
  test.each([
    ['Snakket med Kari Nordmann i dag', ['name Kari Nordmann']],
    ['Saka til Ánte Hætta ligg urørt', ['name Ánte Hætta']],
    ['gjelder Hansen, Kari', ['name Hansen, Kari']],
    ['bruker fatima mohamud ringte', ['name fatima mohamud']],
    ['Oleksandr Kovalenko får ikke svar', ['name Oleksandr Kovalenko']],
    [
      'Bruker Agnieszka Wiśniewska, fnr 01010112377',
      ['name Agnieszka Wiśniewska', 'national-id! 01010112377'],
    ],
    ['mor til barnet, Anne-Marie Ødegård-Lie, er sykmeldt', ['name Anne-Marie Ødegård-Lie']],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  test.each([
    'Altinn, BankID og Digipost virket ikke i januar og februar',
    'NAV Grünerløkka og NAV Sagene sier to ting',
    'Arbeidsavklaringspenger, Dagpenger og Uføretrygd',
    'Flyttet fra Karasjok til Alta, må til Tromsø for å få hjelp',
    'per dag, per måned, liv og lyst, odd og even',
    'Lånekassen, Skatteetaten og Husbanken vil ha samme papir',
  ])('nobody is found in %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});
