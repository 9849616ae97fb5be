import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { goTo, log } from './support/people.ts';
import { test } from './support/world.ts';

test('what a search finds comes newest first, or what matches best first', async ({ world }) => {
  test.setTimeout(180_000);
  const { page } = await world.machine('kari');
  const best = 'Venter på svar om klagen';
  const newest = 'Svaret kom ikke, og hun venter ennå';
  for (const text of [best, newest]) await log(page, text, 'Dagpenger');
  await goTo(page, 'Mine');
  await page.getByRole('searchbox', { name: 'Søk i det du har logget' }).fill('venter svar');
  const hits = page.getByRole('listitem').filter({ hasText: /venter/i });
  await expect(hits).toHaveCount(2);
  await expect(hits.first()).toContainText(newest);

  const order = page.getByRole('radiogroup', { name: 'Hva som kommer først' });
  await order.getByRole('radio', { name: 'Beste treff først' }).click();
  await expect(hits.first()).toContainText(best);
  // All were ranked: there is nothing to say of it.
  await expect(page.getByText(/nyeste treffene/)).toHaveCount(0);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);

  await order.getByRole('radio', { name: 'Nyeste først' }).click();
  await expect(hits.first()).toContainText(newest);
});
