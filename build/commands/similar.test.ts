import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'lytt-similar-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
function file(lines: readonly unknown[]): string {
  files += 1;
  const path = join(folder, `notes${files}.jsonl`);
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
  writeFileSync(path, text.join('\n'));
  return path;
}

function command(
  name: 'similar' | 'themes',
  ...args: readonly string[]
): Promise<{ code: number; lines: readonly unknown[]; err: string }> {
  return new Promise((resolve) => {
    const script = join(import.meta.dirname, `${name}.ts`);
    execFile(process.execPath, [script, ...args], (error, out, err) => {
      const lines = out.split('\n').filter((line) => line !== '');
      resolve({
        code: error === null ? 0 : Number(error.code),
        lines: lines.map((line) => JSON.parse(line) as unknown),
        err,
      });
    });
  });
}

const notes = [
  { id: 'a', text: 'Stod i telefonkø i over en time', tema: 'GEN', theme: 'x', severity: 2 },
  { id: 2, text: 'Fastlegen har ikke sendt legeerklæringen', tema: 'AAP', theme: 'x' },
  { id: 'c', text: 'Ventet lenge i telefonkøen', channel: 'phone', theme: 'y' },
  { id: 'd', text: 'Legekontoret har sendt erklæring to ganger', step: null, theme: 'y' },
];

describe('similar', () => {
  test('one line a query, best first, without the query itself, ids as they came', async () => {
    const corpus = file(notes);
    const queries = file([notes[0], '', { id: 'q', text: 'legeerklæring fra fastlegen mangler' }]);
    const { code, lines, err } = await command('similar', corpus, queries);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const [first, second] = lines as { id: unknown; matches: unknown[] }[];
    expect(first?.id).toBe('a');
    expect(first?.matches[0]).toBe('c');
    expect(first?.matches).not.toContain('a');
    expect(second?.id).toBe('q');
    expect(second?.matches.slice(0, 2)).toEqual([2, 'd']);
  });

  test('at most five, and the labels of a set of notes change nothing', async () => {
    const many = Array.from({ length: 9 }, (_, id) => ({
      id,
      text: `telefonkø ${id}`,
      theme: 't',
    }));
    const plain = many.map(({ id, text }) => ({ id, text }));
    const labelled = await command('similar', file(many), file(many));
    const unlabelled = await command('similar', file(plain), file(plain));
    expect(labelled.lines).toEqual(unlabelled.lines);
    for (const line of labelled.lines as { matches: unknown[] }[])
      expect(line.matches).toHaveLength(5);
  });
});

describe('themes', () => {
  test('one line a note, in order; notes of one theme have the same name', async () => {
    const { code, lines } = await command('themes', file(notes));
    expect(code).toBe(0);
    const found = lines as { id: unknown; theme: unknown }[];
    expect(found.map(({ id }) => id)).toEqual(['a', 2, 'c', 'd']);
    for (const { theme } of found) expect(theme).toMatch(/^\d+/);
    const labels = found.map(({ theme }) => theme);
    expect(labels[0]).not.toBe(labels[1]);
  });
});

test.each([
  ['half a line', ['{"id":1,"text":"hemmelig"}', '{"id":2,"te'], /line 2: not whole JSON/],
  ['no id', [{ text: 'hemmelig' }], /line 1: «id» is missing/],
  ['a text that is none', [notes[0], '', { id: 'z', text: 4 }], /line 3: «text» is missing/],
  [
    'a tag that is no text',
    [{ id: 'z', text: 'hemmelig', tema: 7 }],
    /line 1: «tema» is not a text/,
  ],
  [
    'an id twice',
    [
      { id: 1, text: 'a' },
      { id: '1', text: 'b' },
    ],
    /line 2: the same «id» stands on line 1/,
  ],
])('%s: its line, code 2, nothing printed and nothing quoted', async (_, lines, message) => {
  const bad = file(lines);
  const good = file(notes);
  for (const run of [
    await command('similar', bad, good),
    await command('similar', good, bad),
    await command('themes', bad),
  ]) {
    expect(run.code).toBe(2);
    expect(run.err).toMatch(message);
    expect(run.err).not.toContain('hemmelig');
    expect(run.lines).toEqual([]);
  }
});

test('too few, too many and missing files are said', async () => {
  expect((await command('similar', file(notes))).code).toBe(2);
  expect((await command('themes')).code).toBe(2);
  expect((await command('themes', file(notes), file(notes))).code).toBe(2);
  const { code, err } = await command('themes', join(folder, 'none.jsonl'));
  expect({ code, err }).toEqual({ code: 2, err: 'none.jsonl: there is no such file.\n' });
});
