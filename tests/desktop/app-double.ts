import type { App } from '../../electron/app/ports.ts';
import type { Handlers, Method, Topic } from '../../shared/api.ts';
import type { Person, Session } from '../../shared/view/session.ts';
import type { Counts } from '../../shared/view/sync.ts';

export const kari: Person = {
  id: 'kari',
  name: 'Kari Example',
  roles: ['caseworker'],
  unit: '4100',
  unitName: 'Example unit',
};
export const quiet: Counts = { waiting: 0, setAside: 0, state: 'idle', inbox: 0, review: 0 };

export function sessionOf(person: Person | null, changes: Partial<Session> = {}): Session {
  return {
    person,
    demoPeople: [],
    demo: false,
    keyHeldBy: 'keychain',
    settings: { language: 'nb', theme: 'system', singleKeys: true },
    problems: [],
    ...changes,
  };
}

/** What a host sees of the app: a test decides its answers, tells of changes, and sees what was asked of it. */
export class AppDouble implements App {
  session = sessionOf(kari);
  counts: Counts = quiet;
  answers: { -readonly [M in Method]?: Handlers[M] } = {};
  readonly calls: { readonly windowId: string; readonly method: string }[] = [];
  readonly closedWindows: string[] = [];
  readonly #listeners = new Map<string, Set<Parameters<App['onChanged']>[1]>>();
  closed = 0;
  onClose: () => Promise<void> = async () => undefined;

  handlers(windowId: string): Handlers {
    const own: Partial<Handlers> = {
      'session.get': async () => this.session,
      'counts.get': async () => this.counts,
    };
    return new Proxy({} as Handlers, {
      get: (_target, method: string) => (input: unknown) => {
        this.calls.push({ windowId, method });
        const answer = this.answers[method as Method] ?? own[method as Method];
        if (answer === undefined) throw new Error(`nothing answers ${method} in this test`);
        return (answer as (input: unknown) => Promise<unknown>)(input);
      },
    });
  }

  onChanged(windowId: string, listener: Parameters<App['onChanged']>[1]): () => void {
    const listeners = this.#listeners.get(windowId) ?? new Set();
    this.#listeners.set(windowId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
    };
  }

  /** As when something changed that the windows of `windowId` follow. */
  tell(windowId: string, ...topics: Topic[]): void {
    for (const listener of this.#listeners.get(windowId) ?? []) listener({ topics });
  }

  followers(windowId: string): number {
    return this.#listeners.get(windowId)?.size ?? 0;
  }

  closeWindow(windowId: string): void {
    this.closedWindows.push(windowId);
  }

  async close(): Promise<void> {
    this.closed++;
    await this.onClose();
  }
}
