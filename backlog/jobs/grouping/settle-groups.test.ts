import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HeldProposal } from '../../store/grouping.ts';
import type { FoundGroup } from './group-texts.ts';
import { settleGroups } from './settle-groups.ts';

let made = 0;
const newId = () => {
  made += 1;
  return `new-${made}`;
};
const group = (insightIds: string[], more: Partial<FoundGroup> = {}): FoundGroup => ({
  themeId: null,
  tema: 'DAG',
  step: null,
  terms: ['frist'],
  insightIds,
  quotes: insightIds.slice(0, 3),
  ...more,
});
const held = (id: string, insightIds: string[], more: Partial<FoundGroup> = {}): HeldProposal => ({
  id,
  ...group(insightIds, more),
});

test('a proposal goes on under its id as it grows; what is as it was is not written', () => {
  const standing = [held('a', ['1', '2', '3']), held('b', ['7', '8', '9'])];
  const { put, gone } = settleGroups(
    [group(['1', '2', '3', '4']), group(['7', '8', '9'])],
    standing,
    [],
    newId,
  );
  expect(put).toEqual([held('a', ['1', '2', '3', '4'])]);
  expect(gone).toEqual([]);
});

test('of two that become one, the one that shares most goes on; the other goes', () => {
  const { put, gone } = settleGroups(
    [group(['1', '2', '3', '4', '5'])],
    [held('small', ['4', '5']), held('large', ['1', '2', '3'])],
    [],
    newId,
  );
  expect([put.map(({ id }) => id), gone]).toEqual([['large'], ['small']]);
});

test('what was dismissed does not come back as it was, but grown into something else it does', () => {
  const dismissed = [{ themeId: null, insightIds: ['1', '2', '3', '4'] }];
  expect(settleGroups([group(['1', '2', '3', '4', '5'])], [], dismissed, newId).put).toEqual([]);
  const grown = group(['1', '2', '3', '4', '5', '6', '7', '8', '9']);
  expect(settleGroups([grown], [], dismissed, newId).put).toHaveLength(1);
  const ofTheme = group(['1', '2', '3', '4'], { themeId: 'theme' });
  expect(settleGroups([ofTheme], [], dismissed, newId).put).toHaveLength(1);
});

test('whatever stood, what stands afterwards is the groups, and a second time changes nothing', () => {
  const ids = fc.uniqueArray(fc.integer({ min: 1, max: 12 }).map(String), {
    minLength: 1,
    maxLength: 8,
  });
  const disjoint = fc.array(ids, { maxLength: 5 }).map((lists) => {
    const seen = new Set<string>();
    return lists
      .map((list) => list.filter((id) => !seen.has(id) && seen.add(id)).sort())
      .filter((list) => list.length > 0);
  });
  fc.assert(
    fc.property(disjoint, disjoint, (before, after) => {
      const standing = before.map((list, n) => held(`held-${n}`, list));
      const groups = after.map((list) => group(list));
      const { put, gone } = settleGroups(groups, standing, [], newId);
      const now = new Map(standing.map((proposal) => [proposal.id, proposal]));
      for (const id of gone) now.delete(id);
      for (const proposal of put) now.set(proposal.id, proposal);
      const lists = [...now.values()].map(({ insightIds }) => insightIds.join());
      expect(lists.sort()).toEqual(after.map((list) => list.join()).sort());
      expect(settleGroups(groups, [...now.values()], [], newId)).toEqual({ put: [], gone: [] });
    }),
  );
});
