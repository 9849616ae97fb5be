import { expect } from '@playwright/test';
import { queueWords } from './support/people.ts';
import { test } from './support/world.ts';

test('what belongs elsewhere is told where to go, offline, and the note is kept or dropped', async ({
  world,
}) => {
  const { page } = await world.machine('kari');
  const field = page.getByRole('textbox', { name: 'Hva hørte du?' });
  await expect(field).toBeFocused();
  const words = 'Får ikke svar, og truer med å komme på kontoret med kniv';
  await page.keyboard.type(words);
  const hint = page.getByRole('region', { name: 'Trusler eller fare for liv?' });
  await expect(hint).toContainText('Ring 112 ved akutt fare');

  await hint.getByRole('button', { name: 'Slett notatet' }).click();
  await expect(field).toHaveValue('');
  await expect(field).toBeFocused();
  await page.getByRole('button', { name: 'Angre' }).click();
  await expect(field).toHaveValue(words);

  await hint.getByRole('button', { name: 'Behold notatet' }).click();
  await expect(hint).toBeHidden();
  await expect(field).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Lagret' })).toBeVisible();
  await expect(queueWords(page)).toContainText('1 venter');

  // The next note is another matter: it is told anew, and saved without an answer to it.
  await page.keyboard.type('Hun vil klage på avslaget om uføretrygd');
  await expect(page.getByRole('region', { name: 'Er dette en klage?' })).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(queueWords(page)).toContainText('2 venter');
});
