import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
/** Where both hosts look for the built page. */
export const pageFolder = join(root, 'dist', 'renderer');
const HASH = 'page.hash';
const sources = ['renderer/**', 'shared/**', 'vite.config.ts', 'package-lock.json'];

/** Builds the page where its sources have changed since it was last built. Throws with the builder's own words. */
export async function ensurePage(say: (line: string) => void): Promise<void> {
  const hash = await sourcesHash();
  if (builtHash() === hash) return;
  say('Building the page.');
  await build(hash);
}

/** The hash of all that the page is built from. */
export async function sourcesHash(): Promise<string> {
  const files: string[] = [];
  for await (const entry of glob(sources, { cwd: root, withFileTypes: true }))
    if (entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
      files.push(join(entry.parentPath, entry.name));
  const hash = createHash('sha256');
  for (const file of files.sort())
    hash.update(`${file.slice(root.length)}\n`).update(await readFile(file));
  return hash.digest('hex');
}

function builtHash(): string | null {
  const file = join(pageFolder, HASH);
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

/** Into a folder beside, which then takes the old one's place: nobody is served half a page. */
async function build(hash: string): Promise<void> {
  const mark = randomBytes(4).toString('hex');
  const fresh = `${pageFolder}.${mark}`;
  const old = `${pageFolder}.${mark}.old`;
  try {
    await runVite(fresh);
    writeFileSync(join(fresh, HASH), hash);
    if (existsSync(pageFolder)) renameSync(pageFolder, old);
    try {
      renameSync(fresh, pageFolder);
    } catch (error) {
      // Another build may have put its own there a moment before.
      if (builtHash() !== hash) throw error;
    }
  } finally {
    rmSync(fresh, { recursive: true, force: true });
    rmSync(old, { recursive: true, force: true });
  }
}

async function runVite(outDir: string): Promise<void> {
  const vite = join(
    createRequire(import.meta.url).resolve('vite/package.json'),
    '..',
    'bin',
    'vite.js',
  );
  const child = spawn(
    process.execPath,
    [vite, 'build', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'warn'],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_ENV: 'production' },
      windowsHide: true,
    },
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => {
      said += part.toString();
    });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`The page could not be built.\n${said.trim()}`);
}
