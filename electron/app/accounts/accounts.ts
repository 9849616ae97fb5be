import { LyttError } from '../../../shared/domain/errors.ts';
import type { NewId } from '../../../shared/domain/ids.ts';
import { knownRoles, UnitNumber } from '../../../shared/domain/roles.ts';
import { Person } from '../../../shared/view/session.ts';
import type { IdentityClient } from '../../identity/identity.ts';
import { personIdOf } from '../../identity/person-id.ts';
import type { Identity } from '../../identity/ports.ts';
import type { WritableDb } from '../../store/database.ts';
import {
  findPerson,
  type KnownPerson,
  listPeople,
  savePerson,
  setSignedIn,
} from '../../store/device.ts';
import type { FileWorker } from '../../store/health/file-worker.ts';
import type { AppConfig } from '../ports.ts';
import type { Windows } from '../windows.ts';
import { Account, type Known } from './account.ts';
import { asFault, type HeldStore } from './held-store.ts';
import { credentialStore, demoTokens, type Tokens, tokensOf } from './tokens.ts';

export interface AccountsOptions {
  readonly config: AppConfig;
  readonly device: HeldStore;
  readonly identity: IdentityClient;
  readonly newId: NewId;
  readonly windows: Windows;
  /** Looks after the files. */
  readonly worker: FileWorker;
}

/** Everyone signed in on this machine. Each has her store and her sync engine, whether or not a window shows her. */
export class Accounts {
  readonly #options: AccountsOptions;
  readonly #signedIn = new Map<string, Account>();
  /** Last active first; in the demo the first of its people. */
  #first: string | null = null;
  #stopped = false;

  constructor(options: AccountsOptions) {
    this.#options = options;
  }

  /** Whom a new window shows. */
  get firstPersonId(): string | null {
    return this.#first;
  }

  get(personId: string): Account | undefined {
    return this.#signedIn.get(personId);
  }

  /** The demo's people as they are now; empty elsewhere. */
  demoPeople(): Person[] {
    return (this.#options.config.demoPeople ?? []).map(
      ({ id, name, roles, unit, unitName }) =>
        this.get(id)?.person ?? { id, name, roles, unit, unitName },
    );
  }

  /** Brings back those who were signed in when the app last ended, and in the demo its first person. */
  async restore(): Promise<void> {
    const known = this.#toRestore();
    this.#first ??= known[0]?.person.id ?? null;
    await Promise.all(known.map((one) => this.#start(one)));
  }

  #toRestore(): Known[] {
    const { config } = this.#options;
    const signedIn = this.#rememberedSignedIn();
    if (config.demoPeople === null)
      // People of the demo, or of another issuer, in the same folder: kept, and none of ours.
      return signedIn.filter(
        ({ person, subject }) => person.id === personIdOf(config.issuer, subject),
      );
    const ids = new Set(signedIn.map(({ person }) => person.id));
    return this.#demo().filter(({ person }, place) => place === 0 || ids.has(person.id));
  }

  /** Nobody, where the device's store can't be read: that is told as a problem, and must not keep the app from opening. */
  #rememberedSignedIn(): KnownPerson[] {
    const { config, device } = this.#options;
    try {
      return device.isOpen ? device.read(listPeople).filter(({ signedIn }) => signedIn) : [];
    } catch (error) {
      config.log('device.notRead', { code: asFault(error).code });
      return [];
    }
  }

