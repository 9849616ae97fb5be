/** Stands in for what was found already, while the rest is read once more. No letter, digit or separator. */
export const OPAQUE = '\ufffc';

const REACH = 40;

/**
 * The words just before an offset, in lower case. Ends at a mask or at what was found already: a mask's own word
 * («telefonnummer») must not make a suspect of the next number.
 */
export function wordsBefore(text: string, start: number): string {
  const words = text.slice(Math.max(0, start - REACH), start);
  return words.slice(lastBorder(words) + 1).toLowerCase();
}

function lastBorder(words: string): number {
  return Math.max(words.lastIndexOf(']'), words.lastIndexOf(OPAQUE));
}

/** The words just after an offset, in lower case, up to a mask. */
export function wordsAfter(text: string, end: number): string {
  const words = text.slice(end, end + REACH);
  const border = words.search(/[[\ufffc]/);
  return (border === -1 ? words : words.slice(0, border)).toLowerCase();
}

const amountBefore =
  /(?:bel(?:ø|o)p(?:et)?|\bkr\.?|kroner|\bnok|\bsum(?:men)?|saldo|\bkrav(?:et)? på)[\s:]*$/;
const amountAfter = /^\s*(?:kr\b|kroner|nok\b|,-|%|prosent|mill|mrd)/;

/** Whether the number between two offsets is an amount of money or a share. */
export function isAmount(text: string, start: number, end: number): boolean {
  return amountBefore.test(wordsBefore(text, start)) || amountAfter.test(wordsAfter(text, end));
}

/** What else a number may be called; right before the digits it says that they are nobody's. */
const otherNumberWords =
  /(?:sak|org|organisasjon|ref|referanse|journal|journalpost|kid|faktura|ordre|vedtak|løpe|enhet|rom|bestilling|artikkel|serie|produkt|søknad|krav|oppgave|kunde|bilag)s?[\s.-]*(?:nr|nummer|nummeret|id)?[\s.:#]*$/;

/** Whether the words before an offset call what comes a case, an invoice, an organisation or the like. */
export function isOtherNumber(text: string, start: number): boolean {
  return otherNumberWords.test(wordsBefore(text, start));
}
