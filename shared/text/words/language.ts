/** The language whose spelling rules apply to a text. Both Norwegian forms are one here: they are read as the same words. */
export type TextLanguage = 'norwegian' | 'english';

const english = new Set(
  `the is are was were be been am my your his its our their to of and or with without on from not do does did
  don didn doesn isn wasn can could would should will how why what when where which who you he she it we they this that these
  those there have has had if but as so about after before any because just still get got need want please im ive cant`.split(
    /\s+/,
  ),
);
const norwegian = new Set(
  `og er ikke ikkje å på som det den de dei en ein et eit av til med har hadde var ble vart han hun ho jeg eg vi du seg
  om så men når hva kva hvor kor fra frå ved etter før ingen nå må kan skal vil får fikk fekk bare berre ut inn opp ned også
  går sier mer meir uten utan bruker brukar br søkn aap dp nav`.split(/\s+/),
);

/** English only where English function words outnumber the Norwegian ones: a caseworker's note is Norwegian until shown otherwise. */
export function languageOf(words: readonly string[]): TextLanguage {
  let balance = 0;
  for (const word of words) {
    if (english.has(word)) balance += 1;
    if (norwegian.has(word) || /[æøå]/.test(word)) balance -= 1;
  }
  return balance > 0 ? 'english' : 'norwegian';
}
