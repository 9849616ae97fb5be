import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';

const root = join(import.meta.dirname, '..');
const LONGEST_MS = 120_000;

const Figures = z.strictObject({
  figures: z.array(
    z.strictObject({
      suite: z.enum(['save', 'search', 'sync', 'similar']),
      name: z.string().regex(/^[a-zA-Z0-9]+$/),
      n: z.number().int().positive(),
      value: z.number().nonnegative(),
      unit: z.string().min(1),
      ratio: z.record(z.string(), z.number().positive()),
    }),
  ),
});
type Figures = z.infer<typeof Figures>['figures'];

async function bench(...args: readonly string[]): Promise<{ code: unknown; said: string }> {
  const child = spawn(process.execPath, [join(root, 'bench', 'main.ts'), ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  return { code, said };
}

async function figuresOf(suite: string): Promise<{ figures: Figures; said: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'lytt-bench-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'figures.json');
  const small = ['--rows', '200', '--rounds', '1', '--no-install'];
  const { code, said } = await bench(suite, ...small, '--json', file);
  expect(code, said).toBe(0);
  return { figures: Figures.parse(JSON.parse(readFileSync(file, 'utf8'))).figures, said };
}

const bare = ['better-sqlite3', 'node:sqlite'];

it.each([
  ['save', ['p50', 'p95', 'p99', 'throughput'], bare],
  ['search', ['p50', 'p95', 'p99', 'throughput', 'rankedP95'], bare],
  ['sync', ['p50', 'p95', 'p99', 'throughput'], ['bare-outbox']],
  ['similar', ['p50', 'p95', 'p99'], ['fts5', 'frame']],
])(
  '%s gives its figures, each with what it is of its peers',
  async (suite, names, peers) => {
    const { figures, said } = await figuresOf(suite);
    for (const name of names) {
      const figure = figures.find((one) => one.name === name);
      expect(figure, name).toMatchObject({ suite, n: 200 });
      expect(Object.keys(figure?.ratio ?? {}), name).toEqual(expect.arrayContaining(peers));
    }
    expect(figures.find(({ name }) => name === 'peakMemory')?.value).toBeGreaterThan(0);
    const open = figures.find(({ name }) => name === 'open');
    if (suite === 'save') expect(open?.ratio['limit']).toBeCloseTo((open?.value ?? 0) / 50, 6);
    // A peer that can't be had is told of, and no fault.
    if (suite === 'sync' && !('pouchdb' in (figures[0]?.ratio ?? {})))
      expect(said).toContain('pouchdb is missing');
  },
  LONGEST_MS,
);

it.each([
  [['nosuch']],
  [['save', '--rows', 'many']],
  [['save', '--rounds', '0']],
  [['save', '--nosuch']],
])('%j is refused with what is wrong', async (args) => {
  const { code, said } = await bench(...args);
  expect(code).toBe(2);
  expect(said).toMatch(/nosuch|--rows|--rounds/);
});
