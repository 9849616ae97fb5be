import type { Labelled } from './labelled.ts';

const TEMA = 0.2;
const STEP = 0.1;

/** The plain way, to be ahead of: cosine of TF-IDF over groups of three to five letters, equal tags added. All pairs. */
export function baselineScores(notes: readonly Labelled[]): Float64Array[] {
  const bags = notes.map(({ text }) => gramsOf(text));
  const held = new Map<string, number>();
  for (const bag of bags) for (const gram of bag.keys()) held.set(gram, (held.get(gram) ?? 0) + 1);
  const holders = new Map<string, { at: number; weight: number }[]>();
  const vectors = bags.map((bag, at) => {
    let squares = 0;
    const vector = new Map<string, number>();
    for (const [gram, count] of bag) {
      const idf = Math.log((1 + notes.length) / (1 + (held.get(gram) ?? 0))) + 1;
      const weight = (1 + Math.log(count)) * idf;
      vector.set(gram, weight);
      squares += weight * weight;
    }
    for (const [gram, weight] of vector) {
      const unit = weight / Math.sqrt(squares);
      vector.set(gram, unit);
      const list = holders.get(gram) ?? [];
      list.push({ at, weight: unit });
      holders.set(gram, list);
    }
    return vector;
  });
  return vectors.map((vector, at) => {
    const row = new Float64Array(notes.length);
    for (const [gram, weight] of vector)
      for (const other of holders.get(gram) ?? [])
        row[other.at] = (row[other.at] ?? 0) + weight * other.weight;
    const tags = notes[at]?.tags;
    notes.forEach((note, to) => {
      const tema = tags?.tema !== undefined && note.tags.tema === tags.tema ? TEMA : 0;
      const step = tags?.step !== undefined && note.tags.step === tags.step ? STEP : 0;
      row[to] = (row[to] ?? 0) + tema + step;
    });
    return row;
  });
}

function gramsOf(text: string): Map<string, number> {
  const bag = new Map<string, number>();
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)) {
    const edged = ` ${word} `;
    for (let size = 3; size <= 5; size += 1)
      for (let from = 0; from + size <= edged.length; from += 1) {
        const gram = edged.slice(from, from + size);
        bag.set(gram, (bag.get(gram) ?? 0) + 1);
      }
  }
  return bag;
}
