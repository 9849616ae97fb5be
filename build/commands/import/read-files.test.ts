import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { notesAsCsv, notesAsXlsx } from '../../../tests/support/notes-files.ts';
import { InputFault } from '../input-fault.ts';
import { readCsv } from './csv.ts';
import { readJsonl } from './jsonl.ts';
import { readSource } from './read-source.ts';
import type { Source } from './source.ts';
import { readXlsx } from './xlsx.ts';

const folder = mkdtempSync(join(tmpdir(), 'lytt-read-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function fileOf(name: string, content: string | Buffer): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

const cellsOf = ({ rows }: Source) =>
  rows.map(({ row, cells }) => ({ row, ...Object.fromEntries(cells) }));

describe('CSV', () => {
  const csv = (content: string | Buffer) => readCsv(fileOf('notes.csv', content));

  test.each([
    [';', 'ID;Text\r\n1;a, b\r\n'],
    [',', '\ufeffId,TEXT\n1,"a, b"\n'],
    ['tab', 'id\ttext\n1\ta, b'],
    ['sep=', 'sep=|\r\nid|text\r\n1|a, b\r\n'],
  ])('with %s between, headings in any case', (_, content) => {
    expect(cellsOf(csv(content))).toMatchObject([{ id: '1', text: 'a, b' }]);
  });

  test('quoted line breaks and quotes; rows are named by the line they begin on', () => {
    expect(cellsOf(csv('id;text\n1;"sa ""nei""\nog gikk"\n\n2;b\n'))).toEqual([
      { row: 2, id: '1', text: 'sa "nei"\nog gikk' },
      { row: 5, id: '2', text: 'b' },
    ]);
  });

  test('Windows-1252 is read, and said', () => {
    const source = csv(Buffer.from('id;text\n1;Får ikke svar på «søknad» – \x80\n', 'latin1'));
    expect(cellsOf(source)[0]).toMatchObject({ text: expect.stringContaining('Får ikke svar på') });
    expect(cellsOf(source)[0]).toMatchObject({ text: expect.stringContaining('€') });
    expect(source.remarks.join()).toContain('Windows-1252');
  });

  test('UTF-16 with its mark is read', () => {
    const source = csv(Buffer.from('\ufeffid\ttext\r\n1\tæøå\r\n', 'utf16le'));
    expect(cellsOf(source)).toMatchObject([{ id: '1', text: 'æøå' }]);
  });

  test('a row may lack its last columns, and one with too many is refused alone', () => {
    const source = csv('id;text;tema\n1;a\n2;b;DAG;more\n3;c;AAP\n');
    expect(cellsOf(source)).toEqual([
      { row: 2, id: '1', text: 'a', tema: '' },
      { row: 4, id: '3', text: 'c', tema: 'AAP' },
    ]);
    expect(source.faulty).toEqual([{ row: 3, fault: { kind: 'tooManyCells', field: null } }]);
  });

  test('other headings in use, and columns nobody knows', () => {
    const source = csv('Dato;Tekst;Heard_At2;Kanal\n24.11.2026;a;x;Telefon\n');
    expect(cellsOf(source)).toEqual([
      { row: 2, heardAt: '24.11.2026', text: 'a', channel: 'Telefon' },
    ]);
    expect(source.ignoredColumns).toBe(1);
  });
});

test('JSON lines: byte order mark, CR LF, blank lines, hostile keys', async () => {
  const file = fileOf(
    'notes.jsonl',
    '\ufeff{"id":1,"Text":"a"}\r\n\r\n{"text":"b","__proto__":{"text":"c"},"other":1}',
  );
  const source = await readJsonl(file);
  expect(cellsOf(source)).toEqual([
    { row: 1, id: 1, text: 'a' },
    { row: 3, text: 'b' },
  ]);
  expect(source.ignoredColumns).toBe(2);
});

test('a workbook: numbers, dates, empty cells and rows; only its first sheet', async () => {
  const heard = new Date(Date.UTC(2026, 10, 24, 12));
  const file = fileOf(
    'notes.xlsx',
    notesAsXlsx(
      [
        { id: 7, text: 'Får <ikke> svar & venter\nlenge', severity: 3, heard_at: heard },
        {},
        { id: 8, text: ' b ', severity: null, heard_at: null },
      ],
      { sheets: 2 },
    ),
  );
  const source = await readXlsx(file);
  expect(cellsOf(source)).toEqual([
    { row: 2, id: 7, text: 'Får <ikke> svar & venter\nlenge', severity: 3, heardAt: heard },
    { row: 4, id: 8, text: ' b ', severity: null, heardAt: null },
  ]);
  expect(source.remarks).toEqual(['Only the first of 2 sheets was read.']);
});

describe('a file that can’t be used is refused with its place', () => {
  const samples = [1, 2, 3].map((id) => ({ id, text: 'Venter på svar', tema: 'DAG' }));
  const whole = notesAsCsv(samples);
  const workbook = notesAsXlsx(samples);
  const note = JSON.stringify(samples[0]);
  const cases: readonly (readonly [string, string, string | Buffer, RegExp])[] = [
    [
      'half a JSON line',
      'half.jsonl',
      `${note}\n${note.slice(0, 40)}`,
      /^half\.jsonl, line 2: not whole JSON/,
    ],
    [
      'JSON that is no object',
      'list.jsonl',
      `${note}\n\n["a"]\n`,
      /line 3: expected a JSON object/,
    ],
    ['not UTF-8', 'latin.jsonl', Buffer.from('{"text":"\xe5"}\n', 'latin1'), /line 1: not UTF-8/],
    [
      'a cut quote',
      'quote.csv',
      'id;text\n1;"Venter\npå svar',
      /quote\.csv, line 3: a quoted text has no end/,
    ],
    [
      'a cut last row',
      'row.csv',
      'id;text;tema;step\n1;a;DAG;wait\n2;b',
      /line 3: the last row stops/,
    ],
    ['a stray quote', 'stray.csv', 'id;text\n1;sa "nei\n2;b\n', /line 2: a quotation mark inside/],
    ['no text column', 'head.csv', 'id;tema\n1;DAG\n', /no column is headed «text»/],
    ['a column twice', 'twice.csv', 'text;Text\na;b\n', /two columns are headed «text»/],
    [
      'an unknown encoding',
      'enc.csv',
      Buffer.from('text\n\x81\xe5\n', 'latin1'),
      /neither UTF-8 nor/,
    ],
    ['an empty CSV', 'none.csv', '', /is empty/],
    [
      'a cut workbook',
      'cut.xlsx',
      workbook.subarray(0, workbook.length - 300),
      /not a whole \.xlsx/,
    ],
    ['a damaged workbook', 'dam.xlsx', damaged(workbook), /not a whole \.xlsx/],
    ['no workbook', 'text.xlsx', whole, /not a whole \.xlsx/],
    [
      'an old or locked workbook',
      'old.xlsx',
      Buffer.from('d0cf11e0a1b11ae1'.repeat(64), 'hex'),
      /password/,
    ],
    ['an old format', 'old.xls', 'x', /old \.xls format/],
    ['another format', 'notes.docx', 'x', /ends with \.jsonl, \.csv or \.xlsx/],
  ];

  test.each(cases)('%s', async (_, name, content, message) => {
    await expect(readSource(fileOf(name, content))).rejects.toThrow(message);
    await expect(readSource(fileOf(name, content))).rejects.toThrow(InputFault);
  });
});

/** Bytes in the middle are turned over: the directory is whole, the content is not. */
function damaged(workbook: Buffer): Buffer {
  const copy = Buffer.from(workbook);
  const directory = copy.readUInt32LE(copy.length - 6);
  for (let at = Math.floor(directory * 0.5); at < directory * 0.8; at += 1)
    copy[at] = (copy[at] ?? 0) ^ 0xff;
  return copy;
}
