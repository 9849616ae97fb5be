import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { hasBlocked } from '../../shared/privacy/gate.ts';
import { type Chance, chanceOf } from '../privacy/chance.ts';
import { accountDresses, type Dress, nationalIdDresses, phoneDresses } from '../privacy/dresses.ts';
import { account, mobile, nationalId } from '../privacy/identifiers.ts';
import { decryptedUnder, filesUnder, type Place, tracesIn } from './support/disk.ts';
import { expectSaid, goTo, log, queueWords } from './support/people.ts';
import { type Machine, test } from './support/world.ts';

/** What is to be found again, to show that the search finds. */
const innocent = 'Får ikke svar på søknaden';
/** A little longer than the page waits before it has a draft written down. */
const DRAFT_MS = 550;

interface Typed {
  readonly dress: string;
  readonly text: string;
  /** What must lie nowhere: the whole, its digits alone, and more of its beginning than a date of birth. */
  readonly traces: readonly string[];
}

/** One of each dress that the gate can tell, made by chance. */
function dressed(chance: Chance): Typed[] {
  const kinds: readonly (readonly [Readonly<Record<string, Dress>>, () => string])[] = [
    [nationalIdDresses, () => nationalId(chance, 'synthetic-80')],
    [accountDresses, () => account(chance)],
    [phoneDresses, () => mobile(chance)],
  ];
  return kinds.flatMap(([dresses, digitsOf]) =>
    Object.entries(dresses).map(([dress, wear]) => {
      for (let tries = 0; tries < 20; tries += 1) {
        const digits = digitsOf();
        const text = wear(digits, chance).replaceAll('\r', '');
        if (hasBlocked(`nr ${text}`)) return { dress, text, traces: tracesOf(text, digits) };
      }
      throw new Error(`the gate can't tell ${dress}`);
    }),
  );
}

function tracesOf(text: string, digits: string): string[] {
  let seen = 0;
  let end = 0;
  for (const character of text) {
    end += character.length;
    if (/\p{N}/u.test(character)) seen += 1;
    if (seen === 7) break;
  }
  return [text, digits, digits.slice(0, 7), text.slice(0, end)];
}

/** Writes it in two bursts, the first and now and then the second long enough ago to be in a draft before what follows. */
async function writeInBursts(page: Page, text: string, chance: Chance): Promise<void> {
  const characters = [...text];
  const cut = chance.int(1, characters.length - 1);
  await page.keyboard.insertText(characters.slice(0, cut).join(''));
  await page.waitForTimeout(DRAFT_MS);
  await page.keyboard.insertText(characters.slice(cut).join(''));
  if (chance.maybe(0.3)) await page.waitForTimeout(DRAFT_MS);
}

const field = (page: Page) => page.getByRole('textbox', { name: 'Hva hørte du?' });

/** Everything on the machine: the app's files raw and decrypted, what the browser keeps, and what was logged. */
function allPlaces(machine: Machine, profile: string): { raw: Place[]; decrypted: Place[] } {
  const decrypted = decryptedUnder(machine.home);
  const logs = [{ name: 'log of the app', bytes: Buffer.from(machine.said()) }];
  return { raw: [...filesUnder(machine.home), ...filesUnder(profile), ...logs], decrypted };
}

function expectNoTrace(machine: Machine, profile: string, traces: readonly string[]): void {
  const { raw, decrypted } = allPlaces(machine, profile);
  expect(tracesIn([...raw, ...decrypted], traces)).toEqual([]);
  // The search finds what is there, and only where it may be.
  expect(decrypted.length).toBeGreaterThanOrEqual(2);
  expect(tracesIn(decrypted, [innocent])).not.toEqual([]);
  expect(tracesIn(raw, [innocent])).toEqual([]);
}

const profileOf = (outputDir: string) => {
  const profile = join(outputDir, 'profile');
  mkdirSync(dirname(profile), { recursive: true });
  return profile;
};

