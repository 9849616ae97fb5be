import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { decryptedPages, isKeyOf } from '../../support/decrypted-pages.ts';

/** One file as it lies on the disk, or all pages of one that is encrypted. */
export interface Place {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Every file under a folder, as it lies there. One that goes away meanwhile was nothing to keep. */
export function filesUnder(folder: string): Place[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((name) => {
    const file = join(folder, name);
    try {
      return statSync(file).isFile() ? [{ name: file, bytes: readFileSync(file) }] : [];
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  });
}

/** Every encrypted database under a data folder, each page of it and of its log decrypted. Throws for one no key fits. */
export function decryptedUnder(home: string): Place[] {
  const files = filesUnder(home);
  const keys = files
    .filter(({ name }) => name.endsWith('.key'))
    .map(({ bytes }) => Buffer.from(bytes.toString('utf8').trim(), 'hex'));
  return files
    .filter(({ name, bytes }) => name.endsWith('.db') && bytes.length > 0)
    .map(({ name }) => {
      const key = keys.find((one) => isKeyOf(name, one));
      if (key === undefined) throw new Error(`no key opens ${basename(name)}`);
      return { name: `${name} decrypted`, bytes: Buffer.concat(decryptedPages(name, key)) };
    });
}

/** A text in every form a program may write it down in. */
function formsOf(text: string): Buffer[] {
  const escaped = JSON.stringify(text).slice(1, -1);
  const ascii = escaped.replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const texts = new Set([text, text.normalize('NFC'), escaped, ascii, encodeURIComponent(text)]);
  return [...texts].flatMap((form) => [
    Buffer.from(form, 'utf8'),
    Buffer.from(form, 'utf16le'),
    Buffer.from(form, 'utf16le').swap16(),
  ]);
}

/** Which of the traces lie in which of the places. */
export function tracesIn(places: readonly Place[], traces: readonly string[]): string[] {
  const forms = traces.map((trace) => ({ trace, forms: formsOf(trace) }));
  return places.flatMap(({ name, bytes }) =>
    forms
      .filter(({ forms: all }) => all.some((form) => bytes.includes(form)))
      .map(({ trace }) => `${JSON.stringify(trace)} in ${name}`),
  );
}