  #demo(): Known[] {
    return (this.#options.config.demoPeople ?? []).map(({ subject, ...person }) => ({
      person: Person.parse(person),
      subject,
    }));
  }

  /** A login is through: she is signed in from now on. Errors: `session.forbidden` for a stranger in the demo. */
  async signedIn(identity: Identity): Promise<Account> {
    const { config } = this.#options;
    if (config.demoPeople !== null) {
      const demo = this.#demo().find(({ subject }) => subject === identity.subject);
      if (demo === undefined) throw new LyttError('session.forbidden');
      return this.#enter(demo);
    }
    return this.#enter({ person: this.#personOf(identity), subject: identity.subject });
  }

  #personOf({ personId, subject, name, roles, unit }: Identity): Person {
    const { device } = this.#options;
    const before = device.isOpen
      ? device.read((db) => findPerson(db, personId))?.person
      : undefined;
    const number = UnitNumber.safeParse(unit).data ?? null;
    return {
      id: personId,
      name: name || before?.name || subject,
      roles: knownRoles(roles),
      unit: number,
      unitName: before?.unit === number ? before.unitName : null,
    };
  }

  /** The demo's people need no login to be switched to. Errors: `session.forbidden` for anyone else. */
  async enterDemo(personId: string): Promise<Account> {
    const demo = this.#demo().find(({ person }) => person.id === personId);
    if (demo === undefined) throw new LyttError('session.forbidden');
    return this.#enter(demo);
  }

  async #enter(known: Known): Promise<Account> {
    const { id } = known.person;
    const running = this.get(id);
    if (running !== undefined && this.#options.config.demoPeople === null) running.become(known);
    const account = running ?? (await this.#start(known));
    this.#first = this.#options.config.demoPeople?.[0]?.id ?? id;
    this.#remember((db, at) => {
      savePerson(db, account.person, known.subject, at);
      setSignedIn(db, id, true);
    });
    // A new login: what waited for one goes out.
    account.nudge();
    return account;
  }

  async #start(known: Known): Promise<Account> {
    if (this.#stopped) throw new LyttError('app.unreachable');
    const running = this.get(known.person.id);
    if (running !== undefined) return running;
    const { config, newId, windows, worker } = this.#options;
    const { id } = known.person;
    const account = new Account({
      config,
      known,
      newId,
      tokens: this.#tokens(known.subject),
      worker,
      isShown: () => windows.isShown(id),
      notify: (topics) => windows.tellPerson(id, topics),
      onPerson: (changed) => {
        this.#remember((db, at) => {
          // Not a sign of life of hers.
          const { lastActiveAt = at } = findPerson(db, id) ?? {};
          savePerson(db, changed.person, changed.subject, lastActiveAt);
        });
        windows.tellPerson(id, ['session']);
      },
    });
    this.#signedIn.set(id, account);
    await account.store.ready();
    return account;
  }

  #tokens(subject: string): Tokens {
    const { config, device, identity } = this.#options;
    const identityId = personIdOf(config.issuer, subject);
    if (config.demoPeople === null) return tokensOf(identity, identityId);
    const { issuer, clientId, audience, fetch, clock, log } = config;
    const credentials = credentialStore(device);
    return demoTokens(
      { issuer, clientId, audience, fetch, clock, log, credentials },
      identityId,
      subject,
    );
  }

  /** Her tokens go, her store stays: all of it is there when she signs in again. Returns the windows that showed her. */
  async signOut(personId: string): Promise<string[]> {
    const account = this.get(personId);
    if (account === undefined) return [];
    const { config, device, windows } = this.#options;
    device.write((db) => setSignedIn(db, personId, false));
    this.#signedIn.delete(personId);
    if (config.demoPeople === null && this.#first === personId)
      this.#first = this.#signedIn.keys().next().value ?? null;
    const left = windows.leave(personId);
    // Here they are forgotten at once; the issuer may take its time.
    account.tokens
      .signOut()
      .catch((error: unknown) =>
        config.log('session.signOutFailed', { code: asFault(error).code }),
      );
    await account.stop('session.signedOut');
    return left;
  }

  /** What the device should know, but can do without for now: a fault is told as a problem. */
  #remember(work: (db: WritableDb, at: string) => void): void {
    const { device, config } = this.#options;
    const at = new Date(config.clock()).toISOString();
    try {
      device.write((db) => work(db, at));
    } catch (error) {
      config.log('device.notRemembered', { code: asFault(error).code });
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(
      [...this.#signedIn.values()].map((account) => account.stop('app.unreachable')),
    );
    this.#signedIn.clear();
  }
}
