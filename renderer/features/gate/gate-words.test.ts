import { expect, test } from 'vitest';
import { translator } from '../../../shared/i18n/define.ts';
import { gateMessages } from '../../../shared/i18n/gate.ts';
import { findingKinds } from '../../../shared/privacy/finding.ts';
import { gateWords } from './gate-words.ts';
import { judge } from './judge.ts';

const t = translator(gateMessages, 'nb');
const said = (text: string) => gateWords(judge({ text }, new Set()), 'nb', t);

test('says nothing of a clean text', () => {
  expect(said('Kom ikke inn på Min side')).toBeNull();
});

test('quotes the place, calls it by name, and names the mask on the button', () => {
  expect(said('ring 41 23 45 67')).toEqual({
    severity: 'block',
    text: 'Ta bort «41 23 45 67». Det ser ut som et telefonnummer.',
    replace: 'Bytt ut med [telefonnummer fjernet]',
  });
});

test('names two places and counts the rest', () => {
  const many = said('ring 41 23 45 67, 91 23 45 67 eller ola@nav.no, per@nav.no');
  expect(many?.text).toBe(
    'Ta bort «41 23 45 67» (telefonnummer), «91 23 45 67» (telefonnummer) og 2 til. Det kan vise hvem det gjelder.',
  );
  expect(many?.replace).toBe('Bytt ut alle 4');
});

test('blocked places come before those that are asked about; the key takes both', () => {
  const both = said('Storgata 12, ring 41 23 45 67');
  expect(both?.severity).toBe('block');
  expect(both?.text).not.toContain('Storgata');
  expect(both?.replace).toBe('Bytt ut alle 2');
});

test('asks about what only warns', () => {
  expect(said('Brev til Storgata 12')?.severity).toBe('warn');
});

test('a long quote is cut', () => {
  const text = said(`skriv til ${'a'.repeat(60)}@nav.no`)?.text ?? '';
  expect(text).toContain('aaa…»');
  expect(text.length).toBeLessThan(100);
});

test('every kind of finding has words in every language', () => {
  for (const language of ['nb', 'nn', 'en'] as const)
    for (const kind of findingKinds) expect(gateMessages[language][`what_${kind}`]).not.toBe('');
});
