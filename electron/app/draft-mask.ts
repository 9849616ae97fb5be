import { NOTE_LIMIT, normaliseText, TEXT_LIMIT } from '../../shared/domain/text.ts';
import { maskBlocked } from '../../shared/privacy/gate.ts';
import { withoutUnfinished } from '../../shared/privacy/unfinished.ts';
import type { Draft } from '../../shared/view/entry.ts';
import type { Language } from '../../shared/view/session.ts';

/**
 * A draft as it may lie on a disk: what may not be saved is masked, and what stands half-written at the end and may become
 * such a thing is left out until it has ended.
 */
export function draftForDisk(draft: Draft, language: Language): Draft {
  const forDisk = (text: string | null, limit: number) =>
    text === null ? null : cut(withoutUnfinishedEnd(maskBlocked(text, language)), limit);
  return {
    ...draft,
    text: forDisk(draft.text, TEXT_LIMIT) ?? '',
    workaround: forDisk(draft.workaround, TEXT_LIMIT),
    answer: forDisk(draft.answer, NOTE_LIMIT) || null,
  };
}

/** Without what stands half-written at the very end; the page does the same where its caret stands. */
export function withoutUnfinishedEnd(text: string): string {
  const kept = normaliseText(withoutUnfinished(text, text.length));
  // Without half an address, the number before it stands at the end.
  return kept === normaliseText(text) ? kept : withoutUnfinishedEnd(kept);
}

/** A mask may be longer than what it hides. */
function cut(text: string, limit: number): string {
  const characters = [...text];
  return characters.length <= limit ? text : normaliseText(characters.slice(0, limit).join(''));
}

/** Nothing was written and nothing chosen. */
export function isBlank({ text, workaround, tags, observationId, answer }: Draft): boolean {
  return (
    text === '' &&
    (workaround ?? '') === '' &&
    (answer ?? '') === '' &&
    observationId === null &&
    Object.values(tags).every((tag) => tag === null)
  );
}
