import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  test as base,
  type ElectronApplication,
  _electron as electron,
  expect,
  type Page,
} from '@playwright/test';
import type { Bridge } from '../../shared/api.ts';
import { noTags } from '../../shared/domain/tags.ts';
import { ground, stagedApp } from './ground.ts';

const runtime = ground();
const person = {
  id: 'kari',
  subject: 'kari',
  name: 'Kari Eksempel',
  roles: ['caseworker'],
  unit: '4100',
  unitName: 'Eksempelvik',
};

interface Desktop {
  readonly app: ElectronApplication;
  readonly page: Page;
}

/** Starts the app on a data folder of the test's own, with a service that does not answer; ends what is left of it. */
const test = base.extend<{
  home: string;
  start: () => Promise<Desktop>;
  /** A server that is not ours, and how often it was asked. */
  outside: { readonly address: string; readonly requests: number };
}>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs from here.
  outside: async ({}, use) => {
    let requests = 0;
    const server = createServer((_request, response) => {
      requests++;
      response.end();
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const { port } = server.address() as AddressInfo;
    await use({
      address: `http://127.0.0.1:${port}/`,
      get requests() {
        return requests;
      },
    });
    server.close();
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs from here.
  home: async ({}, use) => {
    const home = mkdtempSync(join(tmpdir(), 'lytt-electron-'));
    await use(home);
    rmSync(home, { recursive: true, force: true });
  },
  start: async ({ home }, use) => {
    const started: ElectronApplication[] = [];
    await use(async () => {
      const app = await electron.launch(launch(home));
      started.push(app);
      return { app, page: await app.firstWindow() };
    });
    await Promise.all(started.map((app) => app.close().catch(() => undefined)));
  },
});

test.skip(typeof runtime === 'string', `${runtime}`);

function launch(home: string) {
  // Chromium starts no sandbox of its own for root.
  const flags = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return {
    executablePath: typeof runtime === 'string' ? '' : runtime.program,
    args: [...flags, stagedApp],
    env: {
      ...(process.env as Record<string, string>),
      LYTT_HOME: home,
      LYTT_BACKLOG_URL: 'http://127.0.0.1:9/',
      LYTT_ISSUER: 'http://127.0.0.1:9/',
      LYTT_CLIENT_ID: 'lytt',
      LYTT_AUDIENCE: 'lytt',
      LYTT_KEYS: 'file',
      LYTT_DEMO: JSON.stringify([person]),
    },
  };
}

/** Calls the app as the page does, over the preload's bridge. */
function call(page: Page, method: string, input: unknown) {
  return page.evaluate(
    ([name, given]) => {
      const { lytt } = window as unknown as { lytt: Bridge };
      return lytt.call(name as string, given);
    },
    [method, input] as const,
  );
}

const words = 'Fikk ikke lastet opp vedlegget, prøvde tre ganger';
const log = (page: Page) =>
  call(page, 'observation.log', { text: words, workaround: null, tags: noTags, acknowledged: [] });

test('one window opens on our page, signed in, without a message in its console', async ({
  start,
}) => {
  const { app, page } = await start();
  const messages: string[] = [];
  page.on('console', (message) => messages.push(message.text()));
  page.on('pageerror', (error) => messages.push(error.message));
  expect(page.url()).toBe('app://lytt/');
  await expect(page).toHaveTitle(/Lytt/);
  await expect(page.getByText(person.name)).toBeVisible();
  expect(app.windows()).toHaveLength(1);
  await page.reload();
  await expect(page.getByText(person.name)).toBeVisible();
  expect(messages).toEqual([]);
});

test('the page is sandboxed, isolated, and has nothing of Node', async ({ start }) => {
  const { app, page } = await start();
  const found = await page.evaluate(() =>
    ['process', 'require', 'module', 'Buffer', 'global', '__dirname'].filter(
      (name) => name in globalThis,
    ),
  );
  expect(found).toEqual([]);
  expect(
    await page.evaluate(() => Object.keys((window as unknown as { lytt: Bridge }).lytt).sort()),
  ).toEqual(['call', 'host', 'onChanged']);
  const metrics = await app.evaluate(({ app: main }) =>
    main.getAppMetrics().map(({ type, sandboxed }) => ({ type, sandboxed })),
  );
  // For root there is no sandbox to look for.
  if (process.getuid?.() !== 0 && process.platform !== 'linux')
    for (const { type, sandboxed } of metrics) if (type === 'Tab') expect(sandboxed).toBe(true);
});

test('the page reaches nothing, opens nothing, runs nothing that is not its own', async ({
  start,
  outside,
}) => {
  const { app, page } = await start();
  const outcome = await page.evaluate(async (address) => {
    const script = document.createElement('script');
    script.textContent = 'window.injected = true';
    document.head.append(script);
    const reached = await fetch(address, { mode: 'no-cors' }).then(
      () => true,
      () => false,
    );
    const opened = window.open(address) !== null;
    location.href = address;
    return { reached, opened, injected: 'injected' in window };
  }, outside.address);
  expect(outcome).toEqual({ reached: false, opened: false, injected: false });
  // A round trip to the app: what the page tried has been dealt with before it.
  expect(await call(page, 'session.get', {})).toMatchObject({ ok: true });
  expect([page.url(), app.windows().length, outside.requests]).toEqual(['app://lytt/', 1, 0]);
  expect(await page.evaluate(() => Notification.permission)).not.toBe('granted');
});

test('every answer carries the security policy; what is not the page’s is not there', async ({
  start,
}) => {
  const { page } = await start();
  const answers = await page.evaluate(async () => {
    const ask = async (path: string, method = 'GET') => {
      const answer = await fetch(path, { method });
      return [answer.status, answer.headers.get('content-security-policy') !== null];
    };
    return {
      page: await ask('/'),
      head: await ask('/', 'HEAD'),
      post: await ask('/', 'POST'),
      outside: await ask('/..%2felectron%2fmain.js'),
    };
  });
  expect(answers).toEqual({
    page: [200, true],
    head: [200, true],
    post: [405, true],
    outside: [404, true],
  });
});

test('what is saved survives the app being killed', async ({ start }) => {
  const first = await start();
  expect(await log(first.page)).toMatchObject({ ok: true, value: { text: words } });
  first.app.process().kill('SIGKILL');
  await first.app.waitForEvent('close');
  const again = await start();
  expect(await call(again.page, 'observation.list', { query: 'vedlegget' })).toMatchObject({
    ok: true,
    value: { total: 1, entries: [{ text: words, state: 'waiting' }] },
  });
});

test('the page is told of changes', async ({ start }) => {
  const { page } = await start();
  const heard = page.evaluate(
    () =>
      new Promise<readonly string[]>((resolve) => {
        const stop = (window as unknown as { lytt: Bridge }).lytt.onChanged(({ topics }) => {
          if (!topics.includes('observations')) return;
          stop();
          resolve(topics);
        });
      }),
  );
  await log(page);
  expect(await heard).toContain('observations');
});

test('bad input and unknown methods are refused by the app', async ({ start }) => {
  const { page } = await start();
  expect(await call(page, 'observation.log', { text: '' })).toMatchObject({ ok: false });
  expect(await call(page, 'toString', {})).toEqual({
    ok: false,
    error: { code: 'input.invalid', field: 'method', params: null },
  });
});

test('a second start brings the first one up and ends', async ({ start, home }) => {
  const { app } = await start();
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
  const { executablePath, args, env } = launch(home);
  const second = spawn(executablePath, args, { env, stdio: 'ignore' });
  expect(await new Promise((resolve) => second.once('exit', resolve))).toBe(0);
  await expect
    .poll(() =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized()),
    )
    .toBe(false);
  expect(app.windows()).toHaveLength(1);
});
