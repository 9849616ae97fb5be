import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withoutRemoteFonts } from '../../vite.config.ts';
import { ensurePage, pageFolder, sourcesHash } from './page.ts';

test('the page is built when its sources have changed, and not again', async () => {
  await ensurePage(() => undefined);
  const index = join(pageFolder, 'index.html');
  expect(existsSync(index)).toBe(true);
  const built = statSync(index).ino;
  const said: string[] = [];
  const hash = await sourcesHash();
  await ensurePage((line) => said.push(line));
  // Somebody may be writing on the page meanwhile; then it is built once more, and rightly so.
  if (hash === (await sourcesHash())) {
    expect(statSync(index).ino).toBe(built);
    expect(said).toEqual([]);
  }
}, 60_000);

test('font faces that name a host are left out, the bundled ones stay', () => {
  const own = '@font-face{font-family:A;src:url(/a.woff2)}';
  const remote = '@font-face {\n font-family: B;\n src: url("https://cdn.example/b.woff2") }';
  expect(withoutRemoteFonts(`${own}${remote}a{b:c}`)).toBe(`${own}a{b:c}`);
});
