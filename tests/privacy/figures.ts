/**
 * Prints what the gate finds of planted identifiers, how often it raises a false alarm, how many documents leak, and how long it
 * takes:
 *   node tests/privacy/figures.ts [dev|test] [count] [--missed] [--norne FOLDER]
 * Tune on dev; test is looked at, never tuned on. FOLDER: NorNE's tagged texts, for names in running text; of its parts the dev
 * ones are read.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readTagged } from '../../build/training/names/corpus.ts';
import { chanceOf } from './chance.ts';
import { leakingDocuments } from './documents.ts';
import { cleanNotes, covers, falseAlarmsOf, type Gate, recallOf } from './measure.ts';
import { type PlantedKind, plantedKinds } from './planted.ts';
import { sampleNotes, textsIn } from './sample-notes.ts';
import { seeds } from './seeds.ts';
import { LIMIT_MS, longNotes, speedOf } from './speed.ts';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { missed: { type: 'boolean' }, norne: { type: 'string' } },
});
const part = positionals[0] === 'test' ? 'test' : 'dev';
const count = Number(positionals[1] ?? 2000);
const showMissed = options.missed === true;
const notes = sampleNotes.map(({ text }) => text);
const languages = [
  ['bokmål', 'nb', 'nob-dev.tsv'],
  ['nynorsk', 'nn', 'nno-dev.tsv'],
] as const;

// Nothing before this has loaded the gate: its start is measured as well.
const beforeLoading = performance.now();
const { findIdentifiers } = await import('../../shared/privacy/gate.ts');
const beforeFirst = performance.now();
findIdentifiers('Kari Nordmann ringte');
const started = performance.now();

const say = (line: string) => process.stdout.write(`${line}\n`);
say(`${part} part, ${count} planted of each kind`);
for (const kind of plantedKinds) {
  const recall = recallOf(findIdentifiers, kind, count, chanceOf(seeds[part]), notes);
  say(
    `  ${kind.padEnd(17)} found ${percent(recall.found, count)}  blocked ${percent(recall.blocked, count)}`,
  );
  if (showMissed) {
    const byDress = new Map<string, number>();
    for (const { dress } of recall.missed) byDress.set(dress, (byDress.get(dress) ?? 0) + 1);
    for (const [dress, times] of [...byDress].toSorted((a, b) => b[1] - a[1]).slice(0, 12))
      say(`      ${times} missed as ${JSON.stringify(dress)}`);
    for (const { text, start, end } of recall.missed.slice(0, 6))
      say(
        `      ${JSON.stringify(`${text.slice(Math.max(0, start - 20), start)}⟦${text.slice(start, end)}⟧${text.slice(end, end + 20)}`)}`,
      );
  }
}
for (const [name, texts] of [
  ['sample notes', notes],
  ['hard clean notes', cleanNotes(count, chanceOf(seeds[part] + 1), notes)],
] as const) {
  const alarms = falseAlarmsOf(findIdentifiers, texts);
  say(
    `  ${name}: flagged ${percent(alarms.flagged.length, texts.length)}  blocked ${percent(alarms.blocked, texts.length)}`,
  );
  if (showMissed)
    for (const { text, findings } of alarms.flagged.slice(0, 25))
      say(
        `      ${findings.map(({ kind, start, end }) => `${kind} ${JSON.stringify(text.slice(start, end))}`).join('; ')} in ${JSON.stringify(text.slice(0, 120))}`,
      );
}

for (const [name, lang] of languages) {
  const leaking = leakingDocuments(
    findIdentifiers,
    count,
    chanceOf(seeds[part] + 2),
    textsIn(lang),
  );
  say(`  documents in ${name.padEnd(8)} leaking ${percent(leaking.length, count)}`);
}
if (options.norne !== undefined)
  for (const [name, , file] of languages) say(runningText(name, join(options.norne, file)));

say(`speed, notes of 60 words once warm, limit ${LIMIT_MS} ms at p95`);
const longKinds: readonly (readonly [string, PlantedKind | null])[] = [
  ['clean', null],
  ['with a name', 'name'],
  ['with a national id', 'national-id'],
  ['with an address', 'address'],
];
for (const [name, kind] of longKinds) {
  const { p50, p95 } = speedOf(findIdentifiers, longNotes(kind, 400, chanceOf(seeds[part]), notes));
  say(
    `  ${name.padEnd(18)} p50 ${p50.toFixed(3)} ms  p95 ${p95.toFixed(3)} ms  ${(p95 / LIMIT_MS).toFixed(2)} of the limit`,
  );
}
say(
  `  start: ${(beforeFirst - beforeLoading).toFixed(0)} ms to load, ${(started - beforeFirst).toFixed(0)} ms for the first text`,
);

/** Of sentences that name somebody, how many let a letter of a name through. */
function runningText(name: string, file: string): string {
  const named = readTagged(file).filter((sentence) => sentence.names.length > 0);
  const leaking = named.filter((sentence) => leaks(findIdentifiers, sentence));
  return `  sentences of NorNE's dev part in ${name.padEnd(8)} leaking ${percent(leaking.length, named.length)}`;
}

function leaks(gate: Gate, { text, names }: ReturnType<typeof readTagged>[number]): boolean {
  const findings = gate(text);
  return names.some(
    ({ start, end }) => !covers(findings, { text, kind: 'name', dress: 'as written', start, end }),
  );
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(2).padStart(6)} %`;
}
