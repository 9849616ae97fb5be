import { beforeEach, describe, expect, test } from 'vitest';
import { noTags } from '../../../shared/domain/tags.ts';
import type { Draft } from '../../../shared/view/entry.ts';
import {
  clearSaved,
  draftOf,
  remainder,
  resetFor,
  setLogTags,
  settleChannel,
  setWords,
  takeDraft,
  useLogStore,
} from './log-store.ts';

const state = () => useLogStore.getState();
const draft: Draft = {
  text: 'Kom ikke inn',
  workaround: null,
  tags: { ...noTags, tema: 'DAG' },
  observationId: null,
  answer: null,
};

beforeEach(() => resetFor('kari'));

describe('a draft that comes in', () => {
  test('stands in the field as it was left', () => {
    takeDraft(draft);
    expect(state()).toMatchObject({ ready: true, text: 'Kom ikke inn', tags: draft.tags });
  });

  test('comes before what was typed while it was fetched', () => {
    setWords('text', 'Ny', 2);
    takeDraft(draft);
    expect(state().text).toBe('Kom ikke inn\nNy');
  });

  test('of an entry that is being edited is not for Log', () => {
    takeDraft({ ...draft, observationId: '019a0000-0000-7000-8000-000000000001' });
    expect(state()).toMatchObject({ ready: true, text: '' });
  });
});

test('nothing of one person is left for the next', () => {
  takeDraft(draft);
  resetFor('ola');
  expect(state()).toMatchObject({ personId: 'ola', text: '', tags: noTags, ready: false });
});

describe('the channel', () => {
  test('chosen last stays chosen after a save, alone', () => {
    setLogTags({ ...noTags, tema: 'DAG', channel: 'counter' });
    clearSaved({ text: '', workaround: null });
    expect(state().tags).toEqual({ ...noTags, channel: 'counter' });
  });

  test('is looked up once, and never over a choice', () => {
    settleChannel('phone');
    setLogTags({ ...state().tags, channel: null });
    settleChannel('phone');
    expect(state().tags.channel).toBeNull();
  });
});

describe('draftOf', () => {
  test('there is none of blank fields', () => {
    setWords('text', ' \n ', 2);
    expect(draftOf(state())).toBeNull();
  });

  test('a number being written stays in memory', () => {
    setWords('text', 'Ring 4123456', 12);
    expect(draftOf(state())?.text).toBe('Ring ');
    setWords('text', 'Ring 4123456 snart', 18);
    expect(draftOf(state())?.text).toBe('Ring 4123456 snart');
  });
});

describe('after a save', () => {
  test('what was typed meanwhile is left in the field', () => {
    setWords('text', 'Kom ikke inn\nNeste sak', 22);
    clearSaved({ text: 'Kom ikke inn', workaround: null });
    expect(state()).toMatchObject({ text: 'Neste sak', workaround: null });
  });

  test('a text that became another one meanwhile is kept whole', () => {
    expect(remainder('abc', 'xbc d')).toBe('xbc d');
  });
});
