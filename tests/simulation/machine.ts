import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Account } from '../../electron/app/accounts/account.ts';
import { personFile } from '../../electron/app/accounts/files.ts';
import type { PersonContext } from '../../electron/app/context.ts';
import { LyttError } from '../../shared/domain/errors.ts';
import { idMaker } from '../../shared/domain/ids.ts';
import { copyAsLeft, Died, onCommit } from './disk.ts';
import { signToken } from './issuer.ts';
import type { Line, Network } from './network.ts';
import type { PersonName, SimulatedPerson } from './people.ts';
import type { Random } from './random.ts';
import type { Planned, Timeline } from './timeline.ts';

/** The key of every file of the simulation; made up. */
export const fileKey: Uint8Array = new Uint8Array(32).fill(11);

export interface MachineOptions {
  /** `kari-2`. */
  readonly name: string;
  readonly owner: PersonName;
  readonly timeline: Timeline;
  readonly network: Network;
  readonly random: Random;
  /** A folder of its own. */
  readonly folder: string;
  /** An empty store, as a first start makes it. */
  readonly template: string;
  readonly pollMs: number;
  readonly pushLimit: number;
  /** How long her tokens last, in milliseconds. */
  readonly tokenLife: number;
  /** Who the issuer says she is just now. */
  readonly claims: () => SimulatedPerson;
  /** The app has died; someone may start it again. */
  readonly died: (machine: Machine) => void;
}

/** A machine of one person: the app on it, which may die and be started again, and its file, which stays. */
export class Machine {
  readonly name: string;
  readonly owner: PersonName;
  readonly #options: MachineOptions;
  #starts = 0;
  #file: string;
  #account: Account | null = null;
  #line: Line | null = null;
  readonly #waits = new Set<Planned>();
  #token: { readonly bearer: string; readonly expiresAt: number } | null = null;
  #diesAt: number | null = null;
  /** Milliseconds that its clock is ahead. */
  ahead = 0;
  /** A new login is needed before she has a token again. */
  signedOut = false;
  issuerIsDown = false;

