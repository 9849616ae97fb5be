import { create } from 'zustand';
import { navigate, paths } from './route.ts';

/** Which entry Mine is to open for editing when it comes up; Mine takes it with `takeEditRequest`. View state only. */
export const useEditRequest = create<{ readonly observationId: string | null }>()(() => ({
  observationId: null,
}));

/** Goes to Mine and has it open an entry: the answer to a question is written there, beside the text. */
export function editEntry(observationId: string): void {
  useEditRequest.setState({ observationId });
  navigate(paths.mine);
}

/** The entry asked for, once: the next reader gets null. */
export function takeEditRequest(): string | null {
  const { observationId } = useEditRequest.getState();
  if (observationId !== null) useEditRequest.setState({ observationId: null });
  return observationId;
}
