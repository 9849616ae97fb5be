import type { Finding } from './finding.ts';
import { isPlace, isTown } from './places.ts';

const NAME =
  "[\\p{Lu}][\\p{L}\\p{N}'’&.-]{0,40}(?:[ \\u00a0](?:[\\p{Lu}&][\\p{L}\\p{N}'’&.-]{0,40}|og|&)){0,4}";
/** What says that an employer comes: «arbeidsgiver», «jobber hos», «ansatt på». A capital may begin it, a capital in it may not. */
const cueWords = [
  'arbeidsgiver(?:en)?',
  'arbeidsgjevar(?:en)?',
  'bedriften',
  'bedrifta',
  'firmaet',
  'verksemda',
  'butikken',
  'sjefen',
  'jobb(?:er|et|a|ar|e)?',
  'arbeid(?:er|et|de|ar|a|e)?',
  'ansatt',
  'tilsett',
  'lærling',
  'vikar',
  'deltidsjobb',
  'sommerjobb',
  'stilling',
].map((word) => `[${word.charAt(0)}${word.charAt(0).toUpperCase()}]${word.slice(1)}`);
const cue = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${cueWords.join('|')})(?:[ ,:]{1,2}(?:er|var|heter|heiter))?(?:[ ,:]{1,2}(?:hos|ved|på|i|for)(?: det| den)?)?[ :]{1,2}(${NAME}|\\p{Ll}{4,30})`,
  'gu',
);
/** «Bryggen Bakeri AS»: told by its form. */
const legalForm = new RegExp(
  `(?<![\\p{L}\\p{N}])(${NAME}[ \\u00a0](?:AS|ASA|ANS|DA|SA|ENK|KS))(?![\\p{L}\\p{N}])`,
  'gu',
);
const inPlace =
  /^[ ,\u00a0]{1,2}(?:i|på|ved|utenfor|utanfor|nær) (\p{Lu}[\p{L}-]{1,30})(?![\p{L}\p{N}-])/u;
/** Most notes name none, and are done with here. */
const somePlace = /[ ,\u00a0](?:i|på|ved|utenfor|utanfor|nær) \p{Lu}/u;
/** A workplace without a name, of which a small place has one. */
const workplace =
  /(?:bakeri|butikk|kafe|kafé|kro|hotell|mottak|slakteri|verksted|verkstad|mekanisk|bruk|anlegg|fabrikk|frisør|salong|apotek|barnehage|skole|skule|sykehjem|sjukeheim|legekontor|bensinstasjon|lakseoppdrett|oppdrett|sagbruk|meieri|gartneri|regnskapskontor|entreprenør|rørlegger|rørleggar|camping|pensjonat)(?:et|en|a|n|a)?$/u;
/** Public bodies are no one's small firm. */
const publicBody =
  /^(?:nav|altinn|skatteetaten|staten|kommunen?|fylkeskommunen?|politiet|forsvaret|helse|posten|statens)(?![\p{L}])|kommune$/iu;

/**
 * An employer named together with a small place: there it points at few people. A warning; what is in a town, or has no place
 * beside it, is anybody's.
 */
export function findEmployers(text: string): Finding[] {
  if (!somePlace.test(text)) return [];
  return [...text.matchAll(cue), ...text.matchAll(legalForm)].flatMap((match) => {
    const name = match[1] ?? '';
    const start = match.index + match[0].length - name.length;
    const capital = /^\p{Lu}/u.test(name);
    if (publicBody.test(name) || (!capital && !workplace.test(name))) return [];
    const place = inPlace.exec(text.slice(start + name.length, start + name.length + 60));
    if (place === null || !isSmallPlace(place[1] ?? '')) return [];
    const end = start + name.length + place[0].length;
    return [{ kind: 'employer', start, end, severity: 'warn', confidence: 0.6 }];
  });
}

function isSmallPlace(word: string): boolean {
  return !isTown(word) && (isPlace(word) || placeEnd.test(word));
}

/** How names of small places end; a firm's and a system's do not. */
const placeEnd =
  /^\p{L}{2,}(?:vik|vika|nes|neset|sund|sundet|øy|øya|øyan|dal|dalen|fjord|fjorden|bygd|bygda|stad|heim|våg|vågen|voll|eid|strand|stranda|grend|fjell|vatn|bø)$/u;
