import type { Person, SyncStatus } from '../../../shared/api.ts';
import type { NewId } from '../../../shared/domain/ids.ts';
import type { SessionResponse } from '../../../shared/protocol/protocol.ts';
import type { KnownPerson } from '../../store/device.ts';
import { openStore } from '../../store/open.ts';
import { operationById } from '../../store/operations.ts';
import { createSyncEngine } from '../../sync/engine.ts';
import type { QueuedOperation, SyncEngine } from '../../sync/ports.ts';
import { createTransport } from '../../sync/transport.ts';
import type { AppConfig, Notify } from '../ports.ts';
import { personFile } from './files.ts';
import { HeldStore, type StoreAccess } from './held-store.ts';
import { introducedTransport } from './introduced-transport.ts';
import { openKeyed } from './open-keyed.ts';
import { syncStore } from './sync-store.ts';
import type { Tokens } from './tokens.ts';

/** Somebody this machine knows. `subject` is the issuer's name for her. */
export type Known = Pick<KnownPerson, 'person' | 'subject'>;

/** What of the composition root's choices a person's store needs. */
export type StoreConfig = Pick<AppConfig, 'home' | 'keys' | 'clock' | 'randomBytes' | 'log'>;

/** A person's store, not opened yet. */
export function personStore(
  config: StoreConfig,
  personId: string,
  more: Pick<ConstructorParameters<typeof HeldStore>[0], 'onProblems' | 'onOpened'>,
): HeldStore {
  const { home, keys, clock, randomBytes, log } = config;
  const files = personFile(home, personId);
  return new HeldStore({
    name: 'person',
    clock,
    log,
    ...more,
    open: () =>
      openKeyed(files, home, keys, randomBytes, (key) =>
        openStore({
          file: files.file,
          key,
          backupFile: files.backupFile,
          onSlow: (kind, milliseconds) =>
            log('store.slow', { store: 'person', kind, milliseconds: Math.round(milliseconds) }),
        }),
      ),
  });
}

export interface AccountOptions {
  readonly config: AppConfig;
  readonly known: Known;
  readonly tokens: Tokens;
  readonly newId: NewId;
  readonly notify: Notify;
  /** Her roles, unit or name are others than they were. */
  readonly onPerson: (known: Known) => void;
}

/** A person signed in on this machine: her store, her sync engine, whether or not a window shows her. */
export class Account {
  readonly id: string;
  readonly tokens: Tokens;
  readonly newId: NewId;
  readonly store: HeldStore;
  readonly notify: Notify;
  readonly #options: AccountOptions;
  #known: Known;
  #engine: SyncEngine | null = null;
  #stopped = false;
  #nudge: NodeJS.Immediate | null = null;
  /** Operations made since the start that have not left this machine. */
  readonly #kept = new Set<string>();

  constructor(options: AccountOptions) {
    const { config, known, notify } = options;
    this.#options = options;
    this.#known = known;
    this.id = known.person.id;
    this.tokens = options.tokens;
    this.newId = options.newId;
    this.notify = notify;
    this.store = personStore(config, this.id, {
      onProblems: () => notify(['session']),
      onOpened: (access) => this.#run(access),
    });
  }

  get person(): Person {
    return this.#known.person;
  }

  #run(access: StoreAccess): void {
    if (this.#stopped) return;
    const { clock, randomBytes, log, fetch, timers, pollMs, backlogUrl } = this.#options.config;
    const waits = timers === undefined ? {} : { timers };
    const transport = createTransport({
      baseUrl: backlogUrl,
      fetch,
      token: this.tokens.bearer,
      ...waits,
    });
    this.#engine = createSyncEngine({
      store: syncStore(access),
      transport: introducedTransport({
        transport,
        clock,
        onSession: (session) => this.#meet(session),
        bearer: this.tokens.bearer,
        leaving: (operations) => this.#leaving(access, operations),
      }),
      clock,
      randomBytes,
      notify: this.notify,
      log,
      ...waits,
      ...(pollMs === undefined ? {} : { pollMs }),
    });
    this.#engine.start();
  }

  /** Those that have not been taken back since they were chosen; once told, they count as sent. */
  #leaving(access: StoreAccess, operations: readonly QueuedOperation[]): QueuedOperation[] {
    const still = access.read((db) =>
      operations.filter(({ id }) => !this.#kept.has(id) || operationById(db, id) !== undefined),
    );
    for (const { id } of operations) this.#kept.delete(id);
    return still;
  }

  /** The service says who she is to it. */
  #meet({ roles, unit, unitName }: SessionResponse): void {
    const { person, subject } = this.#known;
    this.become({ person: { ...person, roles, unit, unitName }, subject });
  }

  become(known: Known): void {
    const before = JSON.stringify(this.#known);
    this.#known = known;
    if (JSON.stringify(known) !== before) this.#options.onPerson(known);
  }

  /** An operation was queued: it goes out soon, but not before the one who made it has her answer. */
  queued(operationIds: readonly string[]): void {
    for (const id of operationIds) this.#kept.add(id);
    this.nudge();
  }

  nudge(): void {
    if (this.#nudge !== null || this.#stopped) return;
    this.#nudge = setImmediate(() => {
      this.#nudge = null;
      this.#engine?.nudge();
    });
  }

  /** Certain that the service has not seen it. False where that can't be known. */
  neverLeft(operationId: string): boolean {
    return this.#kept.has(operationId);
  }

  async tryNow(): Promise<void> {
    await this.#engine?.tryNow();
  }

  syncState(): Pick<SyncStatus, 'state' | 'nextTryAt'> {
    return this.#engine?.state() ?? { state: 'signed_out', nextTryAt: null };
  }

  /** Once resolved, nothing of hers is touched. `why`: what calls that were under way are told. */
  async stop(why: 'session.signedOut' | 'app.unreachable'): Promise<void> {
    this.#stopped = true;
    if (this.#nudge !== null) clearImmediate(this.#nudge);
    this.tokens.close();
    await this.#engine?.stop();
    this.store.close(why);
  }
}
