import type { Draft } from '../../../shared/api.ts';
import { call } from '../../bridge.ts';
import { startDraftKeeper } from './draft-keeper.ts';
import { draftOf, resetFor, takeDraft, useLogStore } from './log-store.ts';

/** Pause before a draft that could not be read is asked for again. Nothing is written over it meanwhile. */
const AGAIN_MS = 3000;

/** Whose words lie in the machine's one draft: an entry being edited, what is written on Log (null), or nobody's. */
let holder: { readonly observationId: string | null } | 'nobody' = 'nobody';

const keeper = startDraftKeeper({
  save: (draft) => call('draft.save', draft),
  discard: () => call('draft.discard', {}),
  onState(draft) {
    if (holder === 'nobody' || holder.observationId === null) useLogStore.setState({ draft });
  },
});

useLogStore.subscribe((state, before) => {
  const same =
    state.text === before.text &&
    state.workaround === before.workaround &&
    state.tags === before.tags &&
    state.carets === before.carets;
  if (same || !state.ready || !before.ready || state.personId !== before.personId) return;
  if (!state.saving && !before.saving) keepLog();
});

/** Has what stands on Log written down after a pause. */
export function keepLog(): void {
  const draft = draftOf(useLogStore.getState());
  if (draft === null && (holder === 'nobody' || holder.observationId !== null)) return;
  holder = draft === null ? 'nobody' : { observationId: null };
  keeper.keep(draft);
}

if (typeof window !== 'undefined') window.addEventListener('pagehide', () => void keeper.flush());

/** Makes Log this person's: what another wrote is gone from the page, and her own draft comes in. */
export async function enterLog(personId: string): Promise<void> {
  if (useLogStore.getState().personId === personId) return;
  resetFor(personId);
  await keeper.forget();
  const here = () => useLogStore.getState().personId === personId;
  while (here()) {
    try {
      const draft = await loadDraft();
      if (!here()) return;
      const typedMeanwhile = useLogStore.getState().text !== '';
      takeDraft(draft);
      if (typedMeanwhile) keepLog();
      return;
    } catch (error) {
      if (here()) useLogStore.setState({ draft: { kind: 'failed', error } });
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }
}

/** The machine's draft, after everything that waits has been written to it. */
export async function loadDraft(): Promise<Draft | null> {
  await keeper.flush();
  const { draft } = await call('draft.get', {});
  holder = draft === null ? 'nobody' : { observationId: draft.observationId };
  return draft;
}

/**
 * Keeps an entry that is being edited, where the machine's one draft is not taken by what is being written on Log. Answers
 * whether it is kept.
 */
export function keepEdit(observationId: string, draft: Draft | null): boolean {
  const free = holder === 'nobody' || holder.observationId === observationId;
  if (!free) return false;
  if (draft === null && holder === 'nobody') return false;
  holder = draft === null ? 'nobody' : { observationId };
  keeper.keep(draft);
  return draft !== null;
}

/** Before the words are saved as an entry: no draft of them may be written after that. */
export async function closeDraft(): Promise<void> {
  await keeper.forget();
}

/** The app took the draft away together with the save. */
export function draftIsGone(): void {
  holder = 'nobody';
}
