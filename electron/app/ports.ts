import type { ChangedEvent, Handlers, Topic } from '../../shared/api.ts';
import type { Clock, RandomBytes } from '../../shared/domain/ids.ts';
import type { Retention } from '../../shared/domain/retention.ts';
import type { Versions } from '../../shared/protocol/versions.ts';
import type { Person } from '../../shared/view/session.ts';
import type { Timers } from '../sync/timers.ts';

/** A log line: a stable event name and plain facts. Never text a person wrote, never a token. */
export type Log = (
  event: string,
  facts?: Readonly<Record<string, string | number | boolean | null>>,
) => void;

/** Where the keys of the encrypted files lie. `get` null means "none there", which is not the same as a first run. */
export interface KeyHolder {
  readonly kind: 'keychain' | 'file';
  get(name: string): Promise<Uint8Array | null>;
  set(name: string, key: Uint8Array): Promise<void>;
}

/** A demo person, known before she has ever signed in. `subject` is the development issuer's. */
export interface DemoPerson extends Person {
  readonly subject: string;
}

/** All that a composition root decides. */
export interface AppConfig {
  /** The data folder. Made if missing. */
  readonly home: string;
  readonly backlogUrl: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly audience: string;
  /** Null outside the demo. The first person is signed in at the start. */
  readonly demoPeople: readonly DemoPerson[] | null;
  readonly keys: KeyHolder;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  readonly fetch: typeof globalThis.fetch;
  /** What sync waits by. Default: the machine's own. */
  readonly timers?: Timers;
  /** Between two looks at the service when all is well, in milliseconds. Default: the engine's. */
  readonly pollMs?: number;
  /** Operations of one push at most. Default: the protocol's. */
  readonly pushLimit?: number;
  /** How long words are kept on this machine. */
  readonly retention?: Pick<Retention, 'textDays' | 'undecidedDays'>;
  /** The script of the thread that looks after the files, where the source's own is not there. */
  readonly fileWorker?: URL;
  /** The same of the thread that finds similar texts. */
  readonly similarWorker?: URL;
  /** Versions of the protocol that are spoken. Default: the code's own. */
  readonly protocol?: Versions;
  /** Whether the service tells at once what changes. Default true; without, it is only asked now and then. */
  readonly hints?: boolean;
  readonly log: Log;
  /** Opens a login page in the person's browser; false where the host can't, and the page must. */
  readonly openBrowser: (url: string) => Promise<boolean>;
}

/**
 * The app without a host. A host may show it in several windows, each with a person of its own: `windowId` is the host's
 * name for one (a session cookie's id, an Electron window).
 */
export interface App {
  handlers(windowId: string): Handlers;
  onChanged(windowId: string, listener: (event: ChangedEvent) => void): () => void;
  closeWindow(windowId: string): void;
  close(): Promise<void>;
}

/** Told of a change by anything that made one; reaches the windows of that person. */
export type Notify = (changed: readonly Topic[]) => void;