test('identifiers in all dresses, typed into Log and replaced with one key, lie nowhere', async ({
  world,
}, info) => {
  test.setTimeout(360_000);
  await world.serviceComes();
  const profile = profileOf(info.outputPath());
  const kari = await world.machine('kari', { profile });
  const chance = chanceOf(20_261_124);
  const all = dressed(chance);
  const { page } = kari;
  for (const { dress, text } of all)
    await test.step(dress, async () => {
      await expect(field(page)).toBeFocused();
      await page.keyboard.insertText(`${innocent}, nr `);
      await writeInBursts(page, text, chance);
      await expect(field(page)).toHaveAttribute('aria-invalid', 'true');
      await page.keyboard.press('Control+Enter');
      await expectSaid(page, 'Ikke lagret ennå.');
      await page.keyboard.press('Alt+Enter');
      await expect(field(page)).toHaveValue(/\[[^\]]+ fjernet\]/);
      await page.keyboard.press('Control+Enter');
      await expect(field(page)).toHaveValue('');
    });
  const traces = all.flatMap((typed) => typed.traces);
  expectNoTrace(kari, profile, traces);

  await test.step('nor in the service once everything is sent', async () => {
    await expect(queueWords(page)).toContainText('Alt er sendt', { timeout: 60_000 });
    const rows = await world.query<{ row: string }>('SELECT r::text AS row FROM revision r');
    expect(rows.length).toBe(all.length);
    const stored = { name: 'revisions', bytes: Buffer.from(rows.map(({ row }) => row).join('\n')) };
    const said = { name: 'logs', bytes: Buffer.from(world.said()) };
    expect(tracesIn([stored, said], traces)).toEqual([]);
  });
  await page.context().close();
  expectNoTrace(kari, profile, traces);
});

test('half-typed identifiers are gone when the app is killed, also from a pasted text', async ({
  world,
}, info) => {
  test.setTimeout(180_000);
  const profile = profileOf(info.outputPath());
  const kari = await world.machine('kari', { profile });
  const { page } = kari;
  const chance = chanceOf(7);
  const [id, pasted, number] = [
    nationalId(chance, 'plain'),
    nationalId(chance, 'd-number'),
    account(chance),
  ];
  await expect(field(page)).toBeFocused();
  await page.keyboard.insertText(`${innocent}. Fnr `);
  for (const digit of id.slice(0, 9)) {
    await page.keyboard.type(digit);
    await page.waitForTimeout(DRAFT_MS);
  }
  await page.getByRole('button', { name: 'Legg til løsning' }).click();
  await page.evaluate(
    (text) => {
      const data = new DataTransfer();
      data.setData('text/plain', text);
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    },
    `Gjelder ${pasted}, konto ${number.slice(0, 8)}`,
  );
  await page.waitForTimeout(DRAFT_MS);
  await page.keyboard.press('Home');
  for (const part of ['Skriv til ola.halv', 'skrevet@', 'eksem']) {
    await page.keyboard.insertText(part);
    await page.waitForTimeout(DRAFT_MS);
  }
  await expect(page.getByText('Ikke lagret ennå', { exact: true })).toBeVisible();
  const traces = [
    id.slice(0, 9),
    id.slice(0, 6),
    'ola.halvskrevet@eksem',
    'ola.halvskrevet@',
    pasted,
    number.slice(0, 8),
    number.slice(0, 6),
  ];
  await kari.crash();
  expectNoTrace(kari, profile, traces);
  const again = await kari.crashAndRestart();
  // The rest of what she wrote is there.
  await expect(field(again)).toHaveValue(/^Får ikke svar på søknaden\. Fnr/);
  await again.context().close();
  expectNoTrace(kari, profile, traces);
});

test('no field of any page lets the browser remember what was typed', async ({ world }) => {
  test.setTimeout(180_000);
  await world.serviceComes();
  const pages = {
    kari: ['/', '/mine', '/innboks', '/tema', '/synk'],
    siri: ['/gjennomgang'],
    pia: ['/tema'],
  } as const;
  let fields = 0;
  for (const [subject, paths] of Object.entries(pages)) {
    const { page } = await world.machine(subject);
    // An empty list has nothing to search in.
    if (subject === 'kari') await log(page, innocent, 'Dagpenger');
    for (const path of paths) {
      await page.goto(new URL(path, page.url()).href);
      await expect(page.getByRole('heading', { level: 1 })).toBeAttached();
      // All in one look: a page that is still filling may take a field away between two.
      const found = await page
        .locator('input:not([type="checkbox"], [type="radio"]), textarea')
        .evaluateAll((all) => all.map((one) => one.getAttribute('autocomplete')));
      expect(found.filter((autocomplete) => autocomplete !== 'off')).toEqual([]);
      fields += found.length;
    }
    if (subject === 'kari') await page.goto(new URL('/', page.url()).href);
    if (subject !== 'kari') continue;
    await page.getByRole('button', { name: 'Velg selv' }).click();
    await page.getByRole('button', { name: 'Legg til løsning' }).click();
    const inLog = await page.locator('main input:not([type="radio"]), main textarea').all();
    for (const one of inLog) await expect(one).toHaveAttribute('autocomplete', 'off');
    fields += inLog.length;
  }
  expect(fields).toBeGreaterThan(5);
});

