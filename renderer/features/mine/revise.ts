import type { Entry } from '../../../shared/view/entry.ts';
import { call } from '../../bridge.ts';
import { draftSlot } from '../../state/draft.ts';
import { keepAsked, keptKinds, type Verdict } from '../gate/judge.ts';
import { changeEdit, dropEdit, type Edit, type EditField, isChanged } from './edit-store.ts';

export type ReviseOutcome =
  | { readonly kind: 'saved'; readonly entry: Entry }
  | { readonly kind: 'unchanged' | 'answerEmpty' | 'textEmpty' | 'blocked' | 'asked' };

/** Saves an entry's new words, as far as the gate lets them. Throws the `LyttError` that the app answered with; the words stay. */
export async function reviseEntry(
  entry: Entry,
  edit: Edit,
  verdict: Verdict<EditField>,
): Promise<ReviseOutcome> {
  if (edit.text.trim() === '') return { kind: 'textEmpty' };
  // What was set aside may be sent anew as it stands; the rest must say something new.
  if (!isChanged(entry, edit) && entry.state !== 'set_aside')
    return { kind: entry.state === 'question' ? 'answerEmpty' : 'unchanged' };
  if (verdict.blocked.length > 0) return { kind: 'blocked' };
  if (verdict.asked.length > 0 && !edit.asked) {
    changeEdit(entry, { asked: true });
    return { kind: 'asked' };
  }
  changeEdit(entry, { kept: keepAsked(edit.kept, verdict) });
  const owner = `entry:${entry.id}` as const;
  await draftSlot.close(owner);
  const { text, workaround, tags, answer } = edit;
  const saved = await call('observation.revise', {
    observationId: entry.id,
    text,
    workaround,
    tags,
    answer: answer.trim() === '' ? null : answer,
    acknowledged: keptKinds(verdict),
  });
  draftSlot.gone(owner);
  dropEdit(entry.id);
  return { kind: 'saved', entry: saved };
}
