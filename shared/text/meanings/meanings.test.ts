import { describe, expect, test } from 'vitest';
import { readWords } from '../words/read-words.ts';
import { general } from './general.ts';
import { matters } from './matters.ts';
import { findMeanings, meaningName } from './meanings.ts';
import { occasions } from './occasions.ts';
import { services } from './services.ts';

const meanings = (text: string) =>
  new Set(findMeanings(readWords(text).words).map(({ meaning }) => meaningName(meaning)));

describe('different words for the same have a meaning in common', () => {
  test.each([
    ['Skjønner ikke brevet', 'fatter ikke hva som står', 'not-understand'],
    ['Fastlegen har ikke svart', 'epikrise fra sykehuset', 'doctor'],
    ['dp er stanset', 'venter på dagpenger', 'tema-dag'],
    ['får hun ikke tak i veileder', 'ingen svarer', 'no-contact'],
    ['Får ikkje tak i nokon', 'ubesvarte anrop', 'no-contact'],
    ['lånt penger til mat', 'inkasso og ubetalt husleie', 'money-short'],
  ])('«%s» and «%s»', (one, other, name) => {
    expect(meanings(one)).toContain(name);
    expect(meanings(other)).toContain(name);
  });
});

test('a word that only begins like one of a meaning has it only where the list says it may go on', () => {
  expect(meanings('kortet')).toContain('report-card');
  expect(meanings('matematikk')).not.toContain('money-short');
  expect(meanings('farge')).not.toContain('parents');
});

test('each meaning stands once in the lists, with members', () => {
  const lines = [services, matters, occasions, general].flatMap((list) => list.trim().split('\n'));
  const names = lines.map((line) => /^[a-z-]+(?=: \S)/.exec(line)?.[0]);
  expect(names).not.toContain(undefined);
  expect(new Set(names).size).toBe(names.length);
});
