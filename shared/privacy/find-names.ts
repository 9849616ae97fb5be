import type { Finding } from './finding.ts';
import { type KnownWord, knownWords, mayBeName, type NameLists } from './names/features.ts';
import { isNynorsk } from './names/language.ts';
import nameWeights from './names/name-weights.json' with { type: 'json' };
import { type NameSpan, nameSpans, type TaggerWeights, tag } from './names/tagger.ts';
import { decodeLists, decodeWeights, type NameWeightsFile } from './names/weights-file.ts';
import { CAPITAL, wordsOf } from './names/words.ts';

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
  return turnedAround(known, nameSpans(known, tags)).map(({ first, last }) => ({
    kind: 'name',
    start: known[first]?.start ?? 0,
    end: known[last]?.end ?? 0,
    severity: 'warn',
    confidence: last > first ? 0.85 : 0.7,
  }));
}

function taggerOf(file: NameWeightsFile): Tagger {
  const weights = decodeWeights(file);
  return { weights, nynorsk: { ...weights, bias: file.nynorskBias }, lists: decodeLists(file) };
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
  return word !== undefined && word.shape === CAPITAL && word.known % 3 > 0;
}

function isSurname(word: KnownWord | undefined): boolean {
  return word !== undefined && word.shape === CAPITAL && word.known % 9 > 2;
}
