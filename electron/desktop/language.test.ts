import { expect, test } from 'vitest';
import { systemLanguage } from './language.ts';

test.each([
  [['nn-NO', 'nb-NO'], 'nn'],
  [['nb-NO', 'en-US'], 'nb'],
  [['no'], 'nb'],
  [['NN'], 'nn'],
  [['en-GB', 'nb'], 'en'],
  [['de-DE', 'fr', 'en'], 'en'],
  [['se-NO', 'nn-NO'], 'nn'],
  [['de-DE', 'pl'], 'nb'],
  [['nno-NO', ''], 'nb'],
  [[], 'nb'],
] as const)('a machine set to %j gets %s', (preferred, language) => {
  expect(systemLanguage(preferred)).toBe(language);
});
