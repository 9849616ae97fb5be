import { create } from 'zustand';
import { navigate, paths } from './route.ts';

/** The entry that Mine opens next, ready to be answered or mended. Null once Mine has it. */
export const useEntryToOpen = create<{ readonly entryId: string | null }>()(() => ({
  entryId: null,
}));

/** Goes to Mine with this entry open: from a question in the inbox, from what was set aside. */
export function openEntry(entryId: string): void {
  useEntryToOpen.setState({ entryId });
  navigate(paths.mine);
}

/** Mine takes what it was asked to open, once. */
export function takeEntryToOpen(): string | null {
  const { entryId } = useEntryToOpen.getState();
  if (entryId !== null) useEntryToOpen.setState({ entryId: null });
  return entryId;
}
