import { expect, test } from 'vitest';
import { withoutUnfinishedNumber } from './unfinished-number.ts';

const at = (text: string) => {
  const caret = text.indexOf('|');
  return withoutUnfinishedNumber(text.replace('|', ''), caret);
};

test('five digits are nobody', () => {
  expect(at('sak 12345|')).toBe('sak 12345');
});

test('six digits or more stay back while they are being written', () => {
  expect(at('fødselsnummer 010190|')).toBe('fødselsnummer ');
  expect(at('fødselsnummer 0101901|23')).toBe('fødselsnummer ');
});

test('separators do not end a number', () => {
  for (const number of ['010190 1', '01.01.90-1', '41 23 45', '01/01/90', '010190\u20111'])
    expect(at(`ring ${number}| nå`)).toBe('ring  nå');
});

test('a number that has ended comes along', () => {
  expect(at('saken 123456 |')).toBe('saken 123456 ');
  expect(at('saken 123456 er| borte')).toBe('saken 123456 er borte');
  expect(at('|saken 123456')).toBe('saken 123456');
});

test('only the number at the caret stays back', () => {
  expect(at('sak 123456 og 7654321|')).toBe('sak 123456 og ');
});

test('a field without a caret keeps its text', () => {
  expect(withoutUnfinishedNumber('sak 123456', -1)).toBe('sak 123456');
});
