import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { Id } from '../../shared/domain/ids.ts';
import { type NoteRow, notesAsCsv, notesAsXlsx } from '../../tests/support/notes-files.ts';
import { checkSource, observationIds } from './import/check-source.ts';
import { readSource } from './import/read-source.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'lytt-import-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const person = {
  id: 'a'.repeat(16),
  subject: 'kari',
  name: 'Kari Eksempel',
  roles: ['caseworker'],
  unit: '4100',
  unitName: 'Eksempelvik',
};

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

let homes = 0;
function newHome(): string {
  homes += 1;
  return mkdtempSync(join(folder, `home-${homes}-`));
}

function runImport(home: string, ...args: string[]): Promise<Outcome> {
  const environment = {
    ...process.env,
    LYTT_HOME: home,
    LYTT_KEYS: 'file',
    LYTT_DEMO: JSON.stringify([
      person,
      { ...person, id: 'b'.repeat(16), subject: 'ola', name: 'Ola Eksempel' },
    ]),
  };
  const script = join(root, 'build/commands/import.ts');
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...args], { env: environment }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err });
    });
  });
}

function fileOf(name: string, content: string | Buffer): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

const lines = (rows: readonly NoteRow[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
const samples = readFileSync(join(root, 'tests/data/observations.jsonl'), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as NoteRow);

const report = ({ out }: Outcome) =>
  JSON.parse(out) as {
    takenIn: number;
    known: number;
    refused: { row: number; faults: { kind: string; field: string | null }[] }[];
    unknownTema: { code: string; rows: number[] }[];
  };

describe('the 385 sample notes', () => {
  test('come in whole, and the same file again adds nothing', async () => {
    const home = newHome();
    const file = join(root, 'tests/data/observations.jsonl');
    const first = report(await runImport(home, file, '--json'));
    expect(first).toMatchObject({ takenIn: 385, known: 0, refused: [] });
    expect(first.unknownTema).toEqual([{ code: 'LGA', rows: [193] }]);
    const workbook = fileOf('samples.xlsx', notesAsXlsx(samples));
    expect(report(await runImport(home, workbook, '--json'))).toMatchObject({
      takenIn: 0,
      known: 385,
      refused: [],
    });
  });

  test.each([
    ['semicolons', 'samples.csv', notesAsCsv(samples)],
    ['commas', 'samples-comma.csv', notesAsCsv(samples, ',')],
    ['Windows-1252', 'samples-1252.csv', Buffer.from(notesAsCsv(samples), 'latin1')],
    ['a workbook', 'samples-2.xlsx', notesAsXlsx(samples)],
  ])('are the same observations in other clothes: %s', async (_, name, content) => {
    const idsOf = async (file: string) =>
      observationIds('kari', checkSource(await readSource(file), Date.now()).notes);
    const ids = await idsOf(join(root, 'tests/data/observations.jsonl'));
    expect(new Set(ids).size).toBe(385);
    expect(ids.every((id) => Id.safeParse(id).success)).toBe(true);
    expect(await idsOf(fileOf(name, content))).toEqual(ids);
  });

  test('are a new person’s own when she takes them in', async () => {
    const home = newHome();
    const file = fileOf('few.jsonl', lines(samples.slice(0, 3)));
    expect((await runImport(home, file)).out).toContain(
      'Taken in: 3 of 3 notes, for Kari Eksempel.',
    );
    const other = await runImport(home, file, '--person', 'Ola Eksempel');
    expect(other.out).toContain('Taken in: 3 of 3 notes, for Ola Eksempel.');
  });
});

test('only checking takes nothing in', async () => {
  const home = newHome();
  const file = fileOf('dry.jsonl', lines(samples.slice(0, 3)));
  const { code, out } = await runImport(home, file, '--dry-run');
  expect({ code, out }).toEqual({
    code: 0,
    out: 'Checked only: 3 of 3 notes could be taken in.\n',
  });
  expect(readdirSync(home)).toEqual([]);
});

test('rows that can’t be taken in are named with the field and the reason, without their words; the others come in', async () => {
  const home = newHome();
  const secret = 'Ring på 41234567';
  const rows: NoteRow[] = [
    { id: '1', text: 'Venter på svar', tema: 'ZZZ' },
    { id: '2', text: '  ' },
    { id: '3', text: 'x'.repeat(4001) },
    { id: '4', text: 'nul \u0000 her' },
    { id: '5', text: 'halv \ud83d her' },
    { id: '6', text: secret },
    { id: '7', text: 'Greit', workaround: 'skriv til ola@example.org' },
    { id: '8', text: 'Greit', tema: 'not a code' },
    { id: '9', text: 'Greit', step: 'hopp' },
    { id: '10', text: 'Greit', severity: 5 },
    { id: '1', text: 'Samme id' },
    { id: '12', text: 'Greit', heard_at: '31.02.2026' },
    { id: '13', text: 'Rullestol 👩‍🦽 og עברית', channel: 'Telefon', severity: '3' },
    { id: '14', text: 'x'.repeat(1_000_000) },
  ];
  const file = fileOf('bad-rows.jsonl', lines(rows));
  const outcome = await runImport(home, file, '--json');
  expect(outcome.code).toBe(0);
  const { takenIn, refused, unknownTema } = report(outcome);
  expect(takenIn).toBe(2);
  expect(unknownTema).toEqual([{ code: 'ZZZ', rows: [1] }]);
  expect(refused.map(({ row, faults }) => [row, faults[0]?.field, faults[0]?.kind])).toEqual([
    [2, 'text', 'empty'],
    [3, 'text', 'tooLong'],
    [4, 'text', 'invalidCharacter'],
    [5, 'text', 'invalidCharacter'],
    [6, 'text', 'identifies'],
    [7, 'workaround', 'identifies'],
    [8, 'tema', 'notAllowed'],
    [9, 'step', 'notAllowed'],
    [10, 'severity', 'notAllowed'],
    [11, 'id', 'duplicate'],
    [12, 'heardAt', 'notAllowed'],
    [14, 'text', 'tooLong'],
  ]);
  const plain = await runImport(home, file);
  expect(plain.out).toContain('Refused: 12.');
  expect(plain.out).toContain('text may identify someone (phone number): line 6');
  for (const said of [outcome.out, outcome.err, plain.out, plain.err]) {
    expect(said).not.toContain('41234567');
    expect(said).not.toContain('example.org');
    expect(said).not.toContain('Samme');
  }
});

test('a row whose words were changed since is a new note; rows alike without an id stay apart', async () => {
  const home = newHome();
  const alike = [{ text: 'Venter på svar' }, { text: 'Venter på svar' }, { id: 'a', text: 'Brev' }];
  await runImport(home, fileOf('changed.jsonl', lines(alike)));
  const changed = [...alike.slice(0, 2), { id: 'a', text: 'Brevet er uklart' }];
  const again = report(await runImport(home, fileOf('changed.jsonl', lines(changed)), '--json'));
  expect(again).toMatchObject({ takenIn: 1, known: 2 });
});

describe('a file that can’t be used', () => {
  const note = JSON.stringify(samples[0]);

  test.each([
    ['half.jsonl', `${note}\n${note.slice(0, 40)}`, /^half\.jsonl, line 2: not whole JSON/],
    ['quote.csv', 'id;text\n1;"Venter\npå svar', /^quote\.csv, line 3: a quoted text has no end/],
    ['cut.xlsx', notesAsXlsx(samples).subarray(0, -300), /^cut\.xlsx is not a whole \.xlsx/],
    ['blank.jsonl', '\n \n', /^blank\.jsonl holds no notes/],
  ])('%s: a message, code 2, and nothing is taken in', async (name, content, message) => {
    const home = newHome();
    const { code, out, err } = await runImport(home, fileOf(name, content));
    expect(err).toMatch(message);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(readdirSync(home)).toEqual([]);
  });

  test('a person nobody knows is said, and nothing is made', async () => {
    const home = newHome();
    const file = fileOf('one.jsonl', `${note}\n`);
    const { code, err } = await runImport(home, file, '--person', 'Nobody');
    expect(err).toMatch(/^Nobody of that name has used Lytt/);
    expect(code).toBe(1);
    expect(readdirSync(home)).toEqual([]);
  });

  test('one that is not there, no file, a wrong option and no data folder say so', async () => {
    const home = newHome();
    const missing = await runImport(home, join(folder, 'nowhere.jsonl'));
    expect(missing).toMatchObject({ code: 2, err: 'nowhere.jsonl: there is no such file.\n' });
    const none = await runImport(home);
    expect(none.code).toBe(2);
    expect(none.err).toMatch(/^Which file\?/);
    expect((await runImport(home, '--nonsense', 'x.csv')).code).toBe(2);
    const elsewhere = await runImport(join(folder, 'no-home'), fileOf('one.jsonl', `${note}\n`));
    expect(elsewhere.err).toMatch(/There is no data folder/);
    expect(elsewhere.code).toBe(2);
  });
});

test('a file of which nothing can be taken in ends with code 2 and says why', async () => {
  const home = newHome();
  const { code, out } = await runImport(home, fileOf('refused.jsonl', lines([{ text: '' }])));
  expect(code).toBe(2);
  expect(out).toContain('text is empty: line 1');
  expect(readdirSync(home)).toEqual([]);
});
