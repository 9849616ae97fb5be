/**
 * Trains the tag suggestions on labelled notes and prints how good they are on notes they were not trained on:
 *   node build/training/train-tags.ts [tests/data/observations.jsonl]
 * Writes shared/text/tag-weights.json. The same input gives the same file.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type NoteFeatures, noteFeatures, SLOTS } from '../../shared/text/note-features.ts';
import {
  decodeModels,
  suggestTagsWith,
  type TagModelFile,
  type TrainedField,
  trainedFields,
} from '../../shared/text/suggest-tags.ts';
import { type Example, seededRandom, shuffled, toModelFile, trainLogistic } from './logistic.ts';
import { writeFormatted } from './write-formatted.ts';

interface Note {
  readonly text: string;
  /** Notes about the same pain, often near each other in wording. */
  readonly theme: string;
  readonly tema: string;
  readonly step: string;
  readonly channel: string;
  readonly severity: number;
}

/** A class with fewer notes can't be learnt; such tema are suggested by name alone. */
const MIN_NOTES = 7;
const FOLDS = 10;
/** How often a suggestion must be right on unseen notes; the threshold is the lowest probability that keeps this. */
const wantedPrecision: Readonly<Record<TrainedField, number>> = {
  tema: 0.85,
  step: 0.65,
  channel: 0.85,
  severity: 0.7,
};
const options: Readonly<Record<TrainedField, { epochs: number; rate: number; decay: number }>> = {
  tema: { epochs: 20, rate: 0.1, decay: 0.0005 },
  step: { epochs: 20, rate: 0.1, decay: 0.003 },
  channel: { epochs: 40, rate: 0.1, decay: 0.02 },
  severity: { epochs: 40, rate: 0.1, decay: 0.02 },
};

const file = process.argv[2] ?? 'tests/data/observations.jsonl';
const notes = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => JSON.parse(line) as Note);

const known = new Map<string, NoteFeatures>();
function featuresOf(text: string): NoteFeatures {
  const found = known.get(text) ?? noteFeatures(text);
  known.set(text, found);
  return found;
}

const out = fileURLToPath(new URL('../../shared/text/tag-weights.json', import.meta.url));
const byNote = evaluate('notes drawn at random', (_, at) => at);
const byTheme = evaluate('whole themes unseen', ({ theme }) => theme);
print(byNote);
print(byTheme);
const thresholds = Object.fromEntries(
  trainedFields.map((field) => [field, thresholdFor(byTheme.guesses, field)]),
);
const trained = train(notes, thresholds);
writeFormatted(out, trained);
process.stdout.write(`${Math.round(JSON.stringify(trained).length / 1024)} kB written\n`);
printSuggestions(thresholds);

interface Guess {
  readonly gold: string | number;
  readonly value: string | number;
  readonly confidence: number;
}
interface Evaluation {
  readonly name: string;
  readonly guesses: Readonly<Record<TrainedField, readonly Guess[]>>;
}

function classesOf(some: readonly Note[], field: TrainedField): (string | number)[] {
  const counts = new Map<string | number, number>();
  for (const note of some) counts.set(note[field], (counts.get(note[field]) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count >= (field === 'tema' ? MIN_NOTES : 2))
    .map(([value]) => value)
    .toSorted();
}

function train(some: readonly Note[], thresholds: Readonly<Record<string, number>>): TagModelFile {
  const features = some.map(({ text }) => featuresOf(text));
  const model = (field: TrainedField) => {
    const classes = classesOf(some, field);
    const examples: Example[] = [];
    some.forEach((note, at) => {
      const label = classes.indexOf(note[field]);
      const found = features[at];
      if (label >= 0 && found !== undefined) examples.push({ ...found, label });
    });
    const trained = trainLogistic(examples, classes.length, {
      slots: SLOTS,
      ...options[field],
      random: seededRandom(7),
    });
    return toModelFile(trained, classes, thresholds[field] ?? 0);
  };
  return {
    tema: model('tema'),
    step: model('step'),
    channel: model('channel'),
    severity: model('severity'),
  };
}

function folds(groupOf: (note: Note, at: number) => string | number): [Note[], Note[]][] {
  const groups = shuffled([...new Set(notes.map(groupOf))], seededRandom(11));
  const foldOf = new Map(groups.map((group, at) => [group, at % FOLDS]));
  return Array.from({ length: FOLDS }, (_, fold): [Note[], Note[]] => [
    notes.filter((note, at) => foldOf.get(groupOf(note, at)) !== fold),
    notes.filter((note, at) => foldOf.get(groupOf(note, at)) === fold),
  ]);
}

/** What the whole suggestion says, without thresholds, of each note when trained on the other folds. */
function evaluate(name: string, groupOf: (note: Note, at: number) => string | number): Evaluation {
  const guesses: Record<TrainedField, Guess[]> = { tema: [], step: [], channel: [], severity: [] };
  for (const [rest, unseen] of folds(groupOf)) {
    const models = decodeModels(train(rest, {}));
    for (const note of unseen) {
      const said = suggestTagsWith(models, note.text);
      for (const field of trainedFields) {
        const suggestion = said.find((one) => one.field === field);
        if (suggestion !== undefined)
          guesses[field].push({
            gold: note[field],
            value: suggestion.value,
            confidence: suggestion.confidence,
          });
      }
    }
  }
  return { name, guesses };
}

function thresholdFor(guesses: Evaluation['guesses'], field: TrainedField): number {
  const ranked = guesses[field].toSorted((a, b) => b.confidence - a.confidence);
  let right = 0;
  let threshold = 1;
  ranked.forEach(({ gold, value, confidence }, at) => {
    if (gold === value) right += 1;
    if (at >= 9 && right / (at + 1) >= wantedPrecision[field]) threshold = confidence;
  });
  return Math.ceil(threshold * 100) / 100;
}

function print({ name, guesses }: Evaluation): void {
  process.stdout.write(`\n${FOLDS} folds, ${name}: accuracy if it always had to guess\n`);
  for (const field of trainedFields)
    process.stdout.write(
      `  ${field.padEnd(9)} ${rate(guesses[field].filter(isRight).length, notes.length)}\n`,
    );
}

function printSuggestions(thresholds: Readonly<Record<string, number>>): void {
  process.stdout.write('\nAs suggested (abstaining below the threshold)\n');
  process.stdout.write(
    '  field     threshold  precision and recall: random notes | unseen themes\n',
  );
  for (const field of trainedFields) {
    const threshold = thresholds[field] ?? 1;
    const columns = [byNote, byTheme].map(({ guesses }) => {
      const said = guesses[field].filter(({ confidence }) => confidence >= threshold);
      const right = said.filter(isRight).length;
      return `${rate(right, said.length)} ${rate(right, notes.length)}`;
    });
    process.stdout.write(
      `  ${field.padEnd(9)} ${threshold.toFixed(2)}       ${columns.join('  |  ')}\n`,
    );
  }
}

function isRight({ gold, value }: Guess): boolean {
  return gold === value;
}

function rate(part: number, whole: number): string {
  return whole === 0 ? '  –  ' : (part / whole).toFixed(3);
}
