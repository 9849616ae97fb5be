import { create } from 'zustand';

/** The one line at the foot of the page: what was just done, and a way back where there is one. */
export interface Notice {
  readonly id: number;
  readonly text: string;
  readonly undo: (() => Promise<void>) | null;
}

interface Notices {
  readonly notice: Notice | null;
  say(text: string, undo?: () => Promise<void>): void;
  clear(id?: number): void;
}

let lastId = 0;

export const useNotices = create<Notices>()((set, get) => ({
  notice: null,
  say(text, undo) {
    lastId += 1;
    set({ notice: { id: lastId, text, undo: undo ?? null } });
  },
  clear(id) {
    if (id === undefined || get().notice?.id === id) set({ notice: null });
  },
}));

/** Shows a line at the foot of the page and reads it to a screen reader; with `undo`, a button that takes it back. */
export function say(text: string, undo?: () => Promise<void>): void {
  useNotices.getState().say(text, undo);
}
