import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoAccounts } from '../../build/demo/people.ts';
import { unitNames } from '../../build/demo/units.ts';
import { deviceStore } from '../../electron/app/accounts/device.ts';
import { createApp } from '../../electron/app/compose.ts';
import { fileKeys } from '../../electron/app/keys/file-keys.ts';
import type { App, AppConfig, DemoPerson } from '../../electron/app/ports.ts';
import { personIdOf } from '../../electron/identity/person-id.ts';
import type { WritableDb } from '../../electron/store/database.ts';
import { saveCredentials } from '../../electron/store/device.ts';
import { openStore } from '../../electron/store/open.ts';
import type { Handlers, Topic } from '../../shared/api.ts';

/** The demo's people as the app is told of them; their ids are short, so that tests can name them. */
export const demoPeople: readonly DemoPerson[] = demoAccounts.map(
  ({ subject, name, roles, unit }) => ({
    id: subject,
    subject,
    name,
    roles: [...roles],
    unit,
    unitName: unit === null ? null : (unitNames.get(unit) ?? null),
  }),
);

export interface TestApp {
  readonly app: App;
  readonly home: string;
  readonly config: AppConfig;
  /** Lines of the log. */
  readonly lines: string[];
  /** The contract for one window. */
  readonly window: (windowId: string) => Handlers;
  /** A window of its own that shows this demo person. */
  readonly as: (personId: string) => Promise<Handlers>;
  /** Topics a window was told of, in order, since this was called. */
  readonly heard: (windowId: string) => Topic[];
  /** Writes in a person's file as another process would: what the service says of her operations, say. */
  readonly inStore: <T>(personId: string, work: (db: WritableDb) => T) => Promise<T>;
  /** Keeps a bearer for a person, as if she had just logged in. */
  readonly keepToken: (subject: string, accessToken: string) => Promise<void>;
  /** The same app anew, over the same folder. */
  readonly restart: (changed?: Partial<AppConfig>) => Promise<TestApp>;
  readonly close: () => Promise<void>;
}

export interface TestAppOptions extends Partial<AppConfig> {
  /** Kept after `close`, for another app. */
  readonly keepHome?: boolean;
}

/** Nothing listens there: the app is offline. */
export const NOWHERE = 'http://127.0.0.1:1';

/** A real app over a folder of its own with keys in files; offline, and the demo, unless told otherwise. */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const { keepHome = options.home !== undefined, ...changed } = options;
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'lytt-app-'));
  const lines: string[] = [];
  const config: AppConfig = {
    home,
    backlogUrl: NOWHERE,
    issuer: NOWHERE,
    clientId: 'lytt',
    audience: 'api://lytt-backlog',
    demoPeople,
    keys: fileKeys(join(home, 'keys')),
    clock: () => Date.now(),
    randomBytes: (length) => randomBytes(length),
    fetch: globalThis.fetch,
    log: (event, facts) => lines.push(`${event} ${JSON.stringify(facts ?? {})}`),
    openBrowser: () => Promise.resolve(false),
    ...changed,
  };
  const app = await createApp(config);
  const close = async () => {
    await app.close();
    if (!keepHome) rmSync(home, { recursive: true, force: true });
  };
  return {
    app,
    home,
    config,
    lines,
    window: (windowId) => app.handlers(windowId),
    async as(personId) {
      const handlers = app.handlers(`window of ${personId}`);
      await handlers['session.switchTo']({ personId });
      return handlers;
    },
    heard(windowId) {
      const topics: Topic[] = [];
      app.onChanged(windowId, (event) => topics.push(...event.topics));
      return topics;
    },
    async inStore(personId, work) {
      const key = await config.keys.get(`person-${personId}`);
      if (key === null) throw new Error('she has no store yet');
      const store = openStore({ file: join(home, 'people', `${personId}.db`), key });
      try {
        return store.write(work);
      } finally {
        store.close();
      }
    },
    async keepToken(subject, accessToken) {
      const device = deviceStore(config, null, { onProblems: () => undefined });
      await device.ready();
      const expiresAt = new Date(config.clock() + 3_600_000).toISOString();
      device.write((db) =>
        saveCredentials(db, personIdOf(config.issuer, subject), {
          accessToken,
          expiresAt,
          refreshToken: null,
        }),
      );
      device.close();
    },
    async restart(changedAgain) {
      await app.close();
      return startTestApp({ ...options, ...changedAgain, home, keepHome });
    },
    close,
  };
}
