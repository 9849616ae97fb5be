import type { Entry } from '../../../shared/view/entry.ts';
import { call } from '../../bridge.ts';
import { draftSlot } from '../../state/draft.ts';
import { keepAsked, keptKinds, type Verdict } from '../gate/judge.ts';
import { keepLog } from './keep-log.ts';
import { clearSaved, type LogField, useLogStore } from './log-store.ts';

export type SaveOutcome =
  | { readonly kind: 'saved'; readonly entry: Entry }
  | { readonly kind: 'empty' }
  /** The gate holds it: something must go. */
  | { readonly kind: 'blocked' }
  /** Asked whether it is a person; the next save keeps it. */
  | { readonly kind: 'asked' }
  /** A save is under way already. */
  | { readonly kind: 'busy' };

/** Saves what stands on Log, as far as the gate lets it. Throws the `LyttError` that the app answered with; the words stay. */
export async function saveLog(verdict: Verdict<LogField>): Promise<SaveOutcome> {
  const state = useLogStore.getState();
  if (state.saving) return { kind: 'busy' };
  if (state.text.trim() === '') return { kind: 'empty' };
  if (verdict.blocked.length > 0) return { kind: 'blocked' };
  if (verdict.asked.length > 0 && !state.asked) {
    useLogStore.setState({ asked: true });
    return { kind: 'asked' };
  }
  const kept = keepAsked(state.kept, verdict);
  const { text, workaround, tags } = state;
  useLogStore.setState({ saving: true, kept });
  try {
    await draftSlot.close('log');
    const entry = await call('observation.log', {
      text,
      workaround,
      tags,
      acknowledged: keptKinds(verdict),
    });
    draftSlot.gone('log');
    clearSaved({ text, workaround });
    keepLog();
    return { kind: 'saved', entry };
  } catch (error) {
    useLogStore.setState({ saving: false });
    keepLog();
    throw error;
  }
}
