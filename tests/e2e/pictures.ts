import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, type Page } from '@playwright/test';
import { historyUnits } from '../../build/demo/history/units.ts';
import type { Envelope, Input, Method, Output } from '../../shared/api.ts';
import { queueWords } from './support/people.ts';
import { root } from './support/processes.ts';
import { type Machine, test } from './support/world.ts';

/** Takes the pictures of docs/screens from the real app: LYTT_PICTURES=1 npx playwright test */
const folder = join(root, 'docs', 'screens');
const looks = [
  { suffix: '', options: { colorScheme: 'light' as const } },
  { suffix: '-dark', options: { colorScheme: 'dark' as const } },
  { suffix: '-480', options: { viewport: { width: 480, height: 900 } } },
];
const run = promisify(execFile);

/** Calls the app as its page does. */
async function call<M extends Method>(page: Page, method: M, input: Input<M>): Promise<Output<M>> {
  const envelope = await page.evaluate(
    async ([name, body]) => {
      const response = await fetch(`/api/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      return (await response.json()) as Envelope<unknown>;
    },
    [method, JSON.stringify(input)] as const,
  );
  if (!envelope.ok) throw new Error(`${method}: ${envelope.error.code}`);
  return envelope.value as Output<M>;
}

const sent = (page: Page) =>
  expect(queueWords(page)).toContainText('Alt er sendt', { timeout: 60_000 });

async function picture(
  machine: Machine,
  path: string,
  name: string,
  ready: (page: Page) => Promise<void> = async () => undefined,
  height?: number,
): Promise<void> {
  for (const { suffix, options } of looks) {
    const page = await machine.open(options);
    const size = page.viewportSize();
    if (height !== undefined && size !== null)
      await page.setViewportSize({ width: size.width, height: Math.max(height, size.height) });
    await page.goto(new URL(path, page.url()).href);
    await expect(page.getByRole('heading', { level: 1 })).toBeAttached();
    await page.waitForLoadState('networkidle').catch(() => undefined);
    await ready(page);
    await page.waitForTimeout(600);
    await page.screenshot({ path: join(folder, `${name}${suffix}.png`) });
    await page.context().close();
  }
}

test('pictures', async ({ world }) => {
  test.setTimeout(600_000);
  mkdirSync(folder, { recursive: true });
  await world.serviceComes();
  const kari = await world.machine('kari');
  const siri = await world.machine('siri');
  const pia = await world.machine('pia');

  const notes = readFileSync(join(root, 'tests/data/observations.jsonl'), 'utf8').split('\n');
  const some = join(kari.home, 'some.jsonl');
  const wanted = /"theme": "(meldekort|telefonko|dagpenger|bidrag|vedlegg|hyppig|solo-03)/;
  writeFileSync(some, notes.filter((line) => wanted.test(line)).join('\n'));
  await run(process.execPath, [join(root, 'build/commands/import.ts'), some], {
    env: { PATH: process.env['PATH'] ?? '', ...world.environmentOf(kari, 'kari') },
  });
  await sent(kari.page);

  await expect(async () => {
    const { total } = await call(siri.page, 'review.list', { limit: 1 });
    expect(total).toBeGreaterThan(30);
  }).toPass({ timeout: 60_000 });
  const { items } = await call(siri.page, 'review.list', { limit: 500 });
  const decide = (index: number, decision: Input<'review.add'>['decision']) => {
    const observation = items[index]?.observation;
    if (observation === undefined) throw new Error('no such observation');
    return call(siri.page, 'review.add', {
      observationId: observation.id,
      revisionId: observation.revisions.at(-1)?.id ?? '',
      decision,
    });
  };
  await decide(0, { kind: 'return', question: 'Hvilket brev var det?' });
  await decide(1, { kind: 'decline', reason: 'Gjelder kommunen, som har fått vite det.' });
  const approved = items.slice(2, -9).map(({ observation }) => observation.id);
  await call(siri.page, 'review.approveMany', { observationIds: approved });
  await sent(siri.page);

  await expect(async () => {
    const { total } = await call(pia.page, 'insight.list', { limit: 1 });
    expect(total).toBe(approved.length);
  }).toPass({ timeout: 60_000 });
  const { insights } = await call(pia.page, 'insight.list', { limit: 500 });
  const about = (pattern: RegExp) =>
    insights.filter(({ text }) => pattern.test(text)).map(({ id }) => id);
  const card = await call(pia.page, 'theme.create', {
    name: 'Uklart når meldekortet må være sendt',
    tema: 'DAG',
    step: 'report',
    insightIds: about(/meldekort|kortet/i),
  });
  await call(pia.page, 'theme.change', {
    themeId: card.id,
    patch: {
      status: 'planned',
      owner: 'Team Meldekort, Område Arbeid',
      workaround: 'Meldekortet kan sendes fra lørdag. Fristen er mandag klokken 23.',
    },
    reason: 'Høres i flest enheter',
  });
  await call(pia.page, 'theme.change', {
    themeId: card.id,
    patch: { status: 'released', releaseDate: '2026-11-20' },
    reason: 'Fristen står nå i SMS-en',
  });
  const queue = await call(pia.page, 'theme.create', {
    name: 'Kommer ikke gjennom på telefon',
    tema: 'GEN',
    step: 'followup',
    insightIds: about(/kø|telefon/i),
  });
  await call(pia.page, 'theme.change', {
    themeId: queue.id,
    patch: { status: 'assessing', owner: 'Team Kontaktsenter, Område Brukerdialog' },
    reason: 'Teamet ser på det',
  });
  await call(pia.page, 'theme.create', {
    name: 'Må sende samme vedlegg flere ganger',
    tema: 'DAG',
    step: 'document',
    insightIds: about(/vedlegg|dokument/i),
  });
  await sent(pia.page);
  await expect(async () => {
    const { happened } = await call(kari.page, 'inbox.list', {});
    expect(happened.length).toBeGreaterThan(3);
  }).toPass({ timeout: 60_000 });

  await picture(kari, '/', 'log', async (page) => {
    await page
      .getByRole('textbox', { name: 'Hva hørte du?' })
      .fill(
        'Br. fikk sms om at meldekortet var klart og trodde det måtte inn samme dag. Vet ikke om fristen er lørdag eller mandag',
      );
    await expect(page.getByText('Kjent problem. Si til brukeren:')).toBeVisible();
  });
  await picture(kari, '/', 'log-stop', async (page) => {
    await page
      .getByRole('textbox', { name: 'Hva hørte du?' })
      .fill('Svarte aldri på ola.nordmann@example.com, og søknaden ble avslått ');
  });
  await call(kari.page, 'draft.discard', {});
  await picture(kari, '/mine', 'mine');
  await picture(kari, '/innboks', 'inbox');
  await picture(siri, '/gjennomgang', 'review');
  await picture(kari, '/synk', 'sync-sent');
  await world.serviceGoes();
  await call(kari.page, 'observation.log', {
    text: 'Har lastet opp arbeidskontrakten to ganger, får likevel brev om at den mangler',
    workaround: null,
    tags: { tema: 'DAG', step: 'document', pain: null, channel: 'phone', severity: 2 },
    acknowledged: [],
  });
  await expect(queueWords(kari.page)).toContainText('1 venter på nett', { timeout: 30_000 });
  await picture(kari, '/synk', 'sync');
  await call(kari.page, 'settings.set', { language: 'nn' });
  await picture(kari, '/mine', 'mine-nynorsk');
  await call(kari.page, 'settings.set', { language: 'en' });
  await picture(kari, '/innboks', 'inbox-english');
});

test('pictures of a year', async ({ world }) => {
  test.setTimeout(600_000);
  mkdirSync(folder, { recursive: true });
  await world.serviceComes(historyUnits);
  await run(process.execPath, [join(root, 'build/demo/history/main.ts')], {
    env: {
      PATH: process.env['PATH'] ?? '',
      ...world.serviceEnvironment,
      LYTT_HISTORY_UNTIL: String(Date.now()),
    },
  });
  const kari = await world.machine('kari');
  const ola = await world.machine('ola');
  const siri = await world.machine('siri');
  const pia = await world.machine('pia');
  const named = async (page: Page, pattern: RegExp) => {
    const { themes } = await call(page, 'theme.list', {});
    const theme = themes.find(({ name }) => pattern.test(name));
    if (theme === undefined) throw new Error('no such theme');
    return `/tema/${theme.id}`;
  };
  for (const { page } of [kari, ola, siri, pia])
    await expect(async () => {
      const { themes } = await call(page, 'theme.list', {});
      expect(themes.some(({ verdict }) => verdict?.kind === 'helped')).toBe(true);
    }).toPass({ timeout: 60_000 });
  await expect(async () => {
    const { total } = await call(pia.page, 'insight.list', { limit: 1 });
    expect(total).toBeGreaterThan(8);
  }).toPass({ timeout: 60_000 });

  await picture(kari, '/', 'log-known', async (page) => {
    await page
      .getByRole('textbox', { name: 'Hva hørte du?' })
      .fill('Br. fikk sms om at meldekortet var klart, vet ikke om fristen er lørdag eller mandag');
    await expect(page.getByText('Kjent problem. Si til brukeren:')).toBeVisible();
  });
  await call(kari.page, 'draft.discard', {});
  await picture(ola, '/innboks', 'inbox-asked');
  await picture(ola, '/om-meg', 'stored');
  await picture(siri, '/oversikt', 'overview-unit', undefined, 1_000);
  await picture(pia, '/oversikt', 'overview', undefined, 860);
  await picture(pia, '/tema', 'themes');
  const helped = await named(kari.page, /meldekortet/);
  await picture(kari, helped, 'theme', undefined, 1_180);
  await picture(kari, helped, 'theme-table', (page) =>
    page.getByRole('radio', { name: 'Tabell' }).click(),
  );
  await picture(pia, await named(pia.page, /telefon/), 'theme-rising', undefined, 1_000);
});
