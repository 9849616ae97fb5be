import { beforeEach, expect, test } from 'vitest';
import { noTags } from '../../../shared/domain/tags.ts';
import type { Entry } from '../../../shared/view/entry.ts';
import { judge } from '../gate/judge.ts';
import {
  changeEdit,
  draftOfEdit,
  dropEdit,
  editOf,
  enterMine,
  isChanged,
  takeEdit,
  useMineStore,
} from './edit-store.ts';

const entry: Entry = {
  id: '019a0000-0000-7000-8000-000000000001',
  state: 'question',
  text: 'Kom ikke inn',
  workaround: null,
  tags: noTags,
  heardAt: '2026-11-24T10:00:00.000Z',
  sameAs: null,
  merged: false,
  beside: 0,
  note: 'Hvor?',
  theme: null,
  setAside: null,
};
const edits = () => useMineStore.getState().edits;

beforeEach(() => {
  enterMine('kari');
  useMineStore.setState({ edits: {} });
});

test('an edit begins with the words of the entry and keeps what is changed', () => {
  changeEdit(entry, { answer: 'På Min side' });
  changeEdit(entry, { tags: { ...noTags, tema: 'GEN' } });
  expect(edits()[entry.id]).toMatchObject({
    text: 'Kom ikke inn',
    answer: 'På Min side',
    tags: { tema: 'GEN' },
  });
});

test('what was kept when it was saved is not asked about again; what came back for it is', () => {
  const saved: Entry = { ...entry, text: 'Brevet gikk til Storgata 12, ikke hjem' };
  const asked = ({ text }: Entry, { kept }: ReturnType<typeof editOf>) =>
    judge({ text }, kept).asked.length;
  expect(asked(saved, editOf(saved))).toBe(0);
  const back: Entry = { ...saved, state: 'set_aside' };
  expect(asked(back, editOf(back))).toBe(1);
});

test('only words and tags that differ make a change', () => {
  expect(isChanged(entry, editOf(entry))).toBe(false);
  expect(isChanged(entry, { ...editOf(entry), workaround: '' })).toBe(false);
  expect(isChanged(entry, { ...editOf(entry), answer: ' ' })).toBe(false);
  expect(isChanged(entry, { ...editOf(entry), answer: 'Her' })).toBe(true);
  expect(isChanged(entry, { ...editOf(entry), tags: { ...noTags, severity: 2 } })).toBe(true);
});

test('what this machine kept comes back, but not over what is being written', () => {
  const kept = { ...draftOfEdit(entry.id, editOf(entry)), answer: 'fra disken' };
  takeEdit(kept);
  expect(edits()[entry.id]?.answer).toBe('fra disken');
  changeEdit(entry, { answer: 'nyere' });
  takeEdit(kept);
  expect(edits()[entry.id]?.answer).toBe('nyere');
});

test('a number being written stays in memory, in the answer too', () => {
  changeEdit(entry, { answer: 'ring 4123456', carets: { answer: 12, text: -1, workaround: -1 } });
  const edit = edits()[entry.id];
  if (edit === undefined) throw new Error('the edit is gone');
  expect(draftOfEdit(entry.id, edit)).toMatchObject({
    answer: 'ring ',
    observationId: entry.id,
  });
});

test('what is dropped is gone, and nothing of one person is left for the next', () => {
  changeEdit(entry, { answer: 'x' });
  dropEdit(entry.id);
  expect(edits()).toEqual({});
  changeEdit(entry, { answer: 'y' });
  enterMine('ola');
  expect(edits()).toEqual({});
});
