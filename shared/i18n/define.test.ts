import { expect, test } from 'vitest';
import { defineMessages, translator } from './define.ts';

const messages = defineMessages(
  { fixed: 'Rettet {date}. Hjalp det?', said: '«{text}».' },
  { fixed: 'Retta {date}. Hjelpte det?', said: '«{text}».' },
  { fixed: 'Fixed {date}. Did it help?', said: '“{text}”.' },
);

test('a sentence that ends with an abbreviation has one full stop', () => {
  const t = translator(messages, 'nb');
  expect(t('fixed', { date: '27. okt.' })).toBe('Rettet 27. okt. Hjalp det?');
  expect(t('fixed', { date: '21. juli' })).toBe('Rettet 21. juli. Hjalp det?');
  expect(t('said', { text: 'Hun venter …' })).toBe('«Hun venter …».');
});
