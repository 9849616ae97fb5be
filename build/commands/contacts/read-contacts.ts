import { CsvError, parse } from 'csv-parse/sync';
import type { ContactRow } from '../../../backlog/store/contacts.ts';
import { channels, TemaCode } from '../../../shared/domain/tags.ts';
import { mondayOf, Week, weekOf } from '../../../shared/domain/week.ts';
import { InputFault } from '../input-fault.ts';

const COLUMNS = ['week', 'tema', 'channel', 'contacts'] as const;
/** Faults named at most; more are only counted. */
const NAMED = 10;
/** More contacts than this in a week are a slip. */
const MOST = 100_000_000;

/**
 * The rows of a file with the columns week, tema, channel and contacts. Checked whole: either every row is good, or none is
 * taken. @throws InputFault with the lines that are wrong and what is wrong with them
 */
export function readContacts(csv: string): ContactRow[] {
  const [header, ...lines] = recordsOf(csv);
  const names = header?.map((name) => name.trim().toLowerCase()) ?? [];
  const missing = COLUMNS.filter((name) => !names.includes(name));
  if (missing.length > 0)
    throw new InputFault(
      `The first line must name the columns ${COLUMNS.join(', ')}; it lacks ${missing.join(', ')}.`,
    );
  const faults: string[] = [];
  const seen = new Map<string, number>();
  const rows = lines.flatMap((cells, at) => {
    const line = at + 2;
    const value = (name: (typeof COLUMNS)[number]) => (cells[names.indexOf(name)] ?? '').trim();
    const row = { week: value('week'), tema: value('tema'), channel: value('channel') };
    const contacts = value('contacts');
    const wrong = [
      ...(isWeek(row.week) ? [] : ['week must be like 2026-W48']),
      ...(TemaCode.safeParse(row.tema).success ? [] : ['tema must be a code such as DAG']),
      ...(channels.some((channel) => channel === row.channel)
        ? []
        : [`channel must be one of ${channels.join(', ')}`]),
      ...(/^\d{1,9}$/.test(contacts) && Number(contacts) <= MOST
        ? []
        : ['contacts must be a whole number from 0 on']),
    ];
    const key = `${row.week} ${row.tema} ${row.channel}`;
    const before = seen.get(key);
    if (wrong.length === 0 && before !== undefined)
      wrong.push(`the same week, tema and channel stand in line ${before}`);
    seen.set(key, before ?? line);
    faults.push(...wrong.map((fault) => `line ${line}: ${fault}`));
    return wrong.length === 0 ? [{ ...row, contacts: Number(contacts) }] : [];
  });
  if (faults.length > 0) throw new InputFault(said(faults));
  if (rows.length === 0) throw new InputFault('The file holds no contacts.');
  return rows;
}

/** A year has 52 weeks or 53. */
function isWeek(week: string): boolean {
  return Week.safeParse(week).success && weekOf(new Date(mondayOf(week)).toISOString()) === week;
}

function recordsOf(csv: string): string[][] {
  const delimiter = (csv.split('\n', 1)[0] ?? '').includes(';') ? ';' : ',';
  try {
    return parse(csv, { bom: true, delimiter, relaxColumnCount: true, skipEmptyLines: true });
  } catch (error) {
    if (error instanceof CsvError) throw new InputFault(`It is not CSV: ${error.code}.`, error);
    throw error;
  }
}

function said(faults: readonly string[]): string {
  const more = faults.length - NAMED;
  return [
    'Nothing was taken in:',
    ...faults.slice(0, NAMED).map((fault) => `  ${fault}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ].join('\n');
}
