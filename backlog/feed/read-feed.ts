import { assertNever } from '../../shared/domain/assert-never.ts';
import { LyttError } from '../../shared/domain/errors.ts';
import { NOTE_LIMIT } from '../../shared/domain/text.ts';
import type { Change, DocumentKind, FeedResponse, Scope } from '../../shared/protocol/protocol.ts';
import type { Bearer } from '../bearer.ts';
import type { Service } from '../service.ts';
import { inSnapshot, type Reading } from '../store/database.ts';
import { type FeedRow, feedPage, scopeHeads } from '../store/feed.ts';
import { insightDocuments } from '../store/insights.ts';
import { observationDocuments } from '../store/observations.ts';
import { replyDocuments } from '../store/replies.ts';
import { type Server, serverOf } from '../store/server.ts';
import { themeDocuments } from '../store/themes.ts';
import { childUnits } from '../store/units.ts';
import { type Positions, readCursor, writeCursor } from './cursor.ts';
import { scopesOf } from './scopes.ts';

/** Characters of text in one answer. */
const PAGE_LIMIT = 8_000_000;

/**
 * What changed in a person's scopes after `cursor` (null: from the beginning), all of one moment. A scope that she has gained
 * since comes from its beginning; one that she has lost is left out. Throws `feed.startOver`.
 */
export async function readFeed(
  service: Service,
  bearer: Bearer,
  cursor: string | null,
  limit: number,
): Promise<FeedResponse> {
  const page = await inSnapshot(service.pool, async (tx) => {
    const server = await serverOf(tx);
    const children =
      bearer.unit !== null && bearer.roles.includes('supervisor')
        ? await childUnits(tx, bearer.unit)
        : [];
    const scopes = scopesOf(bearer, children);
    const heads = await scopeHeads(tx, scopes);
    const before = positionsIn(server, bearer.sub, scopes, heads, cursor);
    const changes = withinSize(await changesOf(tx, await feedPage(tx, before, limit)));
    const after = new Map(before);
    for (const { scope, seq } of changes) after.set(scope, seq);
    return {
      serverId: server.serverId,
      scopes,
      changes,
      cursor: writeCursor(server, bearer.sub, after),
      more: scopes.some((scope) => (after.get(scope) ?? 0) < (heads.get(scope) ?? 0)),
    };
  });
  for (const { kind } of page.changes) service.metrics.changes.inc({ kind });
  return page;
}

/** A position beyond the last number given out is of a database that has been set back since. */
function positionsIn(
  server: Server,
  sub: string,
  scopes: readonly Scope[],
  heads: ReadonlyMap<string, number>,
  cursor: string | null,
): Positions {
  const known: Positions = cursor === null ? new Map() : readCursor(server, sub, cursor);
  const positions = new Map<Scope, number>();
  for (const scope of scopes) {
    const position = known.get(scope) ?? 0;
    if (position > (heads.get(scope) ?? 0)) throw new LyttError('feed.startOver');
    positions.set(scope, position);
  }
  return positions;
}

/** The things as they stand now. What is marked but no longer there is gone, whoever's mark is still to come. */
async function changesOf(tx: Reading, rows: readonly FeedRow[]): Promise<Change[]> {
  const ids = (kind: DocumentKind) => [
    ...new Set(rows.filter((row) => row.kind === kind && !row.deleted).map(({ id }) => id)),
  ];
  const observations = byId(await observationDocuments(tx, ids('observation')));
  const themes = byId(await themeDocuments(tx, ids('theme')));
  const insights = byId(await insightDocuments(tx, ids('insight')));
  const replies = byId(await replyDocuments(tx, ids('reply')));
  return rows.map((row) => {
    const { scope, seq, id } = row;
    const at = { scope, seq, id };
    if (!row.deleted) {
      const [observation, theme] = [observations.get(id), themes.get(id)];
      const [insight, reply] = [insights.get(id), replies.get(id)];
      if (row.kind === 'observation' && observation !== undefined)
        return { ...at, kind: 'observation', document: observation };
      if (row.kind === 'theme' && theme !== undefined)
        return { ...at, kind: 'theme', document: theme };
      if (row.kind === 'insight' && insight !== undefined)
        return { ...at, kind: 'insight', document: insight };
      if (row.kind === 'reply' && reply !== undefined)
        return { ...at, kind: 'reply', document: reply };
    }
    return { ...at, kind: 'tombstone', of: row.kind };
  });
}

/** At least one, and no more than an answer should hold; the rest comes with the next page. */
function withinSize(changes: readonly Change[]): Change[] {
  let size = 0;
  const end = changes.findIndex((change, index) => {
    size += sizeOf(change);
    return index > 0 && size > PAGE_LIMIT;
  });
  return end === -1 ? [...changes] : changes.slice(0, end);
}

/** Roughly, in characters: only an observation's words, and a theme's changes, may be many. */
function sizeOf(change: Change): number {
  switch (change.kind) {
    case 'observation':
      return (
        change.document.revisions.reduce(
          (sum, { text, workaround, answer }) =>
            sum + text.length + (workaround?.length ?? 0) + (answer?.length ?? 0),
          0,
        ) +
        change.document.reviews.length * NOTE_LIMIT
      );
    case 'theme':
      return change.document.changes.length * NOTE_LIMIT;
    case 'insight':
    case 'reply':
    case 'tombstone':
      return 0;
    default:
      return assertNever(change);
  }
}

function byId<T extends { readonly id: string }>(documents: readonly T[]): Map<string, T> {
  return new Map(documents.map((document) => [document.id, document]));
}
