import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from '@playwright/test';
import { goTo, queueWords } from './support/people.ts';
import { root } from './support/processes.ts';
import { type Machine, test, type World } from './support/world.ts';

const run = promisify(execFile);
const notes = join(root, 'tests', 'data', 'observations.jsonl');
const COUNT = 385;

async function takeIn(world: World, machine: Machine): Promise<{ takenIn: number }> {
  const { stdout } = await run(
    process.execPath,
    [join(root, 'build/commands/import.ts'), notes, '--json'],
    { env: { PATH: process.env['PATH'] ?? '', ...world.environmentOf(machine, 'kari') } },
  );
  return JSON.parse(stdout) as { takenIn: number };
}

test('an office takes its old notes in, finds them, has them approved in bulk and counted', async ({
  world,
}) => {
  test.setTimeout(240_000);
  await world.serviceComes();
  const kari = await world.machine('kari');

  await test.step('taken in beside the running app, once however often', async () => {
    await kari.page.locator('.header__queue').click();
    await kari.page.evaluate(() => {
      new MutationObserver(() => {
        const bar = document.querySelector('[role="progressbar"]');
        const label = bar?.getAttribute('aria-labelledby');
        if (label)
          document.body.dataset['seen'] = document.getElementById(label)?.textContent ?? '';
      }).observe(document.body, { childList: true, subtree: true });
    });
    expect((await takeIn(world, kari)).takenIn).toBe(COUNT);
    await expect(kari.page.locator('body')).toHaveAttribute(
      'data-seen',
      new RegExp(` av ${COUNT} er sendt`),
      {
        timeout: 30_000,
      },
    );
    expect((await takeIn(world, kari)).takenIn).toBe(0);
  });

  await test.step('searchable at once, and sent without a click', async () => {
    await goTo(kari.page, 'Mine');
    await kari.page.getByRole('searchbox').fill('depositumsgaranti');
    await expect(
      kari.page.getByText('Utleier sier nei til depositumsgaranti fra NAV'),
    ).toBeVisible();
    await expect(queueWords(kari.page)).toContainText('Alt er sendt', { timeout: 60_000 });
    const [row] = await world.query<{ count: string }>('SELECT count(*) FROM observation');
    expect(Number(row?.count)).toBe(COUNT);
  });

  await test.step('the supervisor approves all of it at once', async () => {
    const { page } = await world.machine('siri');
    await goTo(page, 'Gjennomgang');
    await expect(page.getByRole('heading', { name: `${COUNT} til gjennomgang` })).toBeVisible({
      timeout: 30_000,
    });
    await page.getByRole('checkbox', { name: 'Velg alle' }).check();
    await page.getByRole('button', { name: `Godkjenn ${COUNT} valgte` }).click();
    await expect(page.getByText(`${COUNT} er godkjent.`)).toBeVisible();
    await expect(queueWords(page)).toContainText('Alt er sendt', { timeout: 60_000 });
  });

  await test.step('the backlog counts it', async () => {
    const { page } = await world.machine('pia');
    await expect(page.getByText(`${COUNT} innsikter`)).toBeVisible({ timeout: 30_000 });
    await page.getByRole('checkbox', { name: 'Velg alle' }).check();
    await page.getByRole('button', { name: `Nytt tema av ${COUNT} valgte` }).click();
    await page.getByRole('textbox', { name: 'Navn på temaet' }).fill('Det kontoret har hørt');
    await page.getByRole('button', { name: 'Lag temaet' }).click();
    await page.getByRole('link', { name: 'Det kontoret har hørt' }).click();
    await expect(page.getByText(`Hørt ${COUNT} ganger i 1 enhet`)).toBeVisible({ timeout: 30_000 });
  });
});
