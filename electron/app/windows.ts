import { type ChangedEvent, type Topic, topics } from '../../shared/api.ts';
import type { Log } from './ports.ts';

type Listener = (event: ChangedEvent) => void;

interface Window {
  personId: string | null;
  readonly listeners: Set<Listener>;
}

/** Which person each window of the host shows. A window comes into being when it is first heard of. */
export class Windows {
  readonly #windows = new Map<string, Window>();
  readonly #firstPerson: () => string | null;
  readonly #log: Log;

  constructor(firstPerson: () => string | null, log: Log) {
    this.#firstPerson = firstPerson;
    this.#log = log;
  }

  personOf(windowId: string): string | null {
    return this.#window(windowId).personId;
  }

  /** Whether a window that listens shows her. */
  isShown(personId: string): boolean {
    for (const window of this.#windows.values())
      if (window.personId === personId && window.listeners.size > 0) return true;
    return false;
  }

  /** A window that has gone meanwhile is not brought back. */
  show(windowId: string, personId: string | null): void {
    const window = this.#windows.get(windowId);
    if (window !== undefined) window.personId = personId;
  }

  /** Windows that show nobody show whom a new one would; for when it turns out late who is signed in. */
  fill(): void {
    const personId = this.#firstPerson();
    for (const [windowId, window] of this.#windows) {
      if (window.personId !== null || personId === null) continue;
      window.personId = personId;
      this.tell(windowId, topics);
    }
  }

  /** No window shows her any more. Returns those that did. */
  leave(personId: string): string[] {
    const left: string[] = [];
    for (const [windowId, window] of this.#windows)
      if (window.personId === personId) {
        window.personId = null;
        left.push(windowId);
      }
    return left;
  }

  listen(windowId: string, listener: Listener): () => void {
    const { listeners } = this.#window(windowId);
    // Of its own, so that one function may listen twice.
    const own: Listener = (event) => listener(event);
    listeners.add(own);
    return () => listeners.delete(own);
  }

  close(windowId: string): void {
    this.#windows.delete(windowId);
  }

  tell(windowId: string, changed: readonly Topic[]): void {
    for (const listener of [...(this.#windows.get(windowId)?.listeners ?? [])])
      try {
        listener({ topics: [...changed] });
      } catch {
        // A window that can't be told must not undo, for whoever did it, what is already on the disk.
        this.#log('window.notTold');
      }
  }

  tellPerson(personId: string, changed: readonly Topic[]): void {
    for (const [windowId, window] of this.#windows)
      if (window.personId === personId) this.tell(windowId, changed);
  }

  tellAll(changed: readonly Topic[]): void {
    for (const windowId of this.#windows.keys()) this.tell(windowId, changed);
  }

  #window(windowId: string): Window {
    let window = this.#windows.get(windowId);
    if (window === undefined) {
      window = { personId: this.#firstPerson(), listeners: new Set() };
      this.#windows.set(windowId, window);
    }
    return window;
  }
}
