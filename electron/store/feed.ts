import type { Topic } from '../../shared/api.ts';
import type { FeedResponse } from '../../shared/protocol/protocol.ts';
import type { WritableDb } from './database.ts';
import { takeFromScopesBut } from './documents.ts';
import { cursor, getMeta, serverId, setMeta } from './meta.ts';
import { beginRebuild, finishRebuild } from './rebuild.ts';
import { applyChange, dropUnscoped, Touched } from './replica.ts';
import { refreshThemes, spendPlacements } from './themes.ts';

/**
 * Takes in one page of the change feed: documents, tombstones, scopes and cursor. A page of another service than before, or
 * one that was asked for without a cursor, begins a rebuild: what is here stays until the new feed has been followed to its
 * end, then goes if it was not in it; nothing made here is lost. Returns what changed.
 */
export function applyFeed(db: WritableDb, page: FeedResponse, at: string): Topic[] {
  const known = serverId(db);
  if (cursor(db) === null || known !== page.serverId) beginRebuild(db, known !== null);
  const generation = Number(getMeta(db, 'generation') ?? 0);
  const followed = new Set<string>(page.scopes);
  const touched = new Touched();

  for (const change of page.changes)
    if (followed.has(change.scope)) applyChange(db, change, generation, touched);
  const scopes = JSON.stringify([...followed].sort());
  if (getMeta(db, 'scopes') !== scopes) {
    for (const name of takeFromScopesBut(db, followed)) dropUnscoped(db, name, touched);
    setMeta(db, 'scopes', scopes);
  }
  if (!page.more) {
    spendPlacements(db);
    if (getMeta(db, 'rebuilding') !== null) finishRebuild(db, generation, at, touched);
  }
  refreshThemes(db, [...touched.themes]);
  setMeta(db, 'cursor', page.cursor);
  setMeta(db, 'serverId', page.serverId);
  return [...touched.topics];
}

/** Forgets the place in the feed: the service does not know it any more. The next page begins a rebuild. */
export function startOver(db: WritableDb): void {
  setMeta(db, 'cursor', null);
}
