import type { SimilarMatch } from '../../../shared/view/similar.ts';
import { call } from '../../bridge.ts';
import { keepLog } from './keep-log.ts';
import { clearSaved, setWords, useLogStore } from './log-store.ts';

/**
 * +1: she heard the same. What she had begun to write goes, since it has been said; answers how to take both back. Throws
 * the `LyttError` that the app answered with; nothing has gone then.
 */
export async function logSame(match: SimilarMatch): Promise<() => Promise<void>> {
  const { tags } = useLogStore.getState();
  const entry = await call('observation.same', { target: match.target, channel: tags.channel });
  const { text, workaround } = useLogStore.getState();
  clearSaved({ text, workaround });
  keepLog();
  return async () => {
    await call('observation.withdraw', { observationId: entry.id });
    // Whatever was written since stays; the old words come back only into an empty field.
    if (useLogStore.getState().text !== '') return;
    setWords('text', text, text.length);
    if (workaround !== null) setWords('workaround', workaround, workaround.length);
  };
}
