import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readWords } from './read-words.ts';

const spelt = (text: string) => readWords(text).words.map((word) => word.spelt);
const stems = (text: string) => readWords(text).words.map((word) => word.stem);

test('one spelling for composed and decomposed letters and for capitals; æ, ø and å stay what they are', () => {
  expect(spelt('FÅR IKKJE SØKNADEN, ÆRLIG')).toEqual(['får', 'ikke', 'søknaden', 'ærlig']);
  expect(spelt('Får idé'.normalize('NFD'))).toEqual(['får', 'ide']);
});

describe('shorthand is written out', () => {
  test.each([
    ['Br. venter på dp', 'bruker venter på dagpenger'],
    ['søkn. om aap', 'søknad om arbeidsavklaringspenger'],
    ['sp og fp', 'sykepenger og foreldrepenger'],
    ['mld.kort', 'meldekort'],
    ['mld. kort', 'meldekort'],
    ['mldkortet', 'meldekortet'],
    ['arb.giver sendte ikke IM', 'arbeidsgiver sendte ikke inntektsmelding'],
    ['dp-søknaden', 'dagpenger søknaden'],
    [
      'ventet 3 mnd pga uføre',
      'ventet 3 måneder på grunn av uføretrygd'.replace('måneder', 'måned'),
    ],
  ])('%s', (text, long) => {
    expect(spelt(text).join(' ')).toBe(long);
  });

  test('but no longer word is cut into', () => {
    expect(spelt('legeerklæring inntektsmelding spor armen')).toEqual([
      'legeerklæring',
      'inntektsmelding',
      'spor',
      'armen',
    ]);
  });
});

test.each([
  ['Brukar har ikkje fått sjukepengar', 'bruker har ikke fått sykepenger'],
  ['Ho ventar framleis på svar frå rettleiaren', 'hun venter fortsatt på svar fra veilederen'],
  ['Søknaden er ikkje handsama', 'søknaden er ikke behandlet'],
  ['kvifor må eg søkje kvar månad', 'hvorfor må jeg søke hver måned'],
])('nynorsk is read as bokmål: %s', (nynorsk, bokmål) => {
  expect(stems(nynorsk)).toEqual(stems(bokmål));
});

test.each([
  ['søknaden', 'søknader', 'søknadene', 'søknad'],
  ['utbetaling', 'utbetalingen', 'utbetalt', 'utbetales'],
  ['vedtaket', 'vedtak', 'vedtakene'],
  ['venter', 'ventet', 'vente'],
  ['veilederen', 'veileder', 'veiledere'],
  ['forstår', 'forsto'],
  ['uke', 'uker', 'uka', 'ukene'],
])('the forms of a word meet: %s …', (...forms) => {
  expect(new Set(forms.flatMap(stems)).size).toBe(1);
});

test.each([
  ['søknad', 'søker'],
  ['lege', 'leie'],
  ['kort', 'korrekt'],
  ['melding', 'medling'],
])('%s and %s stay apart', (one, other) => {
  expect(stems(one)).not.toEqual(stems(other));
});

describe('English', () => {
  test('is told from Norwegian, and Norwegian rules leave it alone', () => {
    expect(readWords('Why was my card declined at the shop?').language).toBe('english');
    expect(readWords('Skriver engelsk: søkt i fjor').language).toBe('norwegian');
    expect(spelt('They sent me the sum, no born date')).toEqual([
      'they',
      'sent',
      'me',
      'the',
      'sum',
      'no',
      'born',
      'date',
    ]);
  });

  test('forms of a word meet, and short words are not cut', () => {
    expect(stems('the cards I was charged for')).toContain('card');
    expect(stems('the payments were cancelled')).toEqual(['the', 'payment', 'were', 'cancell']);
    expect(stems('is this the bus pass')).toEqual(['is', 'this', 'the', 'bus', 'pass']);
    expect(stems('it was topping up, not topped')).toEqual([
      'it',
      'was',
      'top',
      'up',
      'not',
      'top',
    ]);
  });
});

test('any text is read, the same each time, in lower case, and within bounds', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
      const first = readWords(text);
      expect(readWords(text)).toEqual(first);
      for (const word of first.words) {
        expect(word.spelt).not.toBe('');
        expect(word.stem).not.toBe('');
        expect(word.spelt).toBe(word.spelt.toLowerCase());
      }
    }),
  );
  expect(readWords('ord '.repeat(300_000)).words.length).toBeLessThanOrEqual(600);
  expect(readWords('a'.repeat(1_000_000)).words[0]?.spelt.length).toBeLessThan(100);
});
