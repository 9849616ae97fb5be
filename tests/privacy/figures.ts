/**
 * Prints what the gate finds of planted identifiers and how often it raises a false alarm:
 *   node tests/privacy/figures.ts [dev|test] [count] [--missed]
 * Tune on dev; test is looked at, never tuned on.
 */
import { readFileSync } from 'node:fs';
import { findIdentifiers } from '../../shared/privacy/gate.ts';
import { chanceOf } from './chance.ts';
import { cleanNotes, falseAlarmsOf, recallOf } from './measure.ts';
import { plantedKinds } from './planted.ts';
import { seeds } from './seeds.ts';

const part = process.argv[2] === 'test' ? 'test' : 'dev';
const count = Number(process.argv[3] ?? 2000);
const showMissed = process.argv.includes('--missed');
const notes = readFileSync(new URL('../data/observations.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => (JSON.parse(line) as { text: string }).text);

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

function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(2).padStart(6)} %`;
}
