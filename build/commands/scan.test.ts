import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'lytt-scan-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function scan(content: string | Buffer): Promise<{ code: number; out: string; err: string }> {
  const file = join(folder, 'texts.jsonl');
  writeFileSync(file, content);
  return new Promise((resolve) => {
    const args = [join(import.meta.dirname, 'scan.ts'), file];
    execFile(process.execPath, args, { maxBuffer: 64 * 1024 * 1024 }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err });
    });
  });
}

test('each line answers with what the gate finds, in UTF-16 offsets, in order', async () => {
  const { code, out, err } = await scan(
    [
      JSON.stringify({ id: 'a', text: '😀 ring 41234567', more: 1 }),
      '',
      JSON.stringify({ id: 2, text: 'Venter på svar' }),
      JSON.stringify({ id: 'c', text: 'halv \ud83d og ola@example.org' }),
    ].join('\r\n'),
  );
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(
    out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual([
    { id: 'a', findings: [{ kind: 'phone', start: 8, end: 16, severity: 'block' }] },
    { id: 2, findings: [] },
    { id: 'c', findings: [{ kind: 'email', start: 10, end: 25, severity: 'block' }] },
  ]);
});

test('many lines come out whole', async () => {
  const lines = Array.from({ length: 20_000 }, (_, id) =>
    JSON.stringify({ id, text: 'Fnr mangler' }),
  );
  const { code, out } = await scan(`${lines.join('\n')}\n`);
  expect(code).toBe(0);
  expect(out.trimEnd().split('\n')).toHaveLength(20_000);
});

test.each([
  ['half a line', '{"id":1,"text":"a"}\n{"id":2,"te', /line 2: not whole JSON/],
  ['no id', '{"text":"a"}', /line 1: «id» is missing/],
  ['a text that is none', '{"id":1,"text":"a"}\n\n{"id":2,"text":3}', /line 3: «text» is missing/],
  ['no object', '"hemmelig"', /line 1: expected a JSON object/],
  ['not UTF-8', Buffer.from('{"id":1,"text":"\xe5"}', 'latin1'), /line 1: not UTF-8/],
])('%s: its line number, code 2, and nothing quoted', async (_, content, message) => {
  const { code, err } = await scan(content);
  expect(code).toBe(2);
  expect(err).toMatch(message);
  expect(err).not.toContain('hemmelig');
});
