import { expect } from '@playwright/test';
import { goTo } from './support/people.ts';
import { test } from './support/world.ts';

const menus = {
  kari: ['Logg', 'Mine', 'Innboks', 'Tema'],
  siri: ['Logg', 'Mine', 'Innboks', 'Tema', 'Gjennomgang', 'Oversikt'],
  pia: ['Tema', 'Oversikt'],
} as const;

test('each role is offered its own, and nothing else by an address typed in', async ({ world }) => {
  await world.serviceComes();
  for (const [subject, menu] of Object.entries(menus)) {
    const { page } = await world.machine(subject);
    const links = page.getByRole('navigation').getByRole('link');
    await expect(links).toHaveText([...menu]);
    for (const [path, name] of [
      ['/gjennomgang', 'Gjennomgang'],
      ['/mine', 'Mine'],
    ] as const) {
      await page.goto(new URL(path, page.url()).href);
      await expect(links).toHaveText([...menu]);
      const allowed = (menu as readonly string[]).includes(name);
      if (!allowed) await expect(page).not.toHaveURL(new RegExp(`${path}$`));
    }
  }
});

test('one person walks the demo from the user menu', async ({ world }) => {
  await world.serviceComes();
  const { page } = await world.machine('kari');
  await page.getByRole('button', { name: /Meny for Kari/ }).click();
  await page.getByRole('menuitemradio', { name: /Siri Eksempel/ }).click();
  await goTo(page, 'Gjennomgang');
  await expect(page.getByText('Ingenting venter på gjennomgang')).toBeVisible();
  await page.getByRole('button', { name: /Meny for Siri/ }).click();
  await page.getByRole('menuitemradio', { name: /Pia Eksempel/ }).click();
  await expect(page.getByRole('heading', { name: 'Tema', level: 1 })).toBeVisible();
});
