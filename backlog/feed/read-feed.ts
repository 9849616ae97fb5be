import { assertNever } from '../../shared/domain/assert-never.ts';
import { LyttError } from '../../shared/domain/errors.ts';
import type { Proposal } from '../../shared/domain/proposal.ts';
import { NOTE_LIMIT } from '../../shared/domain/text.ts';
import type { Change, DocumentKind, FeedResponse, Scope } from '../../shared/protocol/protocol.ts';
import type { Bearer } from '../bearer.ts';
import type { Service } from '../service.ts';
import { inOneStatement, type Reading } from '../store/database.ts';
import { insightDocuments } from '../store/insights.ts';
import { observationDocuments } from '../store/observations.ts';
import { overviewDocuments } from '../store/overviews.ts';
import { type Polled, readPoll, type ScopeHead } from '../store/poll.ts';
import { proposalDocuments } from '../store/proposals.ts';
import { replyDocuments } from '../store/replies.ts';
import type { Standing } from '../store/server.ts';
import { themeDocuments } from '../store/themes.ts';
import { childUnits } from '../store/units.ts';
import { type Cursor, type Position, type Positions, readCursor, writeCursor } from './cursor.ts';
import { scopesOf } from './scopes.ts';

/** Characters of text in one answer. */
const PAGE_LIMIT = 8_000_000;

/**
 * What changed in a person's scopes after `cursor` (null: from the beginning), all of one moment. A scope that she has gained
 * since comes from its beginning; one that she has lost is left out. Throws `feed.startOver`, `service.otherServer`,
 * `service.restored`.
 */
export async function readFeed(
  service: Service,
  bearer: Bearer,
  cursor: string | null,
  limit: number,
): Promise<FeedResponse> {
  const known = cursor === null ? null : readCursor(bearer.sub, cursor);
  const positions: Positions = known?.positions ?? new Map();
  const own = scopesOf(bearer, []);
  const polled = await inOneStatement(service.pool, (tx) =>
    readPoll(tx, {
      scopes: own,
      parent: unitLookedDownFrom(bearer),
      positions: numbersIn(positions, own),
      checkpoint: known?.checkpoint ?? null,
      limit,
    }),
  );
  const { standing, rows } = polled;
  if (known !== null) refuseForeign(known, standing);
  const scopes = scopesOf(bearer, polled.children);
  const heads = new Map(polled.heads.map((head) => [head.scope, head]));
  const before = positionsIn(scopes, heads, positions);
  const changes = withinSize(await changesOf(polled));
  const whole = rows.length < limit && changes.length === rows.length;
  const after = whole ? atEnd(before, heads) : upTo(before, changes);
  for (const { kind } of changes) service.metrics.changes.inc({ kind });
  return {
    serverId: standing.serverId,
    scopes,
    changes,
    cursor: writeCursor(standing, bearer.sub, after),
    more: scopes.some((scope) => (after.get(scope)?.after ?? 0) < (heads.get(scope)?.last ?? 0)),
  };
}

/** What she may follow now. */
export async function followedScopes(tx: Reading, bearer: Bearer): Promise<Scope[]> {
  const unit = unitLookedDownFrom(bearer);
  return scopesOf(bearer, unit === null ? [] : await childUnits(tx, unit));
}

/** Hers, where she also follows what has come up from the units under it. */
function unitLookedDownFrom({ unit, roles }: Bearer): string | null {
  return roles.includes('supervisor') ? unit : null;
}

/** A checkpoint that was made and is not there: the database is older than the cursor. So is an epoch raised by hand. */
function refuseForeign(cursor: Cursor, server: Standing): void {
  if (cursor.server !== server.serverId) throw new LyttError('service.otherServer');
  if (cursor.epoch !== server.epoch || !server.checkpointKnown)
    throw new LyttError('service.restored');
}

/**
 * A position beyond the last number given out is of a database that has been set back since. One short of tombstones that have
 * been removed, and that were there when it was begun, would never hear of what they told of.
 */
function positionsIn(scopes: readonly Scope[], heads: Heads, known: Positions): Positions {
  const positions = new Map<Scope, Position>();
  for (const scope of scopes) {
    const { last, low } = heads.get(scope) ?? nothingYet;
    const { after, begunAt } = known.get(scope) ?? { after: 0, begunAt: 0 };
    if (after > last) throw new LyttError('service.restored');
    if (after > 0 && after < low && begunAt < low) throw new LyttError('feed.startOver');
    positions.set(scope, { after, begunAt: after === 0 ? low : begunAt });
  }
  return positions;
}

type Heads = ReadonlyMap<Scope, Pick<ScopeHead, 'last' | 'low'>>;
const nothingYet = { last: 0, low: 0 };

const FROM_BELOW = /^above:\d{4}$/;

/** Of what she may follow; a cursor may hold whatever its bearer writes into it. */
function numbersIn(positions: Positions, own: readonly Scope[]): ReadonlyMap<Scope, number> {
  return new Map(
    [...positions].flatMap(([scope, { after }]) =>
      own.includes(scope) || FROM_BELOW.test(scope) ? [[scope, after]] : [],
    ),
  );
}

function upTo(before: Positions, changes: readonly Change[]): Positions {
  const positions = new Map(before);
  for (const { scope, seq } of changes)
    positions.set(scope, { begunAt: before.get(scope)?.begunAt ?? 0, after: seq });
  return positions;
}

/** All there was has been handed out. The last number may be of a tombstone that is gone: nobody would ever come to it. */
function atEnd(before: Positions, heads: Heads): Positions {
  return new Map(
    [...before].map(([scope, { begunAt }]) => [
      scope,
      { after: heads.get(scope)?.last ?? 0, begunAt },
    ]),
  );
}

/** The things as they stand now. What is marked but no longer there is gone, whoever's mark is still to come. */
async function changesOf({ rows, documents: tx }: Polled): Promise<Change[]> {
  const ids = (kind: DocumentKind) => [
    ...new Set(rows.filter((row) => row.kind === kind && !row.deleted).map(({ id }) => id)),
  ];
  const observations = byId(await observationDocuments(tx, ids('observation')));
  const themes = byId(await themeDocuments(tx, ids('theme')));
  const insights = byId(await insightDocuments(tx, ids('insight')));
  const replies = byId(await replyDocuments(tx, ids('reply')));
  const proposals = byId(await proposalDocuments(tx, ids('proposal')));
  const overviews = byId(await overviewDocuments(tx, ids('overview')));
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
      const [proposal, overview] = [proposals.get(id), overviews.get(id)];
      if (row.kind === 'proposal' && proposal !== undefined)
        return { ...at, kind: 'proposal', document: proposalIn(scope, proposal) };
      if (row.kind === 'overview' && overview !== undefined)
        return { ...at, kind: 'overview', document: overview };
    }
    return { ...at, kind: 'tombstone', of: row.kind };
  });
}

/** Those who may not read the backlog's insights are not told their names either. */
function proposalIn(scope: Scope, proposal: Proposal): Proposal {
  return scope === 'insights' ? proposal : { ...proposal, insightIds: [] };
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
    case 'proposal':
    case 'overview':
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
