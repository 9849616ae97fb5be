import { create } from 'zustand';
import type { Tags } from '../../../shared/domain/tags.ts';
import { withoutUnfinished } from '../../../shared/privacy/unfinished.ts';
import type { Draft, Entry } from '../../../shared/view/entry.ts';
import { judge, type Kept, keepAsked } from '../gate/judge.ts';

export type EditField = 'answer' | 'text' | 'workaround';

/** An entry being worded anew. */
export interface Edit {
  readonly answer: string;
  readonly text: string;
  /** Null while the field is closed. */
  readonly workaround: string | null;
  readonly tags: Tags;
  readonly carets: Readonly<Record<EditField, number>>;
  readonly kept: Kept;
  /** A save was held back to ask about these words. */
  readonly asked: boolean;
}

interface MineState {
  readonly personId: string | null;
  /** The row that stands open, and whether it is being edited. */
  readonly openId: string | null;
  readonly editing: boolean;
  /** What was begun and not yet saved, by entry: it outlasts a visit to another page. */
  readonly edits: Readonly<Record<string, Edit>>;
}

export const useMineStore = create<MineState>()(() => ({
  personId: null,
  openId: null,
  editing: false,
  edits: {},
}));

const set = useMineStore.setState;
const noCarets = { answer: -1, text: -1, workaround: -1 };

/** Makes Mine this person's: nothing of another's is left. */
export function enterMine(personId: string): void {
  if (useMineStore.getState().personId !== personId)
    set({ personId, openId: null, editing: false, edits: {} });
}

export function openRow(openId: string | null, editing = false): void {
  set({ openId, editing });
}

const nothingKept: Kept = new Set<string>();

/** What stands in a saved entry was asked about when it was saved, and is not asked about again; unless it came back for that. */
function keptIn({ text, workaround, state }: Entry): Kept {
  if (state === 'set_aside') return nothingKept;
  return keepAsked(nothingKept, judge({ text, workaround: workaround ?? '' }, nothingKept));
}

/** The words as they stand in the entry. */
export function editOf(entry: Entry): Edit {
  const { text, workaround, tags } = entry;
  return {
    answer: '',
    text,
    workaround,
    tags,
    carets: noCarets,
    kept: keptIn(entry),
    asked: false,
  };
}

export function changeEdit(entry: Entry, change: Partial<Edit>): void {
  set(({ edits }) => ({
    edits: { ...edits, [entry.id]: { ...(edits[entry.id] ?? editOf(entry)), ...change } },
  }));
}

export function dropEdit(entryId: string): void {
  set(({ edits }) => {
    const { [entryId]: _dropped, ...kept } = edits;
    return { edits: kept };
  });
}

/** What this machine kept of an edit, unless it is being written on already. */
export function takeEdit(draft: Draft): void {
  const { observationId, text, workaround, tags, answer } = draft;
  if (observationId === null) return;
  set(({ edits }) => ({
    edits: {
      [observationId]: {
        answer: answer ?? '',
        text,
        workaround,
        tags,
        carets: noCarets,
        kept: nothingKept,
        asked: false,
      },
      ...edits,
    },
  }));
}

/** Whether anything was written that the entry does not say. */
export function isChanged(entry: Entry, edit: Edit): boolean {
  return (
    edit.answer.trim() !== '' ||
    edit.text !== entry.text ||
    (edit.workaround ?? '') !== (entry.workaround ?? '') ||
    (Object.keys(edit.tags) as (keyof Tags)[]).some((name) => edit.tags[name] !== entry.tags[name])
  );
}

/** What is to lie on the disk meanwhile. */
export function draftOfEdit(entryId: string, edit: Edit): Draft {
  const { answer, text, workaround, tags, carets } = edit;
  const kept = withoutUnfinished(answer, carets.answer);
  return {
    text: withoutUnfinished(text, carets.text),
    workaround: workaround === null ? null : withoutUnfinished(workaround, carets.workaround),
    tags,
    observationId: entryId,
    answer: kept.trim() === '' ? null : kept,
  };
}
