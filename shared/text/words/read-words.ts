import { languageOf, type TextLanguage } from './language.ts';
import { nynorskEndings, nynorskPieces, nynorskWords } from './nynorsk.ts';
import { beginnings, wholeWords } from './shorthand.ts';
import { stem } from './stem.ts';

/** A word as the text core reads it: in lower case, shorthand written out, nynorsk spelt as bokmål. */
export interface Word {
  readonly spelt: string;
  /** Without its ending: what the forms of one word share. */
  readonly stem: string;
}

export interface ReadText {
  readonly words: readonly Word[];
  readonly language: TextLanguage;
}

const shorthand = pairsOf(wholeWords);
const nynorsk = pairsOf(nynorskWords);
const pieces = [...pairsOf(nynorskPieces)];
const endings = [...pairsOf(nynorskEndings)];
const starts = pairsOf(beginnings);
/** Each with or without its dot and a space after it. */
const startPattern = new RegExp(
  `(?<!\\p{L})(?:${[...starts.keys()].map((short) => short.replace('.', '\\.?\\s?')).join('|')})`,
  'gu',
);
const longByLetters = new Map([...starts].map(([short, long]) => [short.replace('.', ''), long]));

/** Letters with their marks and digits; an apostrophe inside a word is dropped («don't», «bruker's»). */
const wordPattern = /[\p{L}\p{M}\p{N}]+/gu;

/** A note longer than this says no more about what it means, and a megabyte must not cost more than a note. */
const MAX_CHARACTERS = 8000;
const MAX_WORDS = 600;
/** No word of any language; keeps a hostile one from costing more than a note. */
const MAX_WORD = 48;

/** The words of a text in order. NFC, lower case; æ, ø and å are kept, other accents go («étt» is «ett», «idé» is «ide»). */
export function readWords(text: string): ReadText {
  let plain = text
    .slice(0, MAX_CHARACTERS)
    .normalize('NFC')
    .toLowerCase()
    .replace(/(?<=\p{L})['’](?=\p{L})/gu, '');
  plain = withoutAccents(plain);
  const first = found(plain);
  const language = languageOf(first);
  if (language === 'english')
    return { language, words: first.map((spelt) => ({ spelt, stem: stem(spelt, language) })) };
  plain = plain.replace(startPattern, (short) => longByLetters.get(lettersOf(short)) ?? short);
  return { language, words: found(plain).flatMap(norwegianWords) };
}

function lettersOf(short: string): string {
  return short.replace(/[.\s]/g, '');
}

/** Words come back: each is spelt and stemmed once, until too many are remembered. */
const remembered = new Map<string, readonly Word[]>();
const MAX_REMEMBERED = 50_000;

function norwegianWords(word: string): readonly Word[] {
  const known = remembered.get(word);
  if (known !== undefined) return known;
  const words = spell(word).map((spelt) => ({ spelt, stem: stem(spelt, 'norwegian') }));
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  remembered.set(word, words);
  return words;
}

function found(plain: string): string[] {
  const words: string[] = [];
  for (const [word] of plain.matchAll(wordPattern)) {
    words.push(word.slice(0, MAX_WORD));
    if (words.length === MAX_WORDS) break;
  }
  return words;
}

function withoutAccents(text: string): string {
  return text.replace(/[éèêëóòôáàâüû]/g, (letter) => plainLetter.get(letter) ?? letter);
}

const plainLetter = new Map(
  [...'éèêëóòôáàâüû'].map((letter, at) => [letter, 'eeeeoooaaauu'[at] ?? letter]),
);

/** One word or, where shorthand stands for more, several. */
function spell(word: string): readonly string[] {
  const long = shorthand.get(word);
  if (long !== undefined) return long.split('_');
  const known = nynorsk.get(word);
  if (known !== undefined) return [known];
  let spelt = word;
  for (const [from, to] of pieces) if (spelt.includes(from)) spelt = spelt.replaceAll(from, to);
  for (const [from, to] of endings)
    if (spelt.length >= from.length + 3 && spelt.endsWith(from))
      return [spelt.slice(0, -from.length) + to];
  return [spelt];
}

function pairsOf(data: string): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  for (const pair of data.trim().split(/\s+/)) {
    const [from = '', to = ''] = pair.split('=');
    pairs.set(from, to);
  }
  return pairs;
}
