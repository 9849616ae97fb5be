import { isAmount, wordsBefore } from './context.ts';
import type { Finding } from './finding.ts';
import { isPlace } from './places.ts';

/** A word and a house number. The word is looked at afterwards; bounded, so that the search stays linear. */
const wordAndNumber =
  /(?<![\p{L}\p{N}])(\p{L}[\p{L}'’-]{0,40})(\.?)[ \u00a0]{1,2}(?:nr\.? ?)?([0-9]{1,3})(?: ?[A-Za-z](?![\p{L}\p{N}]))?(?![\p{L}\p{N}])/gu;
const postcode = /(?<![\p{L}\p{N}])(?:N-)?([0-9]{4})[ \u00a0]{1,2}(\p{L}[\p{L}-]{1,30})/gu;
const afterStreet =
  /(?:[ ,\n]{1,4}[HULK][0-9]{4})?(?:[ ,\n]{1,4}(?:leil\.?|leilighet|bolig|etg\.?|oppg\.?) ?[0-9A-H]{1,5})?(?:[ ,\n]{1,4}(?:N-)?[0-9]{4}[ \u00a0]{1,2}\p{L}[\p{L}-]{1,30})?/uy;

/** Ends of street names that are told by their end alone, in any case. */
const surelyStreet =
  /\p{L}{2}(?:veien|vegen|vei|veg|gata|gaten|gate|gt|allé|alléen|alleen|terrasse|svingen|stien|smauet|geilen)$/iu;
/** Ends that also end common words: only where the word has a capital. */
const perhapsStreet =
  /^\p{L}{3,}(?:bakken|bakkane|brygge|bryggen|bråten|dalen|enga|engen|faret|flata|hagen|haugen|heia|jordet|kaia|kleiva|kollen|kroken|kvartalet|lia|lien|løkka|løkken|marka|moen|myra|neset|plass|plassen|ringen|skogen|skrenten|sletta|stubben|tangen|toppen|torg|torget|tråkket|bodene|bukta|odden|hamna|sundet|grenda|høgda|høyden|berget|lunden|parken|stranda|brinken|teigen|tunet|veita|vika|viken|vollen|åsen|ødegården)$/iu;
const streetWord =
  /^(?:gate|gata|gaten|gt|vei|veien|veg|vegen|allé|alle|plass|torg|terrasse|brygge)$/iu;
const noStreet =
  /^(?:under|om|ut|inn|snar|av|hoved|motor|arbeids|reise|hjem|heim|tilbake|karriere|blind|gå|side|bil|tjeneste|jern|strøm|saks|ventel?e?)(?:s|e)?(?:veien|vegen|vei|veg|gata|gaten|gate)$/iu;
/** «valgt 3», «ringt 10»: words that only end as a shortened «gate» does. */
const participle = /(?:sa|la|da|va|sla|brin|rin|tren|so|va|fu|svel|bol|val|sol|ful|føl)l?n?gt$/iu;
/** What is counted, not lived in. */
const unitAfter =
  /^[ \u00a0]*(?:\/|km\b|mil\b|m\b|uker?\b|veker?\b|dager?\b|dagar\b|mnd|måned|månad|år\b|timer?\b|timar\b|min\b|minutt|ganger?\b|gonger?\b|gong\b|kr\b|kroner|%|prosent|stk|barn\b|personer|stykk|av\b|kl\b)/iu;
const addressWords =
  /(?:adresse[nr]?|\bbor|\bbur|bosatt|busett|flytt(?:e|er|et|a|ar)?|postnr|postnummer|poststed)\b[^.]*$/;

/** Streets with a number, and postcodes with a place. */
export function findAddresses(text: string): Finding[] {
  return [...streets(text), ...postcodes(text)];
}

function streets(text: string): Finding[] {
  const found: Finding[] = [];
  for (const match of text.matchAll(wordAndNumber)) {
    const word = match[1] ?? '';
    const numberEnd = match.index + match[0].length;
    if (unitAfter.test(text.slice(numberEnd, numberEnd + 20))) continue;
    afterStreet.lastIndex = numberEnd;
    const tail = afterStreet.exec(text)?.[0] ?? '';
    const whole =
      /[0-9]{4}[ \u00a0]/.test(tail) && isPlace(/\p{L}+(?:-\p{L}+)*$/u.exec(tail)?.[0] ?? '');
    const start =
      streetStart(text, match.index, word) ?? houseStart(text, match.index, word, whole);
    if (start === null) continue;
    found.push({
      kind: 'address',
      start,
      end: numberEnd + tail.length,
      severity: whole ? 'block' : 'warn',
      confidence: whole ? 0.97 : 0.8,
    });
  }
  return found;
}

/** A word that no ending tells, but what stands around does: «bor i Skogly 4», «Skogly 4, 9008 Tromsø». */
function houseStart(text: string, at: number, word: string, whole: boolean): number | null {
  if (!/^\p{Lu}\p{L}{2}/u.test(word) || isPlace(word)) return null;
  return whole || addressWords.test(wordsBefore(text, at)) ? at : null;
}

/** Where the street's name begins, or null if the word is no street. */
function streetStart(text: string, at: number, word: string): number | null {
  const capital = /^\p{Lu}/u.test(word);
  if (!capital && noStreet.test(word)) return null;
  if (streetWord.test(word)) {
    const start = nameBefore(text, at);
    return start === at ? null : start;
  }
  if (participle.test(word)) return null;
  const said = capital || addressWords.test(wordsBefore(text, at));
  return surelyStreet.test(word) || (said && perhapsStreet.test(word))
    ? nameBefore(text, at, true)
    : null;
}

/**
 * Takes in the words before that belong to the name («Karl Johans» gate, «Øvre» Storgate): up to three with a capital, or one
 * in the genitive. A compound street takes only «Øvre», «Nedre» and the like, lest a sentence's first word is swallowed.
 */
function nameBefore(text: string, at: number, compound = false): number {
  const before = text.slice(Math.max(0, at - 60), at);
  const offset = at - before.length;
  const pattern = compound
    ? /(?<![\p{L}\p{N}])(?:Øvre|Nedre|Gamle|Nye|Søndre|Nordre|Store|Lille|Vestre|Østre|Indre|Ytre)[ \u00a0]$/iu
    : /(?<![\p{L}\p{N}])(?:(?:\p{Lu}[\p{L}'’-]{0,20}\.?[ \u00a0]){1,3}|(?:(?!(?:til|fra|frå|ved|hos|for|per|adresse|gata|bor|bur|bosatt)[ \u00a0])\p{L}{3,15}[ \u00a0])?\p{L}[\p{L}'’-]{2,20}s[ \u00a0])$/u;
  const match = pattern.exec(before);
  return match === null ? at : offset + match.index;
}

function postcodes(text: string): Finding[] {
  const found: Finding[] = [];
  for (const match of text.matchAll(postcode)) {
    const digits = match[1] ?? '';
    const place = match[2] ?? '';
    const start = match.index;
    const end = start + match[0].length;
    const said = addressWords.test(wordsBefore(text, start));
    const capital = /^\p{Lu}/u.test(place);
    const yearLike = digits >= '1940' && digits <= '2039';
    if (!isPlace(place) || (!capital && (place.length < 5 || !said))) continue;
    if ((yearLike && !said) || isAmount(text, start, start + digits.length)) continue;
    found.push({
      kind: 'address',
      start,
      end,
      severity: 'warn',
      confidence: said ? 0.9 : 0.7,
    });
  }
  return found;
}
