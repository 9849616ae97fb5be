/** Words that are written so in one of the two forms alone, and are met in most sentences. */
const nynorsk: ReadonlySet<string> = new Set(
  (
    'ikkje eg ho dei ein eit frå nokon noko nokre korleis kvar kvart kvifor vere vore vera blei vart meir mykje sjølv ' +
    'berre saman òg eigen kjem kome gjer gjere seier seie fleire heile sidan fekk gjekk heiter høyrer veit dykk sjå ' +
    'kyrkja skulen tidlegare gong gonger stader betre tek teke tykkjer meiner søkjer søkje ynskjer fylgje me'
  ).split(' '),
);
const bokmal: ReadonlySet<string> = new Set(
  (
    'ikke jeg hun de en et fra noen noe hvordan hvor hvert hvorfor være vært ble mer mye selv bare sammen egen kommer ' +
    'gjør gjøre sier flere hele siden fikk gikk heter hører vet dere kirken skolen tidligere ganger steder bedre ' +
    'søker søke ønsker følge vi'
  ).split(' '),
);
/** Enough to tell by; a long text is not read to its end for it. */
const WORDS_READ = 400;

/**
 * Whether more of the words in small letters are nynorsk than bokmål. False where nothing tells: most words are written alike in
 * both.
 */
export function isNynorsk(
  words: readonly { readonly facts: { readonly form: number } }[],
): boolean {
  let balance = 0;
  const read = Math.min(words.length, WORDS_READ);
  for (let at = 0; at < read; at += 1) balance += words[at]?.facts.form ?? 0;
  return balance > 0;
}

/** 1 for a word that is nynorsk alone, -1 for one that is bokmål alone, else 0. */
export function formOf(word: string): number {
  return nynorsk.has(word) ? 1 : bokmal.has(word) ? -1 : 0;
}
