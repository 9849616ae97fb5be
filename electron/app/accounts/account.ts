import { topics } from '../../../shared/api.ts';
import { type ErrorCode, LyttError } from '../../../shared/domain/errors.ts';
import type { NewId } from '../../../shared/domain/ids.ts';
import { defaultRetention } from '../../../shared/domain/retention.ts';
import type { PersonExport } from '../../../shared/protocol/person-export.ts';
import type { SessionResponse } from '../../../shared/protocol/protocol.ts';
import { PROTOCOL } from '../../../shared/protocol/versions.ts';
import type { Person } from '../../../shared/view/session.ts';
import type { SyncStatus } from '../../../shared/view/sync.ts';
import type { KnownPerson } from '../../store/device.ts';
import type { FileWorker } from '../../store/health/file-worker.ts';
import { restoredAt } from '../../store/health/recovery-report.ts';
import { TombstoneList } from '../../store/health/tombstones.ts';
import { expectedServer } from '../../store/meta.ts';
import { openStore } from '../../store/open.ts';
import { operationById } from '../../store/operations.ts';
import { lastAcknowledged } from '../../store/send-again.ts';
import { hasUnread, replayUnread } from '../../store/unread.ts';
import { createSyncEngine } from '../../sync/engine.ts';
import { createHintSource } from '../../sync/hints.ts';
import type { QueuedOperation, SyncEngine } from '../../sync/ports.ts';
import { createTransport } from '../../sync/transport.ts';
import { takeInSome } from '../fresh-words.ts';
import type { AppConfig, Log, Notify } from '../ports.ts';
import { FileKeeper } from './file-keeper.ts';
import { personFile } from './files.ts';
import { ForeignWrites } from './foreign-writes.ts';
import { asFault, HeldStore, type HeldStoreOptions, type StoreAccess } from './held-store.ts';
import { introducedTransport } from './introduced-transport.ts';
import { openKeyed } from './open-keyed.ts';
import { Problems } from './problems.ts';
import { RepeatWithdrawals } from './repeat-withdrawals.ts';
import { RetentionKeeper } from './retention.ts';
import { syncStore } from './sync-store.ts';
import type { Tokens } from './tokens.ts';

/** Somebody this machine knows. `subject` is the issuer's name for her. */
export type Known = Pick<KnownPerson, 'person' | 'subject'>;

/** What of the composition root's choices a person's store needs. */
export type StoreConfig = Pick<
  AppConfig,
  'home' | 'keys' | 'clock' | 'randomBytes' | 'log' | 'timers'
>;

/** A person's store, not opened yet. `worker` null: nobody looks after the file; a command's short use needs nobody. */
export function personStore(
  config: StoreConfig,
  personId: string,
  worker: FileWorker | null,
  more: Pick<HeldStoreOptions, 'onProblems' | 'onOpened'>,
): HeldStore {
  const { home, keys, clock, randomBytes, log, timers } = config;
  const files = personFile(home, personId);
  const keeper =
    worker === null
      ? null
      : new FileKeeper({
          ...{ kind: 'person', files, worker, clock, log, timers },
          restoredAt: () => held.read(restoredAt),
        });
  const withdrawn = new TombstoneList(files.file);
  const held: HeldStore = new HeldStore({
    name: 'person',
    clock,
    timers,
    log,
    keeper,
    onWordsGone: (access) => noteWithdrawn(access, withdrawn, log),
    onPause: takeInSome,
    ...more,
    open: () =>
      openKeyed(files, home, keys, randomBytes, (key) => {
        keeper?.before(key);
        return openStore({
          file: files.file,
          key,
          copies: { folder: files.copiesFolder, now: () => new Date(clock()).toISOString() },
          onSlow: (kind, milliseconds) =>
            log('store.slow', { store: 'person', kind, milliseconds: Math.round(milliseconds) }),
        });
      }),
  });
  return held;
}

/** Where it can't be written down it is told of again with the next: the store itself has it meanwhile. */
function noteWithdrawn(access: StoreAccess, withdrawn: TombstoneList, log: Log): void {
  try {
    access.read((db) => withdrawn.note(db));
  } catch (error) {
    log('store.withdrawnNotNoted', { code: asFault(error).code });
  }
}

/** States of sync that the whole app should tell of. */
const problemOfState: ReadonlyMap<SyncStatus['state'], ErrorCode> = new Map([
  ['other_server', 'service.otherServer'],
  ['restored', 'service.restored'],
  ['app_too_old', 'protocol.appTooOld'],
  ['service_too_old', 'protocol.serviceTooOld'],
]);

