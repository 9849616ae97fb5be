import { expect, test } from 'vitest';
import { isOurPage } from './origin.ts';

test.each(['app://lytt/', 'app://lytt', 'app://lytt/mine?x=1#y', 'app://lytt/assets/a.js'])(
  '%s is ours',
  (address) => expect(isOurPage(address)).toBe(true),
);

test.each([
  'app://lytt.example.org/',
  'app://example.org/lytt',
  'app://lytt:1/',
  'app://lytt@example.org/',
  'app://kari@lytt/',
  'app://:secret@lytt/',
  'app:lytt',
  'app:///lytt',
  'apps://lytt/',
  'https://lytt/',
  'blob:app://lytt/1',
  'about:blank',
  '',
])('%j is not', (address) => expect(isOurPage(address)).toBe(false));