test('what is typed into the other fields lies nowhere either', async ({ world }, info) => {
  test.setTimeout(240_000);
  await world.serviceComes();
  const chance = chanceOf(11);
  const ids = Array.from({ length: 9 }, () => nationalId(chance, 'synthetic-40'));
  const [mine = '', themes = '', note = '', name = '', owner = '', reason = '', insights = ''] =
    ids;
  const profiles = { kari: '', siri: '', pia: '' };
  for (const subject of ['kari', 'siri', 'pia'] as const)
    profiles[subject] = profileOf(join(info.outputPath(), subject));
  const kari = await world.machine('kari', { profile: profiles.kari });

  await test.step('the search of Mine and of themes', async () => {
    const { page } = kari;
    await log(page, innocent, 'Dagpenger');
    await expect(queueWords(page)).toContainText('Alt er sendt', { timeout: 60_000 });
    await goTo(page, 'Mine');
    await page.getByRole('searchbox').fill(mine);
    await expect(page.getByText(/Ingen treff/)).toBeVisible();
    await goTo(page, 'Tema');
    await page.getByRole('searchbox').fill(themes);
    await page.waitForTimeout(DRAFT_MS);
    expect(page.url()).not.toContain(themes);
    await page.context().close();
    expectNoTrace(kari, profiles.kari, [mine, themes]);
  });

  const siri = await world.machine('siri', { profile: profiles.siri });
  await test.step('a question to the author', async () => {
    const { page } = siri;
    await goTo(page, 'Gjennomgang');
    await expect(page.getByRole('heading', { name: '1 til gjennomgang' })).toBeVisible();
    await page.keyboard.press('s');
    await page.keyboard.insertText(`Gjelder det ${note}?`);
    await page.keyboard.press('Control+Enter');
    await expectSaid(page, 'Ikke lagret ennå.');
    await page.keyboard.press('Escape');
    await page.keyboard.press('g');
    await expect(page.getByText('Ingenting venter på gjennomgang')).toBeVisible();
    await expect(queueWords(page)).toContainText('Alt er sendt', { timeout: 60_000 });
    await page.context().close();
    expectNoTrace(siri, profiles.siri, [note]);
  });

  const pia = await world.machine('pia', { profile: profiles.pia });
  await test.step('a theme’s name, owner and reason', async () => {
    const { page } = pia;
    await page.getByRole('checkbox', { name: 'Velg alle' }).check({ timeout: 30_000 });
    await page.getByRole('button', { name: /^Nytt tema av/ }).click();
    await page.getByRole('textbox', { name: 'Navn på temaet' }).fill(`Tema ${name}`);
    await page.keyboard.press('Control+Enter');
    await expectSaid(page, 'Ikke lagret ennå.');
    await page.keyboard.press('Alt+Enter');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('link', { name: /^Tema \[/ }).click();
    await page.getByRole('button', { name: 'Endre eier' }).click();
    await page.getByRole('combobox', { name: 'Teamet som svarer for temaet' }).fill(owner);
    await page.keyboard.press('Control+Enter');
    await expectSaid(page, 'Ikke lagret ennå.');
    await page.getByRole('button', { name: /^Avbryt/ }).click();
    await page.getByRole('button', { name: 'Endre status' }).click();
    await page.getByRole('combobox', { name: 'Ny status' }).selectOption('Vurderes');
    await page.getByRole('textbox', { name: /^Grunn/ }).fill(`Ringte ${reason}`);
    await page.keyboard.press('Control+Enter');
    await expectSaid(page, 'Ikke lagret ennå.');
    await page.keyboard.press('Escape');
    await goTo(page, 'Tema');
    const search = page.getByRole('searchbox');
    // Of themes, and of what lies in none.
    await expect(search).toHaveCount(2);
    for (const box of await search.all()) await box.fill(insights);
    await page.waitForTimeout(DRAFT_MS);
    await page.context().close();
    expectNoTrace(pia, profiles.pia, [name, owner, reason, insights]);
  });
});
