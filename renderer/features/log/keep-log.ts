import { draftSlot } from '../../state/draft.ts';
import { draftOf, resetFor, takeDraft, useLogStore } from './log-store.ts';

/** Pause before a draft that could not be read is asked for again. Nothing is written over it meanwhile. */
const AGAIN_MS = 3000;

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
  draftSlot.keep('log', draftOf(useLogStore.getState()));
}

/** Makes Log this person's: what another wrote is gone from the page, and her own draft comes in. */
export async function enterLog(personId: string): Promise<void> {
  if (useLogStore.getState().personId === personId) return;
  resetFor(personId);
  const here = () => useLogStore.getState().personId === personId;
  while (here()) {
    try {
      const draft = await draftSlot.load(personId);
      if (!here()) return;
      const typedMeanwhile = useLogStore.getState().text !== '';
      takeDraft(draft);
      if (typedMeanwhile) keepLog();
      return;
    } catch (error) {
      if (here()) useLogStore.setState({ loadError: error });
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }
}
