import { readFileSync } from 'node:fs';

/** A note of the sample, which names nobody. */
export interface SampleNote {
  readonly text: string;
  readonly lang: 'nb' | 'nn';
}

export const sampleNotes: readonly SampleNote[] = readFileSync(
  new URL('../data/observations.jsonl', import.meta.url),
  'utf8',
)
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as SampleNote);

export const textsIn = (lang: SampleNote['lang']): string[] =>
  sampleNotes.filter((note) => note.lang === lang).map(({ text }) => text);
