import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { log, queueWords } from './support/people.ts';
import { test } from './support/world.ts';

const titles = {
  Bokmål: 'Det Lytt har lagret om meg',
  Nynorsk: 'Det Lytt har lagra om meg',
  English: 'What Lytt has stored about me',
} as const;

async function chooseIn(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /Kari Eksempel/ }).click();
  await page.getByRole('menuitemradio', { name }).click();
  await page.keyboard.press('Escape');
}

test('what is stored about a person is told in her language, and handed over as a file, also without the service', async ({
  world,
}) => {
  test.setTimeout(180_000);
  await world.serviceComes();
  const machine = await world.machine('kari');
  const { page } = machine;
  await log(page, 'Bruker finner ikke ut hvor hun skal sende klagen', 'Dagpenger');
  await expect(queueWords(page)).toContainText('Alt er sendt', { timeout: 60_000 });

  await page.getByRole('button', { name: /Kari Eksempel/ }).click();
  await page.getByRole('menuitem', { name: titles.Bokmål }).click();
  await expect(page.getByRole('heading', { level: 1, name: titles.Bokmål })).toBeVisible();
  const entries = page.getByRole('listitem').filter({ hasText: 'Det du har logget' });
  await expect(entries).toContainText('1 på maskinen');
  await expect(entries).toContainText('1 hos tjenesten');
  await expect(page.getByText('De første ordene dine her slettes')).toBeVisible();

  const begun = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Last ned alt' }).click();
  const download = await begun;
  expect(download.suggestedFilename()).toMatch(/^lytt-om-meg-\d{4}-\d\d-\d\d\.json$/);
  const file = readFileSync(await download.path(), 'utf8');
  const words = 'Bruker finner ikke ut hvor hun skal sende klagen';
  expect(JSON.parse(file)).toMatchObject({
    machine: { observations: [{ observation: { revisions: [{ text: words }] } }] },
    service: { observations: [{ revisions: [{ text: words }] }] },
  });

  for (const [language, title] of Object.entries(titles)) {
    await chooseIn(page, language);
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
    await expect(page).toHaveTitle(`${title} – Lytt`);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  }
  await chooseIn(page, 'Bokmål');

  await world.serviceGoes();
  await page.reload();
  await expect(page.getByText('Tjenesten svarer ikke nå')).toBeVisible();
  await expect(entries).toContainText('1 på maskinen');
  const without = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Last ned alt' }).click();
  const part = JSON.parse(readFileSync(await (await without).path(), 'utf8'));
  expect(part).toMatchObject({ service: null, machine: { observations: [{}] } });
  await expect(page.getByText('Tjenesten svarte ikke')).toBeVisible();
});
