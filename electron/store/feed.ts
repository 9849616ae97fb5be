import type { Topic } from '../../shared/api.ts';
import { LyttError } from '../../shared/domain/errors.ts';
import type { FeedPage } from '../../shared/protocol/read-peer.ts';
import type { WritableDb } from './database.ts';
import { takeFromScopesBut } from './documents.ts';
import { noteRestored } from './health/recovery-report.ts';
import { cursor, expectedServer, getMeta, serverId, setMeta } from './meta.ts';
import { beginRebuild, finishRebuild } from './rebuild.ts';
import { applyChange, dropUnscoped, Touched } from './replica.ts';
import { refreshThemes, spendPlacements } from './themes.ts';
import { indexAllWords } from './unindexed.ts';
import { dropUnreadBefore, dropUnreadBut, forgetUnread, hasUnread, putUnread } from './unread.ts';

/**
 * Takes in one page of the change feed: documents, tombstones, scopes and cursor. One that was asked for without a cursor begins
 * a rebuild: what is here stays until the new feed has been followed to its end, then goes if it was not in it; nothing made
 * here is lost. What this version can't read is kept for one that can. Returns what changed. Errors: `service.otherServer`, with nothing done, for a page of another service than the
 * one expected.
 */
export function applyFeed(db: WritableDb, page: FeedPage, at: string): Topic[] {
  const expected = expectedServer(db);
  if (expected !== null && expected !== page.serverId) throw new LyttError('service.otherServer');
  if (cursor(db) === null) beginRebuild(db, serverId(db) !== null);
  const generation = Number(getMeta(db, 'generation') ?? 0);
  const followed = new Set<string>(page.scopes);
  const touched = new Touched();
  const unreadBefore = hasUnread(db);

  for (const change of page.changes)
    if (followed.has(change.scope)) {
      applyChange(db, change, generation, touched);
      if (unreadBefore) forgetUnread(db, change);
    }
  for (const change of page.unread ?? [])
    if (followed.has(change.scope)) putUnread(db, change, generation);
  const scopes = JSON.stringify([...followed].sort());
  if (getMeta(db, 'scopes') !== scopes) {
    for (const name of takeFromScopesBut(db, followed)) dropUnscoped(db, name, touched);
    dropUnreadBut(db, followed);
    setMeta(db, 'scopes', scopes);
  }
  if (!page.more) {
    spendPlacements(db);
    if (getMeta(db, 'rebuilding') !== null) {
      dropUnreadBefore(db, generation);
      finishRebuild(db, generation, at, touched);
    }
    noteRestored(db, at);
  }
  refreshThemes(db, [...touched.themes]);
  // Nobody waits for this one.
  indexAllWords(db);
  setMeta(db, 'cursor', page.cursor);
  setMeta(db, 'serverId', page.serverId);
  if (expected === null) setMeta(db, 'adopting', null);
  return [...touched.topics];
}

/** Forgets the place in the feed: the service does not know it any more. The next page begins a rebuild. */
export function startOver(db: WritableDb): void {
  setMeta(db, 'cursor', null);
}
