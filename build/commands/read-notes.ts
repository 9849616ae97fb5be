import { basename } from 'node:path';
import type { EvidenceTags } from '../../shared/text/similar/tag-evidence.ts';
import { InputFault } from './input-fault.ts';
import { type Line, objectOf, readLines } from './read-lines.ts';

/** A line {"id","text"} with the tags it may have. Whatever else stands in it is not looked at. */
export interface Note {
  /** As it was given, for the answer. */
  readonly id: string | number;
  /** The same as a text, for comparing. */
  readonly key: string;
  readonly text: string;
  readonly tags: EvidenceTags;
}

const tagFields = ['tema', 'step', 'channel', 'pain'] as const;

/**
 * All notes of a file; empty lines are passed over.
 * @throws InputFault naming the line: no id, no text, a tag that is no text, an id that came before
 */
export async function readNotes(file: string): Promise<readonly Note[]> {
  const notes: Note[] = [];
  const lines = new Map<string, number>();
  for await (const line of readLines(file)) {
    if (line.text.trim() === '') continue;
    const note = noteOf(line, file);
    const earlier = lines.get(note.key);
    if (earlier !== undefined)
      throw fault(file, line, `the same «id» stands on line ${earlier} already.`);
    lines.set(note.key, line.number);
    notes.push(note);
  }
  return notes;
}

function noteOf(line: Line, file: string): Note {
  const fields = objectOf(line, file);
  const { id, text } = fields;
  if (typeof id !== 'string' && typeof id !== 'number')
    throw fault(file, line, '«id» is missing or not a text or a number.');
  if (typeof text !== 'string') throw fault(file, line, '«text» is missing or not a text.');
  const tags: Record<string, string> = {};
  for (const field of tagFields) {
    const value = fields[field];
    if (value === undefined || value === null) continue;
    if (typeof value !== 'string') throw fault(file, line, `«${field}» is not a text.`);
    tags[field] = value;
  }
  return { id, key: String(id), text, tags };
}

function fault(file: string, { number }: Line, what: string): InputFault {
  return new InputFault(`${basename(file)}, line ${number}: ${what}`);
}
