import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { goTo, log, queueWords } from './support/people.ts';
import { test } from './support/world.ts';

const text = 'Fikk brev om at søknaden manglet vedlegg hun alt har sendt';

test('a draft outlives a crash, and what was saved is still waiting', async ({ world }) => {
  const kari = await world.machine('kari');
  await log(kari.page, text, 'Sykepenger');
  await kari.page.keyboard.insertText('Halvveis i en setning');
  await expect(kari.page.getByText('Utkast lagret på maskinen')).toBeVisible();
  const page = await kari.crashAndRestart();
  await expect(page.getByRole('textbox', { name: 'Hva hørte du?' })).toHaveValue(
    'Halvveis i en setning',
  );
  await expect(queueWords(page)).toContainText('1 venter på nett');
  await goTo(page, 'Mine');
  await expect(page.getByText(text)).toBeVisible();
});

test('a damaged file is kept; what came back of it is said in numbers, and work goes on', async ({
  world,
}) => {
  const kari = await world.machine('kari');
  await log(kari.page, text, 'Sykepenger');
  await log(kari.page, 'Finner ikke skjemaet på nav.no', 'Dagpenger');
  await kari.page.keyboard.insertText('Halvveis i en setning');
  await expect(kari.page.getByText('Utkast lagret på maskinen')).toBeVisible();
  const page = await kari.crashAndRestart(() => {
    const people = join(kari.home, 'people');
    const [file = ''] = readdirSync(people).filter((name) => name.endsWith('.db'));
    const bytes = readFileSync(join(people, file));
    writeFileSync(join(people, file), bytes.fill(0x20, 0, 512));
  });
  const note = page.getByRole('region', { name: 'Etter at filen ble skadet' });
  await expect(note).toContainText('2 ting du har logget');
  await expect(note).toContainText('2 som ikke var sendt, er tilbake');
  await expect(note).toContainText('Utkastet ditt er tilbake');
  await expect(note).toContainText('Ingenting mangler');
  await expect(queueWords(page)).toContainText('2 venter på nett');
  await note.getByRole('button', { name: 'Jeg har lest det' }).click();
  await expect(note).toBeHidden();
  await goTo(page, 'Mine');
  await expect(page.getByText(text)).toBeVisible();
});

test('the service goes in the middle of the day and comes back; nobody has to do anything', async ({
  world,
}) => {
  test.setTimeout(180_000);
  await world.serviceComes();
  const kari = await world.machine('kari');
  await log(kari.page, 'Første av dagen, mens alt virker', 'Dagpenger');
  await expect(queueWords(kari.page)).toContainText('Alt er sendt', { timeout: 30_000 });
  await world.serviceGoes();
  await log(kari.page, 'Andre av dagen, uten tjenesten', 'Dagpenger');
  await expect(queueWords(kari.page)).toContainText('1 venter på nett', { timeout: 30_000 });
  await world.serviceComes();
  await expect(queueWords(kari.page)).toContainText('Alt er sendt', { timeout: 70_000 });
  const rows = await world.query('SELECT id FROM observation');
  expect(rows).toHaveLength(2);
});

test('it never says that all is sent beside what was just saved, however late the app answers', async ({
  world,
}) => {
  await world.serviceComes();
  const { page } = await world.machine('kari');
  await log(page, 'Sendt mens alt virker', 'Dagpenger');
  await expect(queueWords(page)).toContainText('Alt er sendt', { timeout: 30_000 });
  await world.serviceGoes();
  await page.route('**/api/counts.get', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    await route.continue();
  });
  await log(page, 'Lagret uten tjenesten', 'Dagpenger');
  expect(await queueWords(page).textContent()).toMatch(/venter|sender/i);
  await expect(queueWords(page)).toContainText('1 venter på nett', { timeout: 30_000 });
});

test('an identifier is said while one types, can be replaced with one key, and never reaches the service', async ({
  world,
}) => {
  await world.serviceComes();
  const { page } = await world.machine('kari');
  const field = page.getByRole('textbox', { name: 'Hva hørte du?' });
  await expect(field).toBeFocused();
  await page.keyboard.insertText(
    'Ringte om ola.nordmann@example.com og fikk ikke svar på søknaden',
  );
  await page.keyboard.press('Control+Enter');
  await expect(field).not.toHaveValue('');
  await page.keyboard.press('Alt+Enter');
  await expect(field).toHaveValue(/\[e-postadresse fjernet\]/);
  await page.keyboard.press('Control+Enter');
  await expect(field).toHaveValue('');
  await expect(queueWords(page)).toContainText('Alt er sendt', { timeout: 30_000 });
  const rows = await world.query<{ text: string }>('SELECT text FROM revision');
  expect(rows.map((row) => row.text).join()).not.toContain('ola.nordmann');
});

test('a megabyte pasted, emoji and right-to-left text are kept or refused in words, never silently', async ({
  world,
}) => {
  const { page } = await world.machine('kari');
  const field = page.getByRole('textbox', { name: 'Hva hørte du?' });
  await expect(field).toBeFocused();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData('text/plain', 'Lang tekst. '.repeat(90_000));
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  });
  await expect(page.getByText(/fikk ikke plass|for lang/i).first()).toBeVisible();
  expect([...(await field.inputValue())].length).toBeLessThanOrEqual(4000);
  await field.fill('');
  const odd = 'Bruker sa «تعذر إرسال الطلب» 🙈 og ga opp';
  await log(page, odd);
  await goTo(page, 'Mine');
  await expect(page.getByText(odd)).toBeVisible();
  await page.getByRole('searchbox').fill('"gi opp" OR NEAR(* 🙈');
  await expect(page.getByText(/Ingen treff/)).toBeVisible();
});
