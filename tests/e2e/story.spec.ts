import { expect } from '@playwright/test';
import { goTo, log, queueWords } from './support/people.ts';
import { test } from './support/world.ts';

const heardByKari = 'Bruker fikk sms om meldekort og vet ikke om fristen er lørdag eller mandag';
const heardByOla = 'Meldekortet lå ikke på Min side, bruker trodde fristen var gått ut';
const question = 'Hvilken sms var det?';
const answer = 'Den som kommer fredag morgen';
const theme = 'Uklart når meldekortet må være sendt';

test('two caseworkers log without the service, a supervisor reviews, a product team answers', async ({
  world,
}) => {
  test.setTimeout(240_000);
  const kari = await world.machine('kari');
  const ola = await world.machine('ola');
  await test.step('they log while the service is away', async () => {
    await log(kari.page, heardByKari, 'Dagpenger');
    await log(ola.page, heardByOla, 'Dagpenger');
    for (const { page } of [kari, ola]) {
      await expect(queueWords(page)).toContainText('1 venter på nett');
      await goTo(page, 'Mine');
      await expect(page.getByText('Venter på nett', { exact: true })).toBeVisible();
    }
  });

  await test.step('the service comes and everything goes out by itself', async () => {
    await world.serviceComes();
    for (const { page } of [kari, ola]) {
      await expect(queueWords(page)).toContainText('Alt er sendt', { timeout: 60_000 });
      await expect(page.getByText('Sendt', { exact: true })).toBeVisible();
    }
  });

  const siri = await world.machine('siri');
  await test.step('the supervisor asks about one and approves the other, by keyboard', async () => {
    await goTo(siri.page, 'Gjennomgang');
    await expect(siri.page.getByRole('heading', { name: '2 til gjennomgang' })).toBeVisible();
    await siri.page.getByRole('button', { name: new RegExp(heardByKari.slice(0, 30)) }).click();
    await siri.page.keyboard.press('s');
    await siri.page.keyboard.insertText(question);
    await siri.page.keyboard.press('Control+Enter');
    await expect(siri.page.getByRole('heading', { name: '1 til gjennomgang' })).toBeVisible();
    await siri.page.keyboard.press('g');
    await expect(siri.page.getByText('Ingenting venter på gjennomgang')).toBeVisible();
  });

  await test.step('the caseworker finds the question and answers it', async () => {
    await goTo(kari.page, 'Innboks');
    await expect(kari.page.getByText(question)).toBeVisible({ timeout: 30_000 });
    await kari.page.getByRole('button', { name: /^Svar/ }).click();
    await kari.page.getByRole('textbox', { name: 'Svaret ditt' }).fill(answer);
    await kari.page.keyboard.press('Control+Enter');
    await expect(kari.page.getByText('Svaret er lagret og sendes til lederen.')).toBeVisible();
  });

  await test.step('the answer is approved', async () => {
    await expect(siri.page.getByRole('heading', { name: 'Svar på spørsmålet' })).toBeVisible({
      timeout: 30_000,
    });
    await expect(siri.page.getByText(answer)).toBeVisible();
    await siri.page.keyboard.press('g');
    await expect(siri.page.getByText('Ingenting venter på gjennomgang')).toBeVisible();
  });

  const pia = await world.machine('pia');
  await test.step('a product team gathers both into a theme, with owner and release date', async () => {
    const { page } = pia;
    await page.getByRole('checkbox', { name: 'Velg alle' }).check({ timeout: 30_000 });
    await page.getByRole('button', { name: 'Nytt tema av 2 valgte' }).click();
    await page.getByRole('textbox', { name: 'Navn på temaet' }).fill(theme);
    await page.getByRole('button', { name: 'Lag temaet' }).click();
    await page.getByRole('link', { name: theme }).click();
    await expect(page.getByRole('heading', { name: theme })).toBeVisible();
    await expect(page.getByText(heardByKari)).toBeVisible();
    await expect(page.getByText(heardByOla)).toBeVisible();
    await page.getByRole('button', { name: 'Endre status' }).click();
    await page.getByRole('combobox', { name: 'Ny status' }).selectOption('Rettet');
    await page.getByRole('textbox', { name: 'Dato for rettingen' }).fill('24.11.2026');
    await page.getByRole('textbox', { name: 'Grunn' }).fill('Fristen står nå i meldingen');
    await page.getByRole('button', { name: 'Lagre' }).click();
    await expect(page.getByText('Endringen er lagret.')).toBeVisible();
    await expect(queueWords(page)).toContainText('Alt er sendt', { timeout: 30_000 });
  });

  await test.step('both caseworkers find the reply, with their own words', async () => {
    for (const [machine, words] of [
      [kari, heardByKari],
      [ola, heardByOla],
    ] as const) {
      const { page } = machine;
      await goTo(page, 'Innboks');
      const reply = page.getByRole('listitem').filter({ hasText: `Rettet: ${theme}` });
      await expect(reply).toBeVisible({ timeout: 30_000 });
      await expect(reply).toContainText(words);
      await expect(reply).toContainText('Team Dagpenger');
    }
  });
});
