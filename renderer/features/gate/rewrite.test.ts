import { expect, test } from 'vitest';
import { movedCaret } from './rewrite.ts';

test('a caret before the change stays, one after it moves along, one in it goes to its end', () => {
  expect(movedCaret(2, 3, 6, 10)).toBe(2);
  expect(movedCaret(8, 3, 6, 10)).toBe(15);
  expect(movedCaret(4, 3, 6, 10)).toBe(13);
  expect(movedCaret(6, 3, 6, 0)).toBe(3);
});
