import fc from 'fast-check';
import { expect, it } from 'vitest';
import { besideLatest } from './beside.ts';
import type { Revision } from './observation.ts';
import { noTags } from './tags.ts';

const id = (n: number): string => `0190a000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const revision = (n: number, basedOn: number | null, text = `versjon ${n}`): Revision => ({
  id: id(n),
  basedOn: basedOn === null ? null : id(basedOn),
  text,
  workaround: null,
  tags: noTags,
  answer: null,
  acknowledged: [],
  madeAt: '2026-11-24T08:00:00.000Z',
});
const beside = (...revisions: Revision[]) => besideLatest({ revisions }).map(({ id }) => id);

it('of words written one after the other there are none', () => {
  expect(beside(revision(1, null))).toEqual([]);
  expect(beside(revision(1, null), revision(2, 1), revision(3, 2))).toEqual([]);
});

it('of words written on two machines at a time, those that came first stand beside', () => {
  expect(beside(revision(1, null), revision(2, 1), revision(3, 1))).toEqual([id(2)]);
  expect(beside(revision(1, null), revision(2, 1), revision(3, 1), revision(4, 3))).toEqual([
    id(2),
  ]);
  expect(beside(revision(1, null), revision(2, 1), revision(3, 2), revision(4, 1))).toEqual([
    id(2),
    id(3),
  ]);
});

it('says nothing where the latest builds on words that are not here', () => {
  expect(beside(revision(1, null), revision(2, 1), revision(3, 9))).toEqual([]);
  expect(beside(revision(1, null), revision(2, null))).toEqual([]);
});

it('leaves out those whose words are gone', () => {
  expect(beside(revision(1, null), revision(2, 1, ''), revision(3, 1))).toEqual([]);
});

it('comes to an end whatever builds on what, and never names the latest', () => {
  const bases = fc.array(fc.option(fc.integer({ min: 1, max: 12 })), {
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(bases, (given) => {
      const revisions = given.map((basedOn, index) => revision(index + 1, basedOn));
      const names = beside(...revisions);
      expect(names).not.toContain(revisions.at(-1)?.id);
      expect(names).not.toContain(revisions[0]?.id);
    }),
  );
});
