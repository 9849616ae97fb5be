import type { Finding } from './finding.ts';
import {
  isCommon,
  type KnownWord,
  knownWords,
  mayBeName,
  type NameLists,
} from './names/features.ts';
import { isNynorsk } from './names/language.ts';
import nameWeights from './names/name-weights.json' with { type: 'json' };
import { type NameSpan, nameSpans, type TaggerWeights, tag } from './names/tagger.ts';
import { decodeLists, decodeWeights, type NameWeightsFile } from './names/weights-file.ts';
import { CAPITAL, LOWER, wordsOf } from './names/words.ts';

interface Tagger {
  readonly weights: TaggerWeights;
  /** The same weights, up for recall: nynorsk is the rarer of the two, and its names are met less often in the training. */
  readonly nynorsk: TaggerWeights;
  readonly lists: NameLists;
}

let tagger: Tagger | null = null;

/**
 * Names of persons, bokmål and nynorsk, by a trained tagger (docs/decisions/0014-name-tagger.md). A warning: it may be wrong, and
 * a name alone may be anybody's. The weights are read at the first text that could hold a name.
 */
export function findNames(text: string): Finding[] {
  const words = wordsOf(text);
  tagger ??= taggerOf(nameWeights);
  const known = knownWords(words, tagger.lists);
  if (!known.some(mayBeName)) return [];
  const { weights, nynorsk } = tagger;
  const tags = tag(known, isNynorsk(known) ? nynorsk : weights);
  return turnedAround(known, withColleagues(known, nameSpans(known, tags))).map(
    ({ first, last }) => ({
      kind: 'name',
      start: known[first]?.start ?? 0,
      end: known[last]?.end ?? 0,
      severity: 'warn',
      confidence: last > first ? 0.85 : 0.7,
    }),
  );
}

function taggerOf(file: NameWeightsFile): Tagger {
  const weights = decodeWeights(file);
  return { weights, nynorsk: { ...weights, bias: file.nynorskBias }, lists: decodeLists(file) };
}

/** What a person at work is called before her name; then it is a name in small letters as well. */
const roles: ReadonlySet<string> = new Set(
  (
    'saksbehandler saksbehandleren saksbehandlar saksbehandlaren veileder veilederen rettleiar rettleiaren vl sb kollega kollegaen ' +
    'kollegaer leder lederen leiar leiaren sjefen avdelingsleder teamleder teamleiar vikaren kontaktperson kontaktpersonen ' +
    'fastlege fastlegen lege legen tolk tolken vekter vekteren'
  ).split(' '),
);

/**
 * Beside the spans, those a lone first name in small letters makes after such a word: «veileder kari». Elsewhere too many are words;
 * here a colleague is meant, who is a person like any other.
 */
function withColleagues(words: readonly KnownWord[], spans: readonly NameSpan[]): NameSpan[] {
  const taken = (at: number) => spans.some(({ first, last }) => first <= at && at <= last);
  const more: NameSpan[] = [];
  for (const [at, word] of words.entries()) {
    if (word.shape !== LOWER || word.first || !isListedFirstName(word) || isCommon(word)) continue;
    const before = words[at - 1];
    if (before === undefined || !roles.has(before.text.toLowerCase()) || taken(at)) continue;
    more.push({ first: at, last: at });
  }
  return more.length === 0 ? [...spans] : [...spans, ...more].toSorted((a, b) => a.first - b.first);
}

/** «Hansen, Kari»: one name, told by either half. */
function turnedAround(words: readonly KnownWord[], spans: readonly NameSpan[]): NameSpan[] {
  const joined: NameSpan[] = [];
  for (const span of spans) {
    let { first, last } = span;
    const earlier = joined.at(-1);
    if (first === last && isSurname(words[first]) && isFirstName(words[last + 2]))
      last = words[last + 1]?.text === ',' ? last + 2 : last;
    if (words[first - 1]?.text === ',' && isFirstName(words[first]) && isSurname(words[first - 2]))
      first -= 2;
    if (earlier !== undefined && first <= earlier.last) joined.pop();
    joined.push({
      first:
        earlier !== undefined && first <= earlier.last ? Math.min(earlier.first, first) : first,
      last: earlier !== undefined && first <= earlier.last ? Math.max(earlier.last, last) : last,
    });
  }
  return joined;
}

/** Of what the lists say of a word, see `knownWords`. */
function isFirstName(word: KnownWord | undefined): boolean {
  return word !== undefined && word.shape === CAPITAL && isListedFirstName(word);
}

function isListedFirstName({ known }: KnownWord): boolean {
  return known % 3 > 0;
}

function isSurname(word: KnownWord | undefined): boolean {
  return word !== undefined && word.shape === CAPITAL && word.known % 9 > 2;
}
