import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import type { TextDoc } from '../../../shared/text/similar/similar-index.ts';

/** A text whose theme people have said. The label is for measuring alone: the text core never sees it. */
export interface Labelled extends TextDoc {
  readonly label: string;
  readonly lang: string;
}

const notesFile = fileURLToPath(new URL('../../../tests/data/observations.jsonl', import.meta.url));
/** Customers' questions to a bank (Casanueva and others, 2020), where they lie beside the project; its texts are not ours to keep. */
const bankingFile = fileURLToPath(
  new URL('../../../../shared/data/banking77/train.csv', import.meta.url),
);

export function readNotes(): Labelled[] {
  return readFileSync(notesFile, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const note = JSON.parse(line) as Record<
        'id' | 'text' | 'theme' | 'lang' | 'tema' | 'step',
        string
      >;
      const { id, text, theme, lang, tema, step } = note;
      return { id, text, tags: { tema, step }, label: theme, lang };
    });
}

/** Null where the file is not there. */
export function readBanking(file: string = bankingFile): Labelled[] | null {
  if (!existsSync(file)) return null;
  const rows = parse(readFileSync(file), { columns: true }) as { text: string; category: string }[];
  return rows.map(({ text, category }, at) => ({
    id: String(at),
    text,
    tags: {},
    label: category,
    lang: 'en',
  }));
}

export const isSingle = ({ label }: Labelled): boolean => label.startsWith('solo-');

/**
 * Themes set aside: the notes of these were not read while meanings and shorthand were written. In the alphabet they are those
 * between the two named here. Their figures were seen while weights were chosen, and some of their key terms, so they are fresh
 * to the words and not to the weights.
 */
export function isSetAside({ label }: Labelled): boolean {
  return (
    label > 'dagpenger-ventetid-soknad' &&
    label < 'sosialhjelp-soke-hver-maned' &&
    !label.startsWith('solo-')
  );
}

export const withoutTags = (note: Labelled): Labelled => ({ ...note, tags: {} });
