import type { Chance } from './chance.ts';
import type { Gate } from './measure.ts';
import { type PlantedKind, plant } from './planted.ts';

/** What the gate may take for a note of 60 words once warm, in milliseconds. */
export const LIMIT_MS = 0.3;
const WORDS = 60;
const WARM_ROUNDS = 3;
/** Of each note the middle of so many runs counts: what else the machine does at the moment is not the gate's. */
const RUNS = 7;

export interface Speed {
  readonly p50: number;
  readonly p95: number;
}

/** Notes of 60 words, or so many with one identifier in them. */
export function longNotes(
  kind: PlantedKind | null,
  count: number,
  chance: Chance,
  notes: readonly string[],
): string[] {
  return Array.from({ length: count }, () => {
    if (kind === null) return longNote(WORDS, chance, notes);
    return plant(kind, chance, [longNote(WORDS - 3, chance, notes)]).text;
  });
}

function longNote(length: number, chance: Chance, notes: readonly string[]): string {
  const words: string[] = [];
  while (words.length < length) words.push(...chance.pick(notes).split(/\s+/));
  return words.slice(0, length).join(' ');
}

/** Milliseconds for a note, once warm. */
export function speedOf(gate: Gate, texts: readonly string[]): Speed {
  for (let round = 0; round < WARM_ROUNDS; round += 1) for (const text of texts) gate(text);
  const times = texts.map((text) => middle(Array.from({ length: RUNS }, () => timeOf(gate, text))));
  times.sort((a, b) => a - b);
  return { p50: at(times, 0.5), p95: at(times, 0.95) };
}

function timeOf(gate: Gate, text: string): number {
  const from = performance.now();
  gate(text);
  return performance.now() - from;
}

function middle(times: readonly number[]): number {
  return at(
    times.toSorted((a, b) => a - b),
    0.5,
  );
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
