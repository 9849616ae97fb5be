import { expect } from '@playwright/test';
import { goTo, log } from './support/people.ts';
import { test } from './support/world.ts';

test('what was heard before is found while typing, and one key says she heard the same', async ({
  world,
}) => {
  const { page } = await world.machine('kari');
  await log(page, 'Bruker får ikke lastet opp vedlegg til søknaden om dagpenger', 'Dagpenger');
  const field = page.getByRole('textbox', { name: 'Hva hørte du?' });
  await page.keyboard.insertText('Får ikke lastet opp vedlegg');
  const match = page.getByRole('button', { name: /Hørte det samme: Bruker får ikke lastet opp/ });
  await expect(match).toBeVisible();

  await page.keyboard.press('ArrowDown');
  await expect(match).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(field).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue('');
  await expect(field).toBeFocused();
  await expect(page.getByRole('status').filter({ hasText: '+1' })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Sist logget' }).getByRole('listitem')).toHaveCount(
    2,
  );

  await page.getByRole('button', { name: 'Angre' }).click();
  await expect(field).toHaveValue('Får ikke lastet opp vedlegg');
  await goTo(page, 'Mine');
  await expect(page.getByText('Venter på nett', { exact: true })).toHaveCount(1);
});
