import { expect, test } from 'vitest';
import type { EntryState } from '../../../shared/domain/entry-state.ts';
import { noTags } from '../../../shared/domain/tags.ts';
import type { Entry } from '../../../shared/view/entry.ts';
import { actionsOf, mineLists } from './entry-actions.ts';

const entry = (id: string, state: EntryState): Entry => ({
  id,
  state,
  text: id,
  workaround: null,
  tags: noTags,
  heardAt: '2026-11-24T10:00:00.000Z',
  sameAs: null,
  merged: false,
  beside: 0,
  note: null,
  theme: null,
  setAside: null,
});
const ids = (entries: readonly Entry[]) => entries.map(({ id }) => id);

test('what nobody has decided can be worded anew; what is decided can only be taken back', () => {
  for (const state of ['waiting', 'sent', 'question'] as const)
    expect(actionsOf({ state }, undefined)).toEqual(['edit', 'withdraw']);
  for (const state of ['approved', 'in_theme', 'declined'] as const)
    expect(actionsOf({ state }, undefined)).toEqual(['withdraw']);
});

test('what was set aside offers what its cause asks for', () => {
  const late = {
    kind: 'observation.revise',
    setAside: { code: 'observation.decided', field: null },
  };
  expect(actionsOf({ state: 'set_aside' }, late)).toEqual(['giveUp']);
  expect(actionsOf({ state: 'set_aside' }, undefined)).toEqual(['edit', 'withdraw']);
});

test('what waits for its author comes first, however old, and nothing twice', () => {
  const here = [entry('a', 'sent'), entry('b', 'question'), entry('c', 'approved')];
  const lists = mineLists(here, [entry('b', 'question'), entry('z', 'set_aside')]);
  expect(ids(lists.needsYou)).toEqual(['b', 'z']);
  expect(ids(lists.rest)).toEqual(['a', 'c']);
});

test('an older entry that was answered meanwhile waits no more', () => {
  expect(mineLists([], [entry('z', 'waiting')])).toEqual({ needsYou: [], rest: [] });
});
