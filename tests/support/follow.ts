import { listEntries } from '../../electron/store/entries.ts';
import { applyFeed } from '../../electron/store/feed.ts';
import { cursor } from '../../electron/store/meta.ts';
import type { Store } from '../../electron/store/open.ts';
import { waitingHead } from '../../electron/store/outbox.ts';
import { settle } from '../../electron/store/settle.ts';
import type { Topic } from '../../shared/api.ts';
import { Operation } from '../../shared/domain/operation.ts';
import type { Entry } from '../../shared/view/entry.ts';
import type { ModelService } from './model-service.ts';

/** When everything happens that has no time of its own. */
export const at = '2026-11-24T12:00:00.000Z';
/** The first page of any list. */
export const all = { query: null, limit: 100, offset: 0 };
/** What a caseworker may follow, and what a supervisor who also works with the backlog may. */
export const own: readonly string[] = ['person:kari', 'themes'];
export const room: readonly string[] = ['person:kari', 'themes', 'unit:9901', 'insights'];

/** Follows the feed to its end, three changes at a time. Returns what changed. */
export function follow(store: Store, service: ModelService, scopes: readonly string[]): Topic[] {
  const topics = new Set<Topic>();
  for (let more = true; more; ) {
    const page = service.changes(scopes, store.read(cursor), 3);
    for (const topic of store.write((db) => applyFeed(db, page, at))) topics.add(topic);
    more = page.more;
  }
  return [...topics];
}

/** Sends what waits and hears the answer. */
export function send(store: Store, service: ModelService, author = 'kari'): void {
  const waiting = store.read((db) => waitingHead(db, 500)).map(({ body }) => Operation.parse(body));
  const results = service.push(author, waiting);
  store.write((db) => settle(db, results, at));
}

export function entries(store: Store): Entry[] {
  return store.read((db) => listEntries(db, all).entries);
}

export function texts(store: Store): string[] {
  return entries(store).map(({ text }) => text);
}
