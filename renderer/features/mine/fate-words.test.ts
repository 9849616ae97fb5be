import { describe, expect, test } from 'vitest';
import { entryStates } from '../../../shared/domain/entry-state.ts';
import { LyttError } from '../../../shared/domain/errors.ts';
import { noTags } from '../../../shared/domain/tags.ts';
import { translator } from '../../../shared/i18n/define.ts';
import { mineMessages } from '../../../shared/i18n/mine.ts';
import { themeStatusMessages } from '../../../shared/i18n/states.ts';
import type { Entry } from '../../../shared/view/entry.ts';
import { fateWords } from './fate-words.ts';

const entry: Entry = {
  id: '019a0000-0000-7000-8000-000000000001',
  state: 'sent',
  text: 'Kom ikke inn',
  workaround: null,
  tags: noTags,
  heardAt: '2026-11-24T10:00:00.000Z',
  sameAs: null,
  merged: false,
  beside: 0,
  note: null,
  theme: null,
  setAside: null,
};
const theme = { id: entry.id, name: 'Frist på meldekort', status: 'released' as const };

const said = (change: Partial<Entry>, offline = false) =>
  fateWords(
    { ...entry, ...change },
    {
      t: translator(mineMessages, 'nb'),
      status: translator(themeStatusMessages, 'nb'),
      fault: (code) => (code instanceof LyttError ? '' : `feil: ${String(code)}`),
      day: (date) => (date === '2026-08-31' ? '31. aug.' : '1. des.'),
      today: '2026-11-24',
      offline,
    },
  );

describe('fateWords', () => {
  test('quotes the supervisor, word for word', () => {
    expect(said({ state: 'question', note: 'Hvilket skjema?' })).toBe('«Hvilket skjema?»');
    expect(said({ state: 'declined', note: 'Gjelder bygget.' })).toBe('«Gjelder bygget.»');
  });

  test('says what an entry waits for, and for the network only while there is none', () => {
    expect(said({ state: 'waiting' }, true)).toBe('Lagret her. Sendes når nettet er tilbake.');
    expect(said({ state: 'waiting' })).toBe('Lagret her. Sendes av seg selv.');
  });

  test('says that what has no words any more is not reviewed, a +1 of what was taken back too', () => {
    const gone = 'Gjennomgås ikke. Skriv på nytt om det fortsatt gjelder.';
    expect(said({ text: '' })).toBe(gone);
    expect(said({ text: '', sameAs: { kind: 'observation', id: entry.id } })).toBe(gone);
    expect(said({ text: '', state: 'approved' })).toBe('Ikke i et tema ennå.');
  });

  test('names the theme and how far it has come', () => {
    expect(said({ state: 'in_theme', theme: { ...theme, releaseDate: '2026-08-31' } })).toBe(
      'Frist på meldekort. Rettet 31. aug.',
    );
    expect(said({ state: 'in_theme', theme: { ...theme, releaseDate: '2026-12-01' } })).toBe(
      'Frist på meldekort. Rettes 1. des.',
    );
    expect(
      said({ state: 'in_theme', theme: { ...theme, status: 'assessing', releaseDate: null } }),
    ).toBe('Frist på meldekort. Vurderes.');
  });

  test('says that there are versions beside one another, as long as that is still to be decided', () => {
    expect(said({ beside: 1 })).toBe('2 versjoner. Venter på gjennomgang.');
    expect(said({ beside: 2, state: 'question', note: 'Hva?' })).toBe('3 versjoner. «Hva?»');
    expect(said({ beside: 1, state: 'approved' })).toBe('Ikke i et tema ennå.');
  });

  test('says why it was set aside', () => {
    expect(said({ state: 'set_aside', setAside: { code: 'unit.unknown', field: null } })).toBe(
      'feil: unit.unknown',
    );
  });

  test('no state is without words', () => {
    for (const state of entryStates) expect(said({ state, note: 'x' })).not.toBe('');
  });
});