export interface AccountOptions {
  readonly config: AppConfig;
  readonly known: Known;
  readonly tokens: Tokens;
  readonly newId: NewId;
  readonly notify: Notify;
  /** Looks after her file. Without: nobody does, and nothing in it is deleted by age. */
  readonly worker?: FileWorker;
  /** Whether a window shows her. Without: none does. */
  readonly isShown?: () => boolean;
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
  /** What keeps her sync from going on until somebody does something about it. */
  readonly syncProblems: Problems;
  readonly #options: AccountOptions;
  readonly #foreign: ForeignWrites;
  readonly #retention: RetentionKeeper;
  #known: Known;
  #engine: SyncEngine | null = null;
  #withdrawals: RepeatWithdrawals | null = null;
  #askService: (() => Promise<PersonExport>) | null = null;
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
    this.syncProblems = new Problems(config.clock, () => notify(['session']));
    this.store = personStore(config, this.id, options.worker ?? null, {
      onProblems: () => notify(['session']),
      onOpened: (access) => this.#opened(access),
    });
    this.#foreign = new ForeignWrites({
      version: () => this.store.dataVersion(),
      isShown: options.isShown ?? (() => false),
      onWrite: () => this.#takeNotice(),
      timers: config.timers,
    });
    this.#retention = new RetentionKeeper({
      store: this.store,
      retention: config.retention ?? defaultRetention,
      notify,
      clock: config.clock,
      log: config.log,
      timers: config.timers,
    });
  }

  get person(): Person {
    return this.#known.person;
  }

  #opened(access: StoreAccess): void {
    if (this.#stopped) return;
    if (this.#engine === null) {
      this.#run(access);
      if (this.#options.isShown !== undefined) this.#foreign.start();
      if (this.#options.worker !== undefined) this.#retention.start();
      return;
    }
    // Opened anew after a recovery: all of it may be other than it was, and the service is asked for what is missing.
    this.notify(topics);
    void this.#engine.tryNow();
  }

  /** Another process has written in her file, an import say. */
  #takeNotice(): void {
    this.notify(topics);
    this.nudge();
  }

  #run(access: StoreAccess): void {
    const { config } = this.#options;
    const { clock, randomBytes, log, fetch, timers, pollMs, pushLimit, backlogUrl } = config;
    const waits = timers === undefined ? {} : { timers };
    const { protocol: versions = PROTOCOL } = config;
    let version = versions.max;
    const way = {
      baseUrl: backlogUrl,
      fetch,
      token: this.tokens.bearer,
      server: () => access.read(expectedServer),
      version: () => version,
      ...waits,
    };
    const transport = createTransport(way);
    this.#askService = () => transport.personExport();
    const source = { ...way, randomBytes, log };
    this.#withdrawals = new RepeatWithdrawals({ store: access, transport, log });
    this.#engine = createSyncEngine({
      store: syncStore(access),
      transport: introducedTransport({
        transport,
        clock,
        onSession: (session) => this.#meet(session),
        versions,
        onVersion: (agreed) => {
          version = agreed;
        },
        acknowledged: () => access.read(lastAcknowledged),
        bearer: this.tokens.bearer,
        leaving: (operations) => this.#leaving(access, operations),
      }),
      clock,
      randomBytes,
      notify: (topics) => {
        this.notify(topics);
        this.#tellProblems();
      },
      log,
      ...waits,
      ...(pollMs === undefined ? {} : { pollMs }),
      ...(pushLimit === undefined ? {} : { pushLimit }),
      ...(config.hints === false
        ? {}
        : { hints: (listener) => createHintSource(source, listener) }),
    });
    this.#replay(access);
    this.#engine.start();
    this.#tellProblems();
  }

  /** What an older version could not read of the feed may be readable now. */
  #replay(access: StoreAccess): void {
    try {
      if (access.read(hasUnread)) this.notify(access.write(replayUnread));
    } catch {
      // Nothing is lost: it is tried again at the next start.
      this.#options.config.log('sync.notReplayed');
    }
  }

  #tellProblems(): void {
    const { state } = this.syncState();
    for (const [held, code] of problemOfState)
      if (state === held) this.syncProblems.raise(code);
      else this.syncProblems.clear([code]);
    void this.#withdrawals?.told(state);
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

  /** All that the service holds of her. Errors: those of the way to it. */
  personExport(): Promise<PersonExport> {
    return this.#askService?.() ?? Promise.reject(new LyttError('service.unreachable'));
  }

  async tryNow(): Promise<void> {
    await this.#engine?.tryNow();
  }

  syncState(): Pick<SyncStatus, 'state' | 'nextTryAt'> {
    return this.#engine?.state() ?? { state: 'signed_out', nextTryAt: null };
  }

  /** Why the service can't take an operation just yet, or null. */
  heldBy(operationId: string): string | null {
    return this.#engine?.heldBy(operationId) ?? null;
  }

  /** Once resolved, nothing of hers is touched. `why`: what calls that were under way are told. */
  async stop(why: 'session.signedOut' | 'app.unreachable'): Promise<void> {
    this.#stopped = true;
    if (this.#nudge !== null) clearImmediate(this.#nudge);
    this.#foreign.stop();
    this.#retention.stop();
    this.tokens.close();
    await this.#engine?.stop();
    this.store.close(why);
  }
}
