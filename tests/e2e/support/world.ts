import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Browser,
  type BrowserContextOptions,
  chromium,
  type LaunchOptions,
  type Page,
  test as plainTest,
} from '@playwright/test';
import { type DemoAccount, demoAccounts } from '../../../build/demo/people.ts';
import { type DemoUnit, demoUnits, unitNames } from '../../../build/demo/units.ts';
import { withClient } from '../../../build/postgres/cluster.ts';
import { freePort } from '../../../build/support/ports.ts';
import type { DemoPerson } from '../../../electron/app/ports.ts';
import { personIdOf } from '../../../electron/identity/person-id.ts';
import { type Program, startProgram } from './processes.ts';

const CLIENT_ID = 'lytt-app';
const AUDIENCE = 'api://lytt-backlog';
const REVIEW_LIMIT_HOURS = 72;

/** One caseworker's machine: the app with its own encrypted files, and the browser windows on it. */
export interface Machine {
  readonly home: string;
  readonly page: Page;
  /** Ends the app as a crash does; its page stays open, as a browser's would. */
  crash(): Promise<void>;
  /** Everything its app has written to where it logs. */
  said(): string;
  /** Ends the app as a crash does, starts it again on the same files, and opens the page anew. `meanwhile`: what befalls the files. */
  crashAndRestart(meanwhile?: () => void): Promise<Page>;
  /** Opens a further page of the same machine, e.g. narrow or dark. */
  open(options?: BrowserContextOptions): Promise<Page>;
}

/** `profile`: a folder where the browser keeps what it keeps for a person; without, nothing is kept. */
export interface MachineOptions extends BrowserContextOptions {
  readonly profile?: string;
}

/** A whole Lytt for one test: an issuer, a database, a service that can be away, and machines. */
export class World {
  readonly #folder = mkdtempSync(join(tmpdir(), 'lytt-e2e-'));
  readonly #browser: Browser;
  readonly #launch: LaunchOptions;
  readonly #programs: Program[] = [];
  readonly #database: { url: string; name: string; cluster: string };
  readonly #ports: { issuer: number; backlog: number };
  #backlog: Program | null = null;

  private constructor(
    browser: Browser,
    launch: LaunchOptions,
    database: { url: string; name: string; cluster: string },
    ports: { issuer: number; backlog: number },
  ) {
    this.#browser = browser;
    this.#launch = launch;
    this.#database = database;
    this.#ports = ports;
  }

