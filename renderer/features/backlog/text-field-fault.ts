import { countCharacters, firstInvalidCharacter } from '../../../shared/domain/text.ts';

/** What is wrong with a one-line text. */
export type TextFault = 'empty' | 'tooLong' | 'invalidCharacter';

export function textFault(text: string, limit: number): TextFault | null {
  const words = text.trim();
  if (words === '') return 'empty';
  if (countCharacters(words) > limit) return 'tooLong';
  return firstInvalidCharacter(words) === -1 ? null : 'invalidCharacter';
}

/** Longest name of a theme and of an owner, in characters: `ThemeName` and `OwnerName` of the domain. */
export const NAME_LIMIT = 120;
export const OWNER_LIMIT = 80;
