import type { Draft, Language } from '../../shared/api.ts';
import { NOTE_LIMIT, normaliseText, TEXT_LIMIT } from '../../shared/domain/text.ts';
import { digitChains } from '../../shared/privacy/digits.ts';
import { maskBlocked } from '../../shared/privacy/gate.ts';

/** From so many digits on, a number at the end of a text may be the beginning of one that identifies. */
const HELD_BACK_DIGITS = 6;

/** A draft as it may lie on a disk: what may not be saved is masked, and a long number is left out until its word has ended. */
export function draftForDisk(draft: Draft, language: Language): Draft {
  const forDisk = (text: string | null, limit: number) =>
    text === null ? null : cut(withoutUnfinishedNumber(maskBlocked(text, language)), limit);
  return {
    ...draft,
    text: forDisk(draft.text, TEXT_LIMIT) ?? '',
    workaround: forDisk(draft.workaround, TEXT_LIMIT),
    answer: forDisk(draft.answer, NOTE_LIMIT) || null,
  };
}

/** Digits at the very end, in whatever dress, with what groups them. */
export function withoutUnfinishedNumber(text: string): string {
  const last = digitChains(text).at(-1);
  const end = last?.at(-1)?.end;
  if (last === undefined || end === undefined || end < text.length) return text;
  const digits = last.reduce((sum, group) => sum + group.digits.length, 0);
  if (digits < HELD_BACK_DIGITS) return text;
  return normaliseText(text.slice(0, last[0]?.start ?? 0));
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
