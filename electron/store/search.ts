/** All that is neither a letter with its marks, a number nor a symbol such as an emoji; as the search index splits. */
const BETWEEN_WORDS = /[^\p{L}\p{M}\p{N}\p{Co}\p{So}]+/u;

/**
 * The words of what a person typed, in the form the index and `words` columns hold. Whatever means something to FTS5
 * (quotes, operators, NUL) lies between words and is gone. Empty where nothing is asked for.
 */
export function wordsOf(query: string | null): string[] {
  if (query === null) return [];
  return query
    .toWellFormed()
    .normalize('NFC')
    .split(BETWEEN_WORDS)
    .filter((word) => word !== '');
}

/** An FTS5 expression for texts that hold a word beginning with each of these. */
export function matchExpression(words: readonly string[]): string {
  return words.map((word) => `"${word}"*`).join(' ');
}

/** For texts that hold each of these as a whole word. */
export function wholeExpression(words: readonly string[]): string {
  return words.map((word) => `"${word}"`).join(' ');
}

/** For texts that hold these one after the other. */
export function phraseExpression(words: readonly string[]): string {
  return `"${words.join(' ')}"`;
}

/** The same, the last perhaps not written to its end. */
export function begunPhraseExpression(words: readonly string[]): string {
  return `${phraseExpression(words)}*`;
}

/** As `matchExpression` finds them, for a short list that needs no index: each word with a blank before it. */
export function wordsColumn(...texts: readonly (string | null)[]): string {
  return texts
    .flatMap(wordsOf)
    .map((word) => ` ${word.toLowerCase()}`)
    .join('');
}
