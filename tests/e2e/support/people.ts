import { expect, type Page } from '@playwright/test';

/** What people do, by keyboard where a key stands for it. */

export async function goTo(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name }).click();
}

/** Writes, takes the suggested tags, chooses a tema where none was suggested, and saves. */
export async function log(page: Page, text: string, tema?: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Hva hørte du?' });
  await expect(field).toBeFocused();
  await page.keyboard.insertText(text);
  if (tema !== undefined) {
    await page.getByRole('button', { name: 'Velg selv' }).click();
    await chooseTema(page, tema);
  }
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Lagret' })).toBeVisible();
  await expect(field).toHaveValue('');
}

export async function chooseTema(page: Page, tema: string): Promise<void> {
  const field = page.getByRole('combobox', { name: 'Tema' });
  await field.fill(tema);
  await page.getByRole('option', { name: tema, exact: true }).first().click();
}

/** What interrupts a screen reader: why something was not saved. */
export function expectSaid(page: Page, words: string): Promise<void> {
  return expect(page.getByRole('alert').filter({ hasText: words })).toBeAttached();
}

/** How the queue stands, as the header says it. */
export function queueWords(page: Page) {
  return page.locator('.header__queue');
}
