/**
 * Trains the tagger of person names and prints how good it is:
 *   node build/training/train-names.ts FOLDER [--held-out]
 * FOLDER holds nob-train.tsv, nno-train.tsv, nob-dev.tsv and nno-dev.tsv (NorNE's person names, one token and tag a line). Their
 * texts may not be passed on and are not part of the project; what is written, shared/privacy/names/name-weights.json, holds
 * weights and hashes alone. The same input gives the same file. With --held-out nothing is written: the sample notes are held
 * back a fifth at a time, to see how many of them are flagged when they were not trained on.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type KnownWord, knownWords, type NameLists } from '../../shared/privacy/names/features.ts';
import { isNynorsk } from '../../shared/privacy/names/language.ts';
import { encodeList } from '../../shared/privacy/names/lists.ts';
import {
  type NameSpan,
  nameSpans,
  O,
  spansOf,
  type TaggerWeights,
  tag,
} from '../../shared/privacy/names/tagger.ts';
import {
  decodeLists,
  decodeWeights,
  encodeLevels,
  MAX_LEVEL,
  type NameWeightsFile,
} from '../../shared/privacy/names/weights-file.ts';
import { hashOf, LOWER, wordsOf } from '../../shared/privacy/names/words.ts';
import { seededRandom } from './logistic.ts';
import { goldTags, type NamedText, readTagged } from './names/corpus.ts';
import { madeNote, withOtherNames } from './names/made-notes.ts';
import { meanOf, otherStart, type TaggedWords, trainTagger } from './names/perceptron.ts';
import { writeFormatted } from './write-formatted.ts';

const EPOCHS = 10;
/** The weights are the mean of these runs: each sees the texts in another order, and their chance mistakes even out. */
const SEEDS = [5, 6, 7, 8];
/** How many texts more begin in the middle of a sentence, half of them with a word made unknown. */
const OTHER_STARTS = 4_000;
const MADE_NOTES = 12_000;
/** How often each sentence with a name stands once more, about somebody else. */
const OTHER_NAMES = 2;
/** How often each sample note stands as it is: they name nobody. */
const NOTE_TIMES = 4;
/** In the file's own measure, chosen on the dev parts: see \`TaggerWeights\`. */
const BIAS = 24;
const NYNORSK_BIAS = 48;
const DOUBT = 20;
const HELD_OUT_PARTS = 5;

const folder = process.argv[2];
if (folder === undefined) {
  process.stderr.write('Which folder holds the tagged texts?\n');
  process.exit(2);
}
const read = (name: string) => readTagged(join(folder, name));
const corpus = [...read('nob-train.tsv'), ...read('nno-train.tsv')];
const allNotes = readFileSync(
  new URL('../../tests/data/observations.jsonl', import.meta.url),
  'utf8',
)
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => (JSON.parse(line) as { text: string }).text);
const namesOf = (list: string) =>
  readFileSync(new URL(`names/${list}.txt`, import.meta.url), 'utf8')
    .trim()
    .split('\n');
const names = {
  first: namesOf('first-names'),
  last: namesOf('last-names'),
  firstAbroad: namesOf('first-names-abroad'),
  lastAbroad: namesOf('last-names-abroad'),
  others: namesOf('other-names'),
};

if (process.argv.includes('--held-out')) tellHeldOut();
else writeAndTell();

function writeAndTell(): void {
  const file = train(allNotes, say);
  const out = fileURLToPath(
    new URL('../../shared/privacy/names/name-weights.json', import.meta.url),
  );
  writeFormatted(out, file);
  say(`${Math.round(gzipSync(readFileSync(out)).length / 1024)} kB gzipped`);
  const lists = decodeLists(file);
  const weights = decodeWeights(file);
  const dev = { nb: read('nob-dev.tsv'), nn: read('nno-dev.tsv') };
  for (const change of [-16, -8, 0, 8, 16]) {
    const [bias, nynorskBias] = [file.bias + change, file.nynorskBias + change];
    const told = (sentences: readonly NamedText[]) =>
      figures(sentences, lists, weights, bias, nynorskBias);
    say(`bias ${bias}, ${nynorskBias}: bokmål ${told(dev.nb)}; nynorsk ${told(dev.nn)}`);
  }
}

function tellHeldOut(): void {
  let flagged = 0;
  for (let part = 0; part < HELD_OUT_PARTS; part += 1) {
    const isHeld = (_: string, at: number) => at % HELD_OUT_PARTS === part;
    const file = train(
      allNotes.filter((text, at) => !isHeld(text, at)),
      () => undefined,
    );
    const lists = decodeLists(file);
    const weights = decodeWeights(file);
    for (const text of allNotes.filter(isHeld)) {
      const words = knownWords(wordsOf(text), lists);
      const bias = isNynorsk(words) ? file.nynorskBias : file.bias;
      const spans = spansIn(words, { ...weights, bias });
      if (spans.length > 0) flagged += 1;
      for (const { first, last } of spans)
        say(
          `  ${words
            .slice(first, last + 1)
            .map((word) => word.text)
            .join(' ')}`,
        );
    }
  }
  say(`${flagged} of ${allNotes.length} notes flagged that were not trained on`);
}

