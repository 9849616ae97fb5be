import { basename, extname } from 'node:path';
import { InputFault } from '../input-fault.ts';
import { readCsv } from './csv.ts';
import { readJsonl } from './jsonl.ts';
import type { Source } from './source.ts';
import { readXlsx } from './xlsx.ts';

/**
 * Reads a file of notes to its end, by what its name ends with.
 * @throws InputFault where it is not whole, or nothing this command reads
 */
export async function readSource(file: string): Promise<Source> {
  const extension = extname(file).slice(1).toLowerCase();
  switch (extension) {
    case 'jsonl':
      return readJsonl(file);
    case 'csv':
      return readCsv(file);
    case 'xlsx':
      return readXlsx(file);
    case 'xls':
      throw new InputFault(
        `${basename(file)}: the old .xls format. Save it as .xlsx and try again.`,
      );
    default:
      throw new InputFault(
        `${basename(file)}: expected a file that ends with .jsonl, .csv or .xlsx.`,
      );
  }
}
