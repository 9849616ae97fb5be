import { createHash } from 'node:crypto';
import type { Clock, RandomBytes } from '../../shared/domain/ids.ts';

/** A ticket nobody used is worth nothing after a day, and so is a session nobody came back to. */
const LIFE_MS = 24 * 60 * 60_000;
/** More than a person opens; a loop that asks for them can't fill the memory. */
const MOST = 32;
const SECRET_BYTES = 32;

/** One browser that was let in. */
export interface DoorSession {
  /** The app's name for it; unlike the cookie it may be logged. */
  readonly windowId: string;
}

/** Who may come in: whoever shows a ticket once, and from then on the cookie it was exchanged for. */
export interface Door {
  /** A new ticket, good for one entry within a day. */
  ticket(): string;
  /** Uses a ticket up. False for one that is used, too old or none of ours. */
  spend(ticket: string): boolean;
  /** Begins a session and returns its cookie value. */
  enter(): string;
  /** The session of a cookie value, or null. Being asked for keeps a session alive. */
  session(cookie: string): DoorSession | null;
  /** Ends sessions that nobody came back to; `inUse` are kept. */
  sweep(inUse: (windowId: string) => boolean): void;
  /** Ends every session. */
  close(): void;
}

interface Kept extends DoorSession {
  lastSeen: number;
}

/** `onEnd` is told of every session that ends, once. Secrets are kept as hashes. */
export function makeDoor(
  clock: Clock,
  randomBytes: RandomBytes,
  onEnd: (windowId: string) => void,
): Door {
  const tickets = new Map<string, number>();
  const sessions = new Map<string, Kept>();
  const secret = () => Buffer.from(randomBytes(SECRET_BYTES)).toString('base64url');

  function end(key: string, { windowId }: Kept): void {
    sessions.delete(key);
    onEnd(windowId);
  }

  return {
    ticket() {
      const ticket = secret();
      dropFirst(tickets, (key) => tickets.delete(key));
      tickets.set(hashOf(ticket), clock());
      return ticket;
    },
    spend(ticket) {
      const key = hashOf(ticket);
      const made = tickets.get(key);
      tickets.delete(key);
      return made !== undefined && clock() - made <= LIFE_MS;
    },
    enter() {
      const cookie = secret();
      dropFirst(sessions, end);
      const windowId = `browser-${Buffer.from(randomBytes(8)).toString('hex')}`;
      sessions.set(hashOf(cookie), { windowId, lastSeen: clock() });
      return cookie;
    },
    session(cookie) {
      const key = hashOf(cookie);
      const kept = sessions.get(key);
      if (kept === undefined) return null;
      kept.lastSeen = clock();
      // Kept in the order of use, so that the first is the one to go when there are too many.
      sessions.delete(key);
      sessions.set(key, kept);
      return kept;
    },
    sweep(inUse) {
      for (const [key, kept] of sessions)
        if (clock() - kept.lastSeen > LIFE_MS && !inUse(kept.windowId)) end(key, kept);
    },
    close() {
      tickets.clear();
      for (const [key, kept] of sessions) end(key, kept);
    },
  };
}

/** Makes room for one more. */
function dropFirst<V>(map: ReadonlyMap<string, V>, drop: (key: string, value: V) => void): void {
  const [first] = map;
  if (first !== undefined && map.size >= MOST) drop(...first);
}

function hashOf(value: string): string {
  return createHash('sha256').update(value).digest('base64');
}

/** The value of a cookie in a Cookie header, or null. */
export function cookieValue(header: string | undefined, name: string): string | null {
  for (const pair of header?.split(';') ?? []) {
    const [key, value] = pair.trim().split(/=(.*)/s);
    if (key === name && value !== undefined) return value;
  }
  return null;
}