function train(notes: readonly string[], told: (line: string) => void): NameWeightsFile {
  const lists = {
    first: listOf(names.first),
    last: listOf(names.last),
    firstAbroad: listOf(names.firstAbroad),
    lastAbroad: listOf(names.lastAbroad),
    places: listOf([...namesOf('places'), ...names.others].flatMap((name) => name.split(' '))),
    common: encodeList(commonWords(notes)),
  };
  const random = seededRandom(3);
  const named = corpus.filter((sentence) => sentence.names.length > 0);
  const sentences: NamedText[] = [...corpus];
  for (let at = 0; at < MADE_NOTES; at += 1) sentences.push(madeNote(names, notes, random));
  for (let at = 0; at < OTHER_NAMES; at += 1)
    sentences.push(...named.map((sentence) => withOtherNames(sentence, names, random)));
  for (let at = 0; at < NOTE_TIMES; at += 1)
    sentences.push(...notes.map((text) => ({ text, names: [] })));
  const known = listsOf(lists);
  const tagged: TaggedWords[] = sentences.map((sentence) => ({
    words: knownWords(wordsOf(sentence.text), known),
    gold: goldTags(sentence),
  }));
  for (let at = 0; at < OTHER_STARTS; at += 1) {
    const start = otherStart(tagged[Math.floor(random() * corpus.length)], random);
    if (start !== null) tagged.push(start);
  }
  const runs = SEEDS.map((seed) =>
    trainTagger(tagged, EPOCHS, seededRandom(seed), (epoch, wrong) => {
      if (epoch === EPOCHS) told(`seed ${seed}: ${wrong} of ${tagged.length} texts wrong at last`);
    }),
  );
  return toFile(meanOf(runs), lists);
}

function listOf(list: readonly string[]): string {
  return encodeList(list.map((name) => hashOf(name.toLowerCase())));
}

function listsOf(lists: NameWeightsFile['lists']): NameLists {
  return decodeLists({
    transitions: [],
    bias: 0,
    nynorskBias: 0,
    doubt: 0,
    begin: '',
    inside: '',
    lists,
  });
}

/** What is written with a small letter, wherever it stands. */
function commonWords(notes: readonly string[]): Set<number> {
  const common = new Set<number>();
  for (const sentence of [...corpus, ...notes.map((text) => ({ text, names: [] }))]) {
    const tags = goldTags(sentence);
    wordsOf(sentence.text).forEach(({ shape, hash, text }, at) => {
      if (shape === LOWER && tags[at] === O && text.length > 1) common.add(hash);
    });
  }
  return common;
}

function toFile(
  { begin, inside, transitions }: TaggerWeights,
  lists: NameWeightsFile['lists'],
): NameWeightsFile {
  let highest = 0;
  for (const weights of [begin, inside])
    for (const weight of weights) highest = Math.max(highest, Math.abs(weight));
  // The few largest weights are cut, so that the many small ones keep their difference.
  const step = (highest * 0.5) / MAX_LEVEL;
  const level = (weight: number) =>
    Math.max(-MAX_LEVEL, Math.min(MAX_LEVEL, Math.round(weight / step)));
  return {
    transitions: transitions.map((weight) => Math.round((weight / step) * 10) / 10),
    bias: BIAS,
    nynorskBias: NYNORSK_BIAS,
    doubt: DOUBT,
    begin: encodeLevels(Int8Array.from(begin, level)),
    inside: encodeLevels(Int8Array.from(inside, level)),
    lists,
  };
}

function spansIn(words: readonly KnownWord[], weights: TaggerWeights): NameSpan[] {
  return nameSpans(words, tag(words, weights));
}

/** Whole names, from their first word to their last. */
function figures(
  sentences: readonly NamedText[],
  lists: NameLists,
  weights: TaggerWeights,
  bias: number,
  nynorskBias: number,
): string {
  let right = 0;
  let said = 0;
  let gold = 0;
  const key = ({ first, last }: NameSpan) => `${first}-${last}`;
  for (const sentence of sentences) {
    const wanted = new Set(spansOf(goldTags(sentence)).map(key));
    const words = knownWords(wordsOf(sentence.text), lists);
    const at = { ...weights, bias: isNynorsk(words) ? nynorskBias : bias };
    const found = spansIn(words, at).map(key);
    gold += wanted.size;
    said += found.length;
    right += found.filter((span) => wanted.has(span)).length;
  }
  return `recall ${(right / gold).toFixed(3)} precision ${(right / said).toFixed(3)}`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