  constructor(options: MachineOptions) {
    this.name = options.name;
    this.owner = options.owner;
    this.#options = options;
    this.#file = this.#fileOfStart(0);
    mkdirSync(dirname(this.#file), { recursive: true });
    copyFileSync(options.template, this.#file);
  }

  get account(): Account | null {
    return this.#account;
  }

  /** The app where it runs. */
  get running(): Account {
    if (this.#account === null) throw new Error(`${this.name} is not running`);
    return this.#account;
  }

  readonly clock = (): number => this.#options.timeline.now + this.ahead;

  #homeOfStart(start: number): string {
    return join(this.#options.folder, String(start));
  }

  #fileOfStart(start: number): string {
    return personFile(this.#homeOfStart(start), this.owner).file;
  }

  async start(): Promise<void> {
    if (this.#account !== null) return;
    const { timeline, network, random, pollMs, pushLimit, claims } = this.#options;
    const line: Line = { name: this.name, alive: true };
    const { sub, roles, unit } = claims();
    const account = new Account({
      config: {
        home: this.#homeOfStart(this.#starts),
        backlogUrl: 'http://service.invalid',
        issuer: 'http://issuer.invalid',
        clientId: 'lytt',
        audience: 'lytt-backlog',
        demoPeople: null,
        keys: { kind: 'file', get: async () => fileKey, set: async () => undefined },
        clock: this.clock,
        randomBytes: random.bytes,
        fetch: network.fetchOf(line),
        timers: this.#timersOf(line),
        pollMs,
        pushLimit,
        hints: false,
        log: (event, facts) => this.#logged(line, event, facts),
        openBrowser: async () => false,
      },
      known: {
        person: { id: this.owner, name: sub, roles: [...roles], unit, unitName: null },
        subject: sub,
      },
      tokens: {
        bearer: async (refused) => this.#bearer(refused),
        signOut: async () => undefined,
        close: () => undefined,
      },
      newId: idMaker(this.clock, random.bytes),
      notify: (topics) => {
        if (line.alive) timeline.note(`${this.name} shows ${topics.join(' ')}`);
      },
      onPerson: ({ person }) => timeline.note(`${this.name} is now ${person.roles.join(' ')}`),
    });
    this.#line = line;
    this.#account = account;
    timeline.note(`${this.name} starts`);
    await account.store.ready();
    if (account.store.fault !== null) throw account.store.fault;
  }

  /** Killed, just as it stands: what is on the disk stays, all else is gone. */
  die(): void {
    const account = this.#account;
    if (account === null) return;
    this.#options.timeline.note(`${this.name} dies`);
    if (this.#line !== null) this.#line.alive = false;
    for (const wait of this.#waits) this.#options.timeline.cancel(wait);
    this.#waits.clear();
    onCommit(this.#file, null);
    this.#diesAt = null;
    this.#account = null;
    this.#line = null;
    this.#starts += 1;
    const left = this.#fileOfStart(this.#starts);
    copyAsLeft(this.#file, left);
    this.#file = left;
    // It may be in the middle of a call to it.
    setImmediate(() => account.store.close());
    this.#options.died(this);
  }

  /** Dies right after one of its next transactions has reached the disk. */
  dieAtCommit(transactions: number): void {
    if (this.#account === null) return;
    this.#diesAt = transactions;
    onCommit(this.#file, () => {
      if (this.#diesAt === null) return;
      this.#diesAt -= 1;
      if (this.#diesAt > 0) return;
      this.die();
      throw new Died();
    });
  }

  spare(): void {
    this.#diesAt = null;
    onCommit(this.#file, null);
  }

  /** It stands still from here on; what it holds can be looked at. */
  freeze(): void {
    if (this.#line !== null) this.#line.alive = false;
  }

  /** Its person asks the issuer for a token anew, whatever it has. */
  forgetToken(): void {
    this.#token = null;
  }

  /** What a use case works with, as the app makes it for a window. `queued` hears of operations too. */
  context(queued: (operationIds: readonly string[]) => void): PersonContext {
    const account = this.running;
    const context: PersonContext & { readonly similar: unknown } = {
      person: account.person,
      store: account.store,
      newId: account.newId,
      randomBytes: this.#options.random.bytes,
      now: () => new Date(this.clock()).toISOString(),
      language: () => 'nb',
      changed: account.notify,
      queued: (ids) => {
        account.queued(ids);
        queued(ids);
      },
      neverLeft: (id) => account.neverLeft(id),
      tryNow: () => account.tryNow(),
      syncState: () => account.syncState(),
      heldBy: (id) => account.heldBy(id),
      // Nobody here asks for entries like the one she writes.
      similar: { find: async () => ({ targets: [], complete: true }) },
    };
    return context;
  }

  async stop(): Promise<void> {
    if (this.#line !== null) this.#line.alive = false;
    await this.#account?.stop('app.unreachable');
    for (const wait of this.#waits) this.#options.timeline.cancel(wait);
    this.#account = null;
    onCommit(this.#file, null);
  }

  #timersOf(line: Line) {
    const { timeline } = this.#options;
    return {
      now: () => timeline.now,
      set: (run: () => void, ms: number): Planned => {
        const wait = timeline.plan(ms, () => {
          this.#waits.delete(wait);
          if (line.alive) run();
        });
        this.#waits.add(wait);
        return wait;
      },
      clear: (handle: unknown) => {
        const wait = handle as Planned;
        this.#waits.delete(wait);
        timeline.cancel(wait);
      },
    };
  }

  #bearer(refused: string | undefined): string {
    if (this.signedOut) throw new LyttError('session.signedOut');
    const { tokenLife, timeline, claims } = this.#options;
    const kept = this.#token;
    // By this machine's clock, right or wrong, as the app itself judges it.
    if (kept !== null && kept.bearer !== refused && kept.expiresAt > this.clock())
      return kept.bearer;
    if (this.issuerIsDown) throw new LyttError('session.issuerUnreachable');
    const bearer = signToken(claims(), timeline.now, tokenLife);
    this.#token = { bearer, expiresAt: this.clock() + tokenLife };
    timeline.note(`${this.name} has a fresh token`);
    return bearer;
  }

  #logged(line: Line, event: string, facts?: Readonly<Record<string, unknown>>): void {
    // How long the disk took is of the real time.
    if (!line.alive || event.startsWith('store.')) return;
    this.#options.timeline.note(`${this.name} ${event} ${JSON.stringify(facts ?? {})}`);
  }
}
