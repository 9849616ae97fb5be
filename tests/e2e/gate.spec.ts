import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { expectSaid, goTo, log, queueWords } from './support/people.ts';
import { test } from './support/world.ts';

/** A place that is nobody's home; the gate can only ask. */
const street = 'Storgata 12';
const field = (page: Page) => page.getByRole('textbox', { name: 'Hva hørte du?' });
const saved = (page: Page) => page.getByRole('status').filter({ hasText: 'Lagret' });
const marks = (page: Page) => page.locator('.marked-textarea mark');

async function expectNoFault(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(
    violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target}`)),
  ).toEqual([]);
}

test('what only warns is asked about once, and never again on this machine until it is forgotten', async ({
  world,
}) => {
  test.setTimeout(180_000);
  const kari = await world.machine('kari');
  let { page } = kari;
  const words = `Brevet gikk til ${street}`;
  await expect(field(page)).toBeFocused();
  await page.keyboard.insertText(words);
  await expect(marks(page)).toHaveText(street);
  await expect(page.getByText(`«${street}» ser ut som en adresse.`)).toBeVisible();
  await expectNoFault(page);
  await page.keyboard.press('Control+Enter');
  await expectSaid(page, 'Lagre én gang til om det ikke er en person');
  await page.keyboard.press('Control+Enter');
  await expect(field(page)).toHaveValue('');

  await test.step('the same words, also otherwise written, go through at the first key', async () => {
    for (const again of [words, `Igjen: ${street.toUpperCase()}`]) {
      await page.keyboard.insertText(again);
      await page.keyboard.press('Control+Enter');
      await expect(field(page)).toHaveValue('');
    }
    await expect(marks(page)).toHaveCount(0);
  });

  await test.step('after a crash too, and another place is asked about all the same', async () => {
    page = await kari.crashAndRestart();
    await expect(field(page)).toBeFocused();
    await page.keyboard.insertText(`${words} og Lillegata 7`);
    await expect(marks(page)).toHaveText('Lillegata 7');
    await page.getByRole('button', { name: 'Det er ikke en person' }).click();
    await expect(marks(page)).toHaveCount(0);
    await expect(field(page)).toBeFocused();
    await page.keyboard.press('Control+Enter');
    await expect(field(page)).toHaveValue('');
  });

  await test.step('forgotten from the user menu, it is asked about again', async () => {
    await page.getByRole('button', { name: /Meny for Kari/ }).click();
    await page.getByRole('menuitem', { name: 'Glem alt jeg har sagt ikke er en person' }).click();
    await expect(page.getByText(/2 ord er glemt/)).toBeVisible();
    await field(page).click();
    await page.keyboard.insertText(words);
    await expect(marks(page)).toHaveText(street);
  });
});

test('pasting is treated alike, and from anything the gate holds saving is one key away', async ({
  world,
}) => {
  const { page } = await world.machine('kari');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await expect(field(page)).toBeFocused();
  await page.evaluate(() =>
    navigator.clipboard.writeText('Skriv til ola.nordmann@example.com, han bor i Lillegata 7'),
  );
  await page.keyboard.press('Control+V');
  await expect(marks(page)).toHaveText(['ola.nordmann@example.com', 'Lillegata 7']);
  await expect(page.getByRole('button', { name: /^Bytt ut alle 2/ })).toBeVisible();
  await expectNoFault(page);
  await page.keyboard.press('Alt+Enter');
  await expect(field(page)).toHaveValue(
    'Skriv til [e-postadresse fjernet], han bor i [adresse fjernet]',
  );
  await page.keyboard.press('Control+Enter');
  await expect(saved(page)).toBeVisible();
  await expect(field(page)).toHaveValue('');

  await test.step('pasted and saved in the same breath it is held all the same', async () => {
    await page.keyboard.press('Control+V');
    await page.keyboard.press('Control+Enter');
    await expectSaid(page, 'Ikke lagret ennå.');
    await page.keyboard.press('Alt+Enter');
    await page.keyboard.press('Control+Enter');
    await expect(field(page)).toHaveValue('');
  });

  await test.step('what was replaced comes back with the browser’s own undo', async () => {
    await page.keyboard.insertText('Mail: kari@example.com nå');
    await page.keyboard.press('Alt+Enter');
    await expect(field(page)).toHaveValue('Mail: [e-postadresse fjernet] nå');
    await page.keyboard.press('Control+Z');
    await expect(field(page)).toHaveValue('Mail: kari@example.com nå');
  });
});

test('what an author kept is marked for the supervisor, who confirms it before it is an insight', async ({
  world,
}) => {
  test.setTimeout(180_000);
  await world.serviceComes();
  const kari = await world.machine('kari');
  await log(kari.page, 'Finner ikke skjemaet på nettsidene', 'Dagpenger');
  await kari.page.keyboard.insertText(`Kontoret i ${street} sa at fristen var ute`);
  await kari.page.getByRole('button', { name: 'Det er ikke en person' }).click();
  await log(kari.page, '. Dagpenger', 'Dagpenger');
  await expect(queueWords(kari.page)).toContainText('Alt er sendt', { timeout: 60_000 });

  const { page } = await world.machine('siri');
  await goTo(page, 'Gjennomgang');
  await expect(page.getByRole('heading', { name: '2 til gjennomgang' })).toBeVisible();
  await expect(page.getByText('Kan peke på en person')).toHaveCount(1);

  await test.step('not with all the others at once', async () => {
    await page.getByRole('checkbox', { name: 'Velg alle' }).check();
    await page.getByRole('button', { name: 'Godkjenn 2 valgte' }).click();
    await expect(page.getByText('1 ble ikke godkjent og ligger igjen:')).toBeVisible();
    await expect(page.getByText('kan peke på en person, må ses på')).toBeVisible();
    await expect(page.getByRole('heading', { name: '1 til gjennomgang' })).toBeVisible();
  });

  await test.step('her question about it is asked about too, and goes out when she keeps it', async () => {
    await page
      .getByRole('button', { name: /Kontoret i/ })
      .first()
      .click();
    await expect(page.locator('.reading__text mark')).toHaveText(street);
    await expect(
      page.getByText(`sier at dette ikke er en person: «${street}» (adresse)`),
    ).toBeVisible();
    await page.keyboard.press('s');
    await page.keyboard.insertText('Er det Lillegata 7 du mener?');
    await expect(marks(page)).toHaveText('Lillegata 7');
    await expectNoFault(page);
    await page.keyboard.press('Control+Enter');
    await expectSaid(page, 'Ikke lagret ennå.');
    await page.keyboard.press('Escape');
  });

  await test.step('one by one, after an explicit word', async () => {
    await page.keyboard.press('g');
    const confirm = page.getByRole('button', { name: /^Ser ikke ut til å gjelde en person/ });
    await expect(confirm).toBeFocused();
    await expectNoFault(page);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('heading', { name: '1 til gjennomgang' })).toBeVisible();
    await page.keyboard.press('g');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('Ingenting venter på gjennomgang')).toBeVisible();
    await expect(queueWords(page)).toContainText('Alt er sendt', { timeout: 60_000 });
    await expect(async () => {
      const rows = await world.query<{ text: string }>('SELECT text FROM insight');
      expect(rows.map(({ text }) => text).some((text) => text.includes(street))).toBe(true);
    }).toPass({ timeout: 30_000 });
  });
});

test('a theme’s name and text to the citizen are judged like any words', async ({ world }) => {
  test.setTimeout(180_000);
  await world.serviceComes();
  const kari = await world.machine('kari');
  await log(kari.page, 'Finner ikke skjemaet på nettsidene', 'Dagpenger');
  await expect(queueWords(kari.page)).toContainText('Alt er sendt', { timeout: 60_000 });
  const siri = await world.machine('siri');
  await goTo(siri.page, 'Gjennomgang');
  await expect(siri.page.getByRole('heading', { name: '1 til gjennomgang' })).toBeVisible();
  await siri.page.keyboard.press('g');
  await expect(queueWords(siri.page)).toContainText('Alt er sendt', { timeout: 60_000 });

  const { page } = await world.machine('pia');
  await page.getByRole('checkbox', { name: 'Velg alle' }).check({ timeout: 30_000 });
  await page.getByRole('button', { name: /^Nytt tema av/ }).click();
  const name = page.getByRole('textbox', { name: 'Navn på temaet' });
  await name.fill(`Skjemaet i ${street}`);
  await expect(marks(page)).toHaveText(street);
  await expectNoFault(page);
  await name.press('Enter');
  await expectSaid(page, 'Lagre én gang til om det ikke er en person');
  await expect(name).toBeFocused();
  await name.press('Enter');
  await page.getByRole('link', { name: `Skjemaet i ${street}` }).click();
  await expect(page.getByRole('heading', { name: `Skjemaet i ${street}` })).toBeVisible();

  await test.step('what was kept is not asked about again', async () => {
    await page.getByRole('button', { name: 'Endre navn' }).click();
    await expect(name).toHaveValue(`Skjemaet i ${street}`);
    await expect(marks(page)).toHaveCount(0);
    await name.fill(`Skjemaet i ${street} er borte`);
    await name.press('Enter');
    await expect(page.getByRole('heading', { name: 'er borte' })).toBeVisible();
  });

  await test.step('the text to the citizen', async () => {
    await page.getByRole('button', { name: 'Skriv hva brukeren kan få vite' }).click();
    const text = page.getByRole('textbox', { name: 'Si til brukeren' });
    await expect(text).toBeFocused();
    await page.keyboard.insertText('Skriv til ola.nordmann@example.com');
    await page.keyboard.press('Control+Enter');
    await expectSaid(page, 'Ikke lagret ennå.');
    await page.keyboard.press('Alt+Enter');
    await expect(text).toHaveValue('Skriv til [e-postadresse fjernet]');
    await page.keyboard.press('Control+Enter');
    await expect(page.locator('.reply-card').getByRole('paragraph')).toBeVisible();
  });

  await test.step('an owner that is offered is nobody; another is asked about', async () => {
    await page.getByRole('button', { name: 'Endre eier' }).click();
    const owner = page.getByRole('combobox', { name: 'Teamet som svarer for temaet' });
    await owner.fill(`Kontoret i Lillegata 7`);
    await page.keyboard.press('Control+Enter');
    await expectSaid(page, 'Lagre én gang til om det ikke er en person');
    await owner.fill('Team Sykepenger, Område Helse');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('Endringen er lagret.')).toBeVisible();
  });
});
