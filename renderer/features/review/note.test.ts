import { expect, test } from 'vitest';
import { NOTE_LIMIT, RequiredNote } from '../../../shared/domain/text.ts';
import { noteFault } from './note.ts';

test('a note must say something, and tells how much too long it is', () => {
  expect(noteFault(' \n')).toEqual({ kind: 'empty' });
  expect(noteFault('🙂'.repeat(NOTE_LIMIT))).toBeNull();
  expect(noteFault('🙂'.repeat(NOTE_LIMIT + 3))).toEqual({ kind: 'long', over: 3 });
});

test('what is found right here, the contract takes', () => {
  for (const text of ['Hva?', 'x'.repeat(NOTE_LIMIT)])
    expect([noteFault(text), RequiredNote.safeParse(text).success]).toEqual([null, true]);
});
