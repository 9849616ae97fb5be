import { expect, type Page } from '@playwright/test';
import { goTo, log, queueWords } from './support/people.ts';
import { test } from './support/world.ts';

async function makeTheme(page: Page, words: string, name: string): Promise<void> {
  await page.getByRole('checkbox', { name: new RegExp(words.slice(0, 20)) }).check();
  await page.getByRole('button', { name: 'Nytt tema av 1 valgt' }).click();
  await page.getByRole('textbox', { name: 'Navn på temaet' }).fill(name);
  await page.getByRole('button', { name: 'Lag temaet' }).click();
  await expect(page.getByRole('link', { name })).toBeVisible();
}

test('two themes that are one are merged, taken apart again, and their contributors keep their words', async ({
  world,
}) => {
  test.setTimeout(180_000);
  await world.serviceComes();
  const kari = await world.machine('kari');
  const words = ['Vedlegg lar seg ikke laste opp', 'Siden henger når vedlegget sendes'] as const;
  for (const text of words) await log(kari.page, text, 'Dagpenger');
  const siri = await world.machine('siri');
  await goTo(siri.page, 'Gjennomgang');
  await expect(siri.page.getByRole('heading', { name: '2 til gjennomgang' })).toBeVisible({
    timeout: 30_000,
  });
  await siri.page.keyboard.press('g');
  // A key pressed while a decision is being saved decides nothing: the next note has not been read yet.
  await expect(siri.page.getByRole('heading', { name: '1 til gjennomgang' })).toBeVisible();
  await siri.page.keyboard.press('g');
  await expect(siri.page.getByText('Ingenting venter på gjennomgang')).toBeVisible();

  const { page } = await world.machine('pia');
  await expect(page.getByText(words[1], { exact: true })).toBeVisible({ timeout: 30_000 });
  await makeTheme(page, words[0], 'Vedlegg stopper');
  await makeTheme(page, words[1], 'Siden henger');
  await page.getByRole('link', { name: 'Siden henger' }).click();
  await page.getByRole('button', { name: 'Slå sammen med …' }).click();
  await page.getByRole('combobox', { name: 'Tema det skal telles i' }).fill('Vedlegg stopper');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Grunn' }).fill('Det er det samme som stopper dem');
  await page.getByRole('button', { name: 'Slå sammen', exact: false }).first().click();
  await expect(page.getByText('Slått sammen med et annet tema.')).toBeVisible();
  await page.getByRole('link', { name: 'Gå til temaet' }).click();
  await expect(page.getByText(words[1], { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(queueWords(page)).toContainText('Alt er sendt', { timeout: 30_000 });

  await goTo(kari.page, 'Innboks');
  await expect(kari.page.getByText('Slått sammen med «Vedlegg stopper»')).toBeVisible({
    timeout: 30_000,
  });
  await expect(kari.page.getByText(`«${words[1]}»`).first()).toBeVisible();
});
