import { countCharacters, NOTE_LIMIT } from '../../../shared/domain/text.ts';

/** What is wrong with a question or reason as it stands. */
export type NoteFault =
  | { readonly kind: 'empty' }
  | { readonly kind: 'long'; readonly over: number };

export function noteFault(text: string): NoteFault | null {
  if (text.trim() === '') return { kind: 'empty' };
  const over = countCharacters(text.trim()) - NOTE_LIMIT;
  return over > 0 ? { kind: 'long', over } : null;
}
