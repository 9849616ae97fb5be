import type { Chance } from './chance.ts';
import { covers, type Gate } from './measure.ts';
import { type Planted, plant, plantedKinds } from './planted.ts';

/** A text as somebody may save or hand in: one note or a few, each with an identifier of some kind in it. */
export interface PlantedDocument {
  readonly text: string;
  readonly planted: readonly Planted[];
}

export function plantedDocument(chance: Chance, carriers: readonly string[]): PlantedDocument {
  const notes = Array.from({ length: chance.pick([1, 1, 2, 3]) }, () =>
    plant(chance.pick(plantedKinds), chance, carriers),
  );
  const text = notes.map((note) => note.text).join('\n\n');
  let from = 0;
  const planted = notes.map((note) => {
    const moved = { ...note, text, start: from + note.start, end: from + note.end };
    from += note.text.length + 2;
    return moved;
  });
  return { text, planted };
}

/** How many of `count` documents let a letter or digit of an identifier through. */
export function leakingDocuments(
  gate: Gate,
  count: number,
  chance: Chance,
  carriers: readonly string[],
): PlantedDocument[] {
  const documents = Array.from({ length: count }, () => plantedDocument(chance, carriers));
  return documents.filter(({ text, planted }) => {
    const findings = gate(text);
    return planted.some((identifier) => !covers(findings, identifier));
  });
}
