import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { log } from './support/people.ts';
import { test } from './support/world.ts';

/** Every page of a role, as WCAG 2.2 AA has it, in the looks people choose. */
const looks = [
  { name: 'light', options: { colorScheme: 'light' as const } },
  { name: 'dark', options: { colorScheme: 'dark' as const } },
  { name: '480 px', options: { viewport: { width: 480, height: 800 } } },
];
const pages = {
  kari: ['/', '/mine', '/innboks', '/tema', '/synk', '/om-meg'],
  siri: ['/gjennomgang', '/oversikt'],
  pia: ['/tema', '/oversikt'],
} as const;

async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target}`));
}

test('no page has a fault that a machine can find, and none scrolls sideways', async ({
  world,
}) => {
  test.setTimeout(240_000);
  await world.serviceComes();
  const kari = await world.machine('kari');
  await log(kari.page, 'Bruker finner ikke ut hvor hun skal sende klagen', 'Dagpenger');
  for (const [subject, paths] of Object.entries(pages)) {
    const machine = subject === 'kari' ? kari : await world.machine(subject);
    for (const { name, options } of looks) {
      const page = await machine.open(options);
      for (const path of paths) {
        await page.goto(new URL(path, page.url()).href);
        await expect(page.getByRole('main')).toBeVisible();
        await expect(page.getByRole('heading', { level: 1 })).toBeAttached();
        expect(await faultsOf(page), `${subject} ${path} ${name}`).toEqual([]);
        const wide = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(wide, `${subject} ${path} ${name} scrolls sideways`).toBeLessThanOrEqual(0);
      }
      await page.context().close();
    }
  }
});
