import { expect } from '@playwright/test';
import { goTo, log, queueWords } from './support/people.ts';
import { test } from './support/world.ts';

const first = 'Får ikke lastet opp vedlegg til søknaden om dagpenger';
const second = 'Opplasting av vedlegg til dagpengesøknaden stopper hver gang';

test('a supervisor sees what is similar and merges two that say the same; both keep their words', async ({
  world,
}) => {
  await world.serviceComes();
  const kari = await world.machine('kari');
  await log(kari.page, first, 'Dagpenger');
  await log(kari.page, second, 'Dagpenger');
  await expect(queueWords(kari.page)).toContainText('Alt er sendt', { timeout: 30_000 });
  const { page } = await world.machine('siri');
  await goTo(page, 'Gjennomgang');
  await expect(page.getByRole('heading', { name: '2 til gjennomgang' })).toBeVisible({
    timeout: 30_000,
  });
  await page.getByRole('button', { name: new RegExp(second.slice(0, 24)) }).click();
  await expect(page.getByRole('heading', { name: 'Ligner på' })).toBeVisible();
  await page.keyboard.press('f');
  await expect(page.getByRole('button', { name: `Flett med: ${first}` })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(
    page.locator('.last-done__text').filter({ hasText: 'Flettet: «Opplasting' }),
  ).toBeVisible();
  await page.keyboard.press('g');
  await expect(page.getByText('Ingenting venter på gjennomgang')).toBeVisible();

  const pia = await world.machine('pia');
  await expect(pia.page.getByText(first)).toBeVisible({ timeout: 30_000 });
  await expect(pia.page.getByText(second)).toBeVisible();
  await goTo(kari.page, 'Mine');
  await expect(kari.page.getByText(second)).toBeVisible();
});
