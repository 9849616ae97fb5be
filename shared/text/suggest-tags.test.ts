import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Tags } from '../domain/tags.ts';
import { suggestTags } from './suggest-tags.ts';

const suggested = (text: string, field: keyof Tags) =>
  suggestTags(text).find((suggestion) => suggestion.field === field)?.value;

describe('tema', () => {
  test.each([
    ['Bruker venter på dp-vedtak, søkte for 9 uker siden', 'DAG'],
    ['Venta i fem månader på svar om dagpengar', 'DAG'],
    ['Lurer på om aap blir forlenga', 'AAP'],
    ['Sjukepengane stoppa utan at ho fekk brev om det', 'SYK'],
    ['Inntektsmelding mangler, ingen sp denne måneden', 'SYK'],
    ['Far søkte fp for sent og mistet uker', 'FOR'],
    ['Avslag på kontantstøtte, forstår ikke hvorfor', 'KON'],
    ['Gravferdsstønad avslått', 'GRA'],
    ['Søkt om grunnstønad til glutenfri kost', 'GRU'],
    ['Uføretrygda er trukket', 'UFO'],
  ])('%s → %s', (text, tema) => {
    expect(suggested(text, 'tema')).toBe(tema);
  });

  test('nothing is said of a note that gives no hint', () => {
    expect(suggested('Ok', 'tema')).toBeUndefined();
    expect(suggestTags('')).toEqual([]);
    expect(suggestTags('  \n ')).toEqual([]);
  });

  test('a note that names two tema is left to the model, which abstains when unsure', () => {
    const value = suggested('kontantstøtte eller gravferdsstønad', 'tema');
    expect([undefined, 'KON', 'GRA']).toContain(value);
    expect(value).toBeUndefined();
  });
});

describe('pain type', () => {
  test.each([
    ['Søknaden er fortsatt ikke behandlet, venter på svar', 'waiting'],
    ['Får ikkje tak i nokon, ventet 50 minutter i telefonkøen', 'availability'],
    ['Skjønner ikke regnestykket, visste ikke at det fantes en frist', 'information'],
    ['Kommer ikke inn på Min side, BankID gir feilmelding', 'digital'],
    ['Ny veileder igjen, oppfølgingen starter forfra', 'guidance'],
    ['Veldig nedlatende og frekk i skranken', 'conduct'],
  ])('%s → %s', (text, pain) => {
    expect(suggested(text, 'pain')).toBe(pain);
  });

  test('signs that point two ways give no suggestion', () => {
    expect(suggested('Ubehandlet søknad, skjønner ikke brevet', 'pain')).toBeUndefined();
  });
});

test('channel is suggested where the note says it', () => {
  expect(suggested('Spør i chat når svaret kommer, skriver her i chatten', 'channel')).toBe('chat');
});

test('every suggestion is a valid tag, one a field, for any text', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 400 }),
        fc
          .array(
            fc.constantFrom(
              'dp',
              'aap',
              'venter',
              'på',
              'ikke',
              'svar',
              'brev',
              '\ud800',
              '\u0000',
            ),
          )
          .map((words) => words.join(' ')),
      ),
      (text) => {
        const suggestions = suggestTags(text);
        expect(new Set(suggestions.map(({ field }) => field)).size).toBe(suggestions.length);
        for (const { field, value, confidence } of suggestions) {
          expect(Tags.shape[field].safeParse(value).success).toBe(true);
          expect(confidence).toBeGreaterThan(0);
          expect(confidence).toBeLessThanOrEqual(1);
        }
        expect(suggestTags(text)).toEqual(suggestions);
      },
    ),
  );
});

test('a megabyte is read no further than a note would be', () => {
  const note = 'dagpenger '.repeat(1000);
  expect(suggestTags(note + 'aap '.repeat(300_000))).toEqual(suggestTags(note));
});