  static async begin(browser: Browser, launch: LaunchOptions): Promise<World> {
    const cluster = process.env['LYTT_E2E_CLUSTER'];
    if (cluster === undefined) throw new Error('the run has no PostgreSQL');
    const name = `e_${randomBytes(6).toString('hex')}`;
    await withClient(cluster, (client) => client.query(`CREATE DATABASE ${name}`));
    const url = new URL(cluster);
    url.pathname = `/${name}`;
    const ports = { issuer: await freePort(), backlog: await freePort() };
    const world = new World(browser, launch, { url: url.href, name, cluster }, ports);
    await world.#start('build/issuer/main.ts', {
      LYTT_ISSUER_FOLDER: join(world.#folder, 'issuer'),
      LYTT_ISSUER: world.issuer,
      PORT: String(ports.issuer),
      LYTT_CLIENT_ID: CLIENT_ID,
      LYTT_AUDIENCE: AUDIENCE,
    });
    return world;
  }

  get issuer(): string {
    return `http://127.0.0.1:${this.#ports.issuer}`;
  }

  get backlogUrl(): string {
    return `http://127.0.0.1:${this.#ports.backlog}`;
  }

  /** The service becomes reachable. */
  async serviceComes(units: readonly DemoUnit[] = demoUnits): Promise<void> {
    this.#backlog = await this.#start('backlog/main.ts', {
      DATABASE_URL: this.#database.url,
      PORT: String(this.#ports.backlog),
      HOST: '127.0.0.1',
      LYTT_ISSUER: this.issuer,
      LYTT_AUDIENCE: AUDIENCE,
      LYTT_UNITS: JSON.stringify(
        units.map(({ number, name, above }) => ({
          number,
          name,
          parent: above,
          reviewLimitHours: REVIEW_LIMIT_HOURS,
        })),
      ),
    });
  }

  /** The service is gone, as in a crash. */
  async serviceGoes(): Promise<void> {
    await this.#backlog?.kill();
    this.#backlog = null;
  }

  /** A machine of its own for a demo person, with a window open on her app. */
  async machine(subject: string, options: MachineOptions = {}): Promise<Machine> {
    const home = join(this.#folder, `machine-${randomBytes(4).toString('hex')}`);
    const people = this.#people(subject);
    let app = await this.#startApp(home, people);
    let page = await this.#openPage(app, options);
    return {
      home,
      get page() {
        return page;
      },
      crash: () => app.kill(),
      said: () => app.said(),
      crashAndRestart: async (meanwhile) => {
        await page.context().close();
        await app.kill();
        meanwhile?.();
        app = await this.#startApp(home, people);
        page = await this.#openPage(app, options);
        return page;
      },
      open: async (more = {}) => {
        // The address on the ready line lets one browser in; further windows are that browser's.
        const storageState = await page.context().storageState();
        const { profile: _, ...looks } = options;
        return this.#openPage(app, { ...looks, ...more, storageState }, page.url());
      },
    };
  }

  /** What a command line needs to reach the machine's files. */
  environmentOf(machine: Machine, subject: string): Record<string, string> {
    return this.#environment(machine.home, this.#people(subject));
  }

  /** What a command of the service's operators needs. */
  get serviceEnvironment(): Record<string, string> {
    return { DATABASE_URL: this.#database.url };
  }

  /** Runs SQL against the service's database. */
  query<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return withClient(this.#database.url, async (client) => {
      const { rows } = await client.query<Row>(sql, values);
      return rows;
    });
  }

  /** What every program has said, for a report. */
  said(): string {
    return this.#programs.map((program) => program.said()).join('\n');
  }

  async end(): Promise<void> {
    for (const program of this.#programs.toReversed()) await program.stop();
    await withClient(this.#database.cluster, (client) =>
      client.query(`DROP DATABASE IF EXISTS ${this.#database.name} WITH (FORCE)`),
    );
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #people(first: string): DemoPerson[] {
    const known = demoAccounts.map((account) => this.#demoPerson(account));
    const chosen = known.find(({ subject }) => subject === first);
    if (chosen === undefined) throw new Error(`no demo person ${first}`);
    return [chosen, ...known.filter((person) => person !== chosen)];
  }

  #demoPerson({ subject, name, roles, unit }: DemoAccount): DemoPerson {
    return {
      id: personIdOf(this.issuer, subject),
      subject,
      name,
      roles: [...roles],
      unit,
      unitName: unit === null ? null : (unitNames.get(unit) ?? null),
    };
  }

  #environment(home: string, people: readonly DemoPerson[]): Record<string, string> {
    return {
      LYTT_HOME: home,
      LYTT_BACKLOG_URL: this.backlogUrl,
      LYTT_ISSUER: this.issuer,
      LYTT_CLIENT_ID: CLIENT_ID,
      LYTT_AUDIENCE: AUDIENCE,
      LYTT_DEMO: JSON.stringify(people),
      LYTT_KEYS: 'file',
      PORT: '0',
    };
  }

  #startApp(home: string, people: readonly DemoPerson[]): Promise<Program> {
    return this.#start('electron/loopback/main.ts', this.#environment(home, people));
  }

  async #start(script: string, environment: Record<string, string>): Promise<Program> {
    const program = await startProgram(script, environment);
    this.#programs.push(program);
    return program;
  }

  async #openPage(
    app: Program,
    { profile, ...options }: MachineOptions,
    address = String(app.ready['url']),
  ): Promise<Page> {
    const looks = {
      locale: 'nb-NO',
      timezoneId: 'Europe/Oslo',
      viewport: { width: 1180, height: 780 },
      ...options,
    };
    const context =
      profile === undefined
        ? await this.#browser.newContext(looks)
        : await chromium.launchPersistentContext(profile, { ...this.#launch, ...looks });
    const page = context.pages()[0] ?? (await context.newPage());
    page.on('pageerror', (error) => {
      throw error;
    });
    await page.goto(address);
    return page;
  }
}

export const test = plainTest.extend<{ world: World }>({
  world: async ({ browser, launchOptions }, use, info) => {
    const world = await World.begin(browser, launchOptions);
    await use(world);
    if (info.status !== info.expectedStatus)
      await info.attach('programs', { body: world.said(), contentType: 'text/plain' });
    await world.end();
  },
});
