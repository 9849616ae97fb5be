import { create } from 'zustand';
import { type Channel, noTags, type Tags } from '../../../shared/domain/tags.ts';
import { withoutUnfinished } from '../../../shared/privacy/unfinished.ts';
import type { ElsewhereKind } from '../../../shared/text/belongs-elsewhere.ts';
import type { Draft } from '../../../shared/view/entry.ts';
import type { Kept } from '../gate/judge.ts';

export type LogField = 'text' | 'workaround';

/** What is being written on Log, for as long as the page lives: it outlasts a visit to another page, not a change of person. */
export interface LogState {
  readonly personId: string | null;
  /** The draft of this machine is in. Until then nothing is written over it. */
  readonly ready: boolean;
  readonly text: string;
  /** Null while the field is closed. */
  readonly workaround: string | null;
  readonly tags: Tags;
  /** Where the carets stand (UTF-16); -1 before the field was touched. */
  readonly carets: Readonly<Record<LogField, number>>;
  /** The channel was looked up, restored or chosen: it is not set any more on its own. */
  readonly channelSettled: boolean;
  readonly kept: Kept;
  /** A save was held back to ask about these words. */
  readonly asked: boolean;
  readonly fieldsOpen: boolean;
  /** What she has been told belongs elsewhere as well, and kept the note for all that. */
  readonly elsewhereKept: ReadonlySet<ElsewhereKind>;
  /** Why the draft of this machine could not be read; it is asked for again. */
  readonly loadError: unknown;
  readonly saving: boolean;
}

const blank = {
  text: '',
  workaround: null,
  carets: { text: -1, workaround: -1 },
  kept: new Set<string>(),
  asked: false,
  fieldsOpen: false,
  elsewhereKept: new Set<ElsewhereKind>(),
  saving: false,
} satisfies Partial<LogState>;

const nobody: LogState = {
  ...blank,
  personId: null,
  ready: false,
  tags: noTags,
  channelSettled: false,
  loadError: null,
};

export const useLogStore = create<LogState>()(() => nobody);

const set = useLogStore.setState;

export function resetFor(personId: string): void {
  set({ ...nobody, personId });
}

export function setWords(field: LogField, words: string, caret: number): void {
  set(({ carets }) => ({ [field]: words, carets: { ...carets, [field]: caret }, asked: false }));
}

export function setCaret(field: LogField, caret: number): void {
  set(({ carets }) => (carets[field] === caret ? {} : { carets: { ...carets, [field]: caret } }));
}

export function setLogTags(tags: Tags): void {
  set({ tags, channelSettled: true });
}

/** The channel chosen last, unless this entry has one already. */
export function settleChannel(channel: Channel | null): void {
  set(({ channelSettled, tags }) =>
    channelSettled ? {} : { channelSettled: true, tags: { ...tags, channel } },
  );
}

/** What this machine kept. Words typed before it came are put after it: neither may be lost. */
export function takeDraft(draft: Draft | null): void {
  set((state) => {
    if (draft === null || draft.observationId !== null) return { ready: true, loadError: null };
    const text = [draft.text, state.text].filter((part) => part !== '').join('\n');
    return {
      ready: true,
      loadError: null,
      text,
      workaround: state.workaround ?? draft.workaround,
      tags: draft.tags,
      carets: { ...state.carets, text: text.length },
      channelSettled: true,
    };
  });
}

/** What is to lie on the disk meanwhile; null: nothing. */
export function draftOf({ text, workaround, tags, carets }: LogState): Draft | null {
  if (text.trim() === '' && (workaround === null || workaround.trim() === '')) return null;
  return {
    text: withoutUnfinished(text, carets.text),
    workaround: workaround === null ? null : withoutUnfinished(workaround, carets.workaround),
    tags,
    observationId: null,
    answer: null,
  };
}

/** What was written while the save was under way: `current` without the `saved` it began with. */
export function remainder(saved: string, current: string): string {
  return current.startsWith(saved) ? current.slice(saved.length).trimStart() : current;
}

/** After a save: an empty field with the same channel, and whatever was typed meanwhile. */
export function clearSaved(saved: Pick<LogState, 'text' | 'workaround'>): void {
  set(({ tags, text, workaround }) => {
    const rest = remainder(saved.text, text);
    const restWorkaround = remainder(saved.workaround ?? '', workaround ?? '');
    return {
      ...blank,
      text: rest,
      workaround: restWorkaround === '' ? null : restWorkaround,
      carets: { text: rest.length, workaround: -1 },
      tags: { ...noTags, channel: tags.channel },
    };
  });
}

export function keepElsewhere(kinds: readonly ElsewhereKind[]): void {
  set(({ elsewhereKept }) => ({ elsewhereKept: new Set([...elsewhereKept, ...kinds]) }));
}

type Dropped = Pick<LogState, 'text' | 'workaround' | 'tags'>;

/** Empties Log, and the draft with it. Gives what stood there, for a change of mind. */
export function dropLog(): Dropped {
  const { text, workaround, tags } = useLogStore.getState();
  set({ ...blank, tags: { ...noTags, channel: tags.channel } });
  return { text, workaround, tags };
}

/** What was dropped comes back, before what has been written since. */
export function putBack(dropped: Dropped): void {
  set(({ text, workaround }) => {
    const joined = [dropped.text, text].filter((part) => part !== '').join('\n');
    return {
      text: joined,
      workaround: dropped.workaround ?? workaround,
      tags: dropped.tags,
      carets: { text: joined.length, workaround: -1 },
    };
  });
}
