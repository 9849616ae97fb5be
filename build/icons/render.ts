// Draws the icons anew from the SVG files beside this one: node build/icons/render.ts
// What it writes is committed, so that building needs no browser. LYTT_CHROMIUM names one where Playwright has none.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { icns, ico, type Picture } from './containers.ts';

const folder = import.meta.dirname;
const made = join(folder, 'rendered');
const source = (name: string) => readFileSync(join(folder, name), 'utf8');
const full = source('icon.svg');
const small = source('icon-small.svg');
const template = source('tray-template.svg');
/** Up to here the drawing with fewer and heavier strokes reads better. */
const SMALL = 32;
/** macOS wants an icon's body to fill so much of the picture, with air around it. */
const MAC_BODY = 824 / 1024;

const executablePath = process.env['LYTT_CHROMIUM'];
const browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  const page = await browser.newPage();
  const app = (sizes: readonly number[], body = 1) =>
    pictures(page, sizes, (size) => (size <= SMALL ? small : full), body);
  rmSync(made, { recursive: true, force: true });
  mkdirSync(join(made, 'linux'), { recursive: true });
  const write = (name: string, content: Uint8Array) => writeFileSync(join(made, name), content);

  for (const { size, png } of await app([16, 24, 32, 48, 64, 128, 256, 512]))
    write(join('linux', `${size}x${size}.png`), png);
  write('icon.ico', ico(await app([16, 20, 24, 32, 40, 48, 64, 256])));
  write('icon.icns', icns(await app([32, 64, 128, 256, 512, 1024], MAC_BODY)));
  write('tray.ico', ico(await app([16, 20, 24, 32, 48])));
  for (const [name, size] of [
    ['icon.png', 256],
    ['tray.png', 24],
    ['tray@2x.png', 48],
  ] as const)
    for (const { png } of await app([size])) write(name, png);
  for (const [name, size] of [
    ['trayTemplate.png', 16],
    ['trayTemplate@2x.png', 32],
  ] as const)
    for (const { png } of await pictures(page, [size], () => template, 1)) write(name, png);
} finally {
  await browser.close();
}

async function pictures(
  page: Page,
  sizes: readonly number[],
  drawing: (size: number) => string,
  body: number,
): Promise<Picture[]> {
  const drawn: Picture[] = [];
  for (const size of sizes) {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(
      `<style>body{margin:0;display:grid;place-content:center;height:100vh}svg{display:block;width:${body * size}px}</style>${drawing(size)}`,
    );
    drawn.push({ size, png: await page.screenshot({ omitBackground: true }) });
  }
  return drawn;
}
