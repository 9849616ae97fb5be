import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { InputFault } from './input-fault.ts';

/** A line longer than this is no line of notes: 1 MB of text, every character escaped, and room. */
const MAX_LINE_BYTES = 16 * 1024 * 1024;
const NEWLINE = 0x0a;

export interface Line {
  /** From 1. */
  readonly number: number;
  readonly text: string;
}

/**
 * The lines of a UTF-8 file, without their ends, as they are read: memory is for one line at a time. A byte order mark is left out.
 * @throws InputFault for a file that can't be read, is not UTF-8 (naming the line), or has a line beyond all measure
 */
export async function* readLines(file: string): AsyncGenerator<Line> {
  let rest: Buffer[] = [];
  let restBytes = 0;
  let number = 1;
  for await (const chunk of chunksOf(file)) {
    let from = 0;
    for (;;) {
      const end = chunk.indexOf(NEWLINE, from);
      if (end === -1) break;
      yield lineOf([...rest, chunk.subarray(from, end)], number, file);
      rest = [];
      restBytes = 0;
      number += 1;
      from = end + 1;
    }
    rest.push(chunk.subarray(from));
    restBytes += chunk.length - from;
    if (restBytes > MAX_LINE_BYTES)
      throw new InputFault(`${basename(file)}, line ${number}: longer than any note can be.`);
  }
  if (restBytes > 0) yield lineOf(rest, number, file);
}

async function* chunksOf(file: string): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of createReadStream(file)) yield chunk as Buffer;
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** Why a file can't be read, in words. */
export function unreadable(file: string, error: unknown): InputFault {
  const { code } = error as NodeJS.ErrnoException;
  const name = basename(file);
  if (code === 'ENOENT') return new InputFault(`${name}: there is no such file.`, error);
  if (code === 'EISDIR') return new InputFault(`${name} is a folder.`, error);
  if (code === 'EACCES' || code === 'EPERM')
    return new InputFault(`${name} can't be read: access denied.`, error);
  return new InputFault(`${name} can't be read (${code ?? 'unknown fault'}).`, error);
}

function lineOf(parts: readonly Buffer[], number: number, file: string): Line {
  const bytes = parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
  try {
    // Fatal: a wrong byte is said, not turned into a mark. The first line's byte order mark goes.
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: number !== 1 }).decode(bytes);
    return { number, text: text.endsWith('\r') ? text.slice(0, -1) : text };
  } catch (error) {
    throw new InputFault(
      `${basename(file)}, line ${number}: not UTF-8. Save the file as UTF-8 and try again.`,
      error,
    );
  }
}

/**
 * A line's JSON object.
 * @throws InputFault naming the line
 */
export function objectOf({ number, text }: Line, file: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    // The parser's own words may quote the text.
    throw new InputFault(
      `${basename(file)}, line ${number}: not whole JSON. Was the file cut short, or edited by hand?`,
      error,
    );
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new InputFault(`${basename(file)}, line ${number}: expected a JSON object.`);
  return value as Readonly<Record<string, unknown>>;
}
