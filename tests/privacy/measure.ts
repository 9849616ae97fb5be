import type { Finding } from '../../shared/privacy/finding.ts';
import type { Chance } from './chance.ts';
import { cleanNote } from './clean.ts';
import { type Planted, type PlantedKind, plant } from './planted.ts';

export type Gate = (text: string) => readonly Finding[];

export interface Recall {
  readonly planted: number;
  /** The whole identifier lies within findings. */
  readonly found: number;
  /** And every one of them blocks. */
  readonly blocked: number;
  readonly missed: readonly Planted[];
}

/** Plants `count` identifiers of a kind and asks the gate for each. */
export function recallOf(
  gate: Gate,
  kind: PlantedKind,
  count: number,
  chance: Chance,
  carriers: readonly string[],
): Recall {
  const missed: Planted[] = [];
  let found = 0;
  let blocked = 0;
  for (let at = 0; at < count; at += 1) {
    const planted = plant(kind, chance, carriers);
    const findings = gate(planted.text);
    if (covers(findings, planted)) {
      found += 1;
      if (
        covers(
          findings.filter(({ severity }) => severity === 'block'),
          planted,
        )
      )
        blocked += 1;
    } else missed.push(planted);
  }
  return { planted: count, found, blocked, missed };
}

/** Whether no letter or digit of what was planted stands outside the findings. */
export function covers(findings: readonly Finding[], { text, start, end }: Planted): boolean {
  for (let at = start; at < end; at += 1) {
    if (findings.some((finding) => at >= finding.start && at < finding.end)) continue;
    if (/[\p{L}\p{N}]/u.test(text.slice(at, at + 2))) return false;
  }
  return findings.length > 0;
}

export interface FalseAlarms {
  readonly notes: number;
  readonly flagged: readonly { readonly text: string; readonly findings: readonly Finding[] }[];
  readonly blocked: number;
}

export function falseAlarmsOf(gate: Gate, notes: readonly string[]): FalseAlarms {
  const flagged = notes
    .map((text) => ({ text, findings: gate(text) }))
    .filter(({ findings }) => findings.length > 0);
  const blocked = flagged.filter(({ findings }) =>
    findings.some(({ severity }) => severity === 'block'),
  ).length;
  return { notes: notes.length, flagged, blocked };
}

export function cleanNotes(count: number, chance: Chance, carriers: readonly string[]): string[] {
  return Array.from({ length: count }, () => cleanNote(chance, carriers));
}
