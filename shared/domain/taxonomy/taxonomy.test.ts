import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { channels, journeySteps, painTypes, severities } from '../tags.ts';
import { isKnownTema, shownTema, tagLabel, temaName, temaOptions } from './labels.ts';
import { ownerSuggestions, suggestOwners } from './owners.ts';
import { temaList } from './tema.ts';

const official: { code: string; name_nb: string; shown: string }[] = parse(
  readFileSync(new URL('../../../tests/data/tema.csv', import.meta.url)),
  { columns: true },
);
const languages = ['nb', 'nn', 'en'] as const;

describe('tema', () => {
  test('every code of the official list is there with its official name, and no other', () => {
    expect(temaList.map(({ code, name, shown }) => [code, name.nb, shown ? 'yes' : 'no'])).toEqual(
      official.map(({ code, name_nb, shown }) => [code, name_nb, shown]),
    );
  });

  test('what is not to be shown is known and named but never offered', () => {
    const hidden = official.filter(({ shown }) => shown === 'no').map(({ code }) => code);
    expect(hidden).toHaveLength(6);
    for (const code of hidden) {
      expect(isKnownTema(code)).toBe(true);
      expect(shownTema().map((tema) => tema.code)).not.toContain(code);
    }
    expect(shownTema()).toHaveLength(official.length - hidden.length);
  });

  test('the daily codes come first, each part in alphabetical order', () => {
    const codes = shownTema();
    const daily = codes.filter((tema) => tema.daily);
    expect(codes.slice(0, daily.length)).toEqual(daily);
    expect(daily.map(({ code }) => code)).toContain('DAG');
    const names = codes.slice(daily.length).map(({ name }) => name.nb);
    expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, 'nb')));
    expect(daily.at(-1)?.code).toBe('KOM');
  });

  test('an unknown code is shown as itself, marked unknown in each language', () => {
    expect(isKnownTema('LGA')).toBe(false);
    expect(languages.map((language) => temaName('LGA', language))).toEqual([
      'LGA (ukjent)',
      'LGA (ukjend)',
      'LGA (unknown)',
    ]);
  });

  test('options are named in the language asked for', () => {
    expect(temaOptions('en').find(({ code }) => code === 'SYK')?.label).toBe('Sickness benefit');
    expect(temaOptions('nn').find(({ code }) => code === 'DAG')?.label).toBe('Dagpengar');
  });
});

describe('tag labels', () => {
  const fields = {
    step: journeySteps,
    pain: painTypes,
    channel: channels,
    severity: severities,
  } as const;

  test.each(languages)('every value has a label of its own in %s', (language) => {
    for (const field of ['step', 'pain', 'channel', 'severity'] as const) {
      const labels = fields[field].map((value) => tagLabel(field, value, language));
      expect(new Set(labels).size).toBe(labels.length);
      for (const label of labels) expect(label).not.toMatch(/\(|^$/);
    }
  });

  test('bokmål words are those of the screens', () => {
    expect(tagLabel('step', 'report', 'nb')).toBe('Sende meldekort');
    expect(tagLabel('severity', 1, 'nb')).toBe('Liten plage');
    expect(tagLabel('channel', 'phone', 'nb')).toBe('Telefon');
    expect(tagLabel('tema', 'DAG', 'nb')).toBe('Dagpenger');
  });

  test('a value outside the taxonomy is marked, whatever it is', () => {
    expect(tagLabel('step', 'constructor', 'nb')).toBe('constructor (ukjent)');
    expect(tagLabel('severity', 9, 'en')).toBe('9 (unknown)');
    expect(tagLabel('pain', null, 'nb')).toBe('');
  });
});

describe('owners', () => {
  test('those who answer for the tema come first, and everyone stays choosable', () => {
    expect(suggestOwners('FOR')[0]).toBe('Team Foreldrepenger, Område Familie');
    expect(suggestOwners('FOR')).toHaveLength(ownerSuggestions.length);
    expect(suggestOwners(null)).toHaveLength(ownerSuggestions.length);
  });

  test('every suggestion names known tema only, and fits an owner name', () => {
    for (const { name, tema } of ownerSuggestions) {
      expect(name.length).toBeLessThanOrEqual(80);
      for (const code of tema) expect(isKnownTema(code)).toBe(true);
    }
  });
});
