import { assertNever } from '../../shared/domain/assert-never.ts';
import type { Operation } from '../../shared/domain/operation.ts';
import type { OperationResult } from '../../shared/protocol/protocol.ts';
import type { Bearer } from '../bearer.ts';
import type { Service } from '../service.ts';
import { inTransaction, type Tx } from '../store/database.ts';
import { FeedMarks, writeFeed } from '../store/feed.ts';
import { sourcesOfInsights } from '../store/insights.ts';
import { takenIds } from '../store/observation-writes.ts';
import { holdObservations } from '../store/observations.ts';
import { appliedBefore, giveBackOperations, takeOperations } from '../store/operations.ts';
import { ownReplies } from '../store/replies.ts';
import { holdThemes } from '../store/themes.ts';
import { unitStandings } from '../store/units.ts';
import { type Fault, fault } from './fault.ts';
import {
  addReview,
  logObservation,
  reviseObservation,
  withdrawObservation,
} from './observations.ts';
import { roleFault } from './permissions.ts';
import { changeThemeBy, createTheme, placeInTheme } from './themes.ts';
import { type Holdings, Workspace } from './workspace.ts';

/**
 * Applies operations in their order, in one transaction with the rows that say they were applied: all that is good about them
 * is in, or nothing is. One that is refused leaves no trace, and may be sent again.
 */
export function applyInTransaction(
  service: Service,
  bearer: Bearer,
  operations: readonly Operation[],
): Promise<OperationResult[]> {
  return inTransaction(service.pool, async (tx) => {
    const now = new Date(service.clock());
    const fresh = await takeOperations(tx, operations, bearer.sub, now);
    const before = await appliedBefore(
      tx,
      operations.filter(({ id }) => !fresh.has(id)).map(({ id }) => id),
    );
    const mine = operations.filter(({ id }) => fresh.has(id));
    const holdings = await hold(tx, bearer, mine);
    const marks = new FeedMarks();
    const workspace = new Workspace(tx, bearer, now, service.newId, marks, holdings);
    const results: OperationResult[] = [];
    const refused: string[] = [];
    for (const operation of operations) {
      const { id } = operation;
      if (!fresh.has(id)) {
        results.push(repeated(operation, bearer, before.get(id)));
        continue;
      }
      const found = roleFault(bearer, operation) ?? (await apply(workspace, operation));
      if (found !== null) refused.push(id);
      results.push(
        found === null ? { id, outcome: 'applied' } : { id, outcome: 'rejected', ...found },
      );
    }
    await workspace.flush();
    await giveBackOperations(tx, refused);
    await writeFeed(tx, marks.all);
    return results;
  });
}

/** An id stands for one thing that one person did. */
export function repeated(
  operation: Pick<Operation, 'id' | 'kind'>,
  bearer: Bearer,
  before: { readonly kind: string; readonly sub: string } | undefined,
): OperationResult {
  const { id, kind } = operation;
  return before?.sub === bearer.sub && before.kind === kind
    ? { id, outcome: 'already_applied' }
    : { id, outcome: 'rejected', ...fault('input.invalid', 'id') };
}

async function apply(workspace: Workspace, operation: Operation): Promise<Fault | null> {
  switch (operation.kind) {
    case 'observation.log':
      return logObservation(workspace, operation);
    case 'observation.revise':
      return reviseObservation(workspace, operation);
    case 'observation.withdraw':
      return withdrawObservation(workspace, operation);
    case 'review.add':
      return addReview(workspace, operation);
    case 'theme.create':
      return createTheme(workspace, operation);
    case 'theme.change':
      return changeThemeBy(workspace, operation);
    case 'theme.place':
      return placeInTheme(workspace, operation);
    case 'reply.read':
      if (!workspace.ownReplies.has(operation.replyId)) return fault('reply.unknown', 'replyId');
      workspace.readReply(operation.replyId, operation.madeAt);
      return null;
    default:
      return assertNever(operation);
  }
}

/**
 * Loads everything the operations are about. Themes are locked before observations and both by id, always in that order, so that
 * transactions wait for one another instead of dying of it.
 */
async function hold(tx: Tx, bearer: Bearer, operations: readonly Operation[]): Promise<Holdings> {
  const observationIds = new Set<string>();
  const themeIds = new Set<string>();
  const insightIds = new Set<string>();
  const replyIds: string[] = [];
  const newIds: string[] = [];
  const units = new Set<string>();
  for (const operation of operations) {
    if (operation.unit !== null) units.add(operation.unit);
    switch (operation.kind) {
      case 'observation.log':
      case 'observation.revise':
        observationIds.add(operation.observationId);
        newIds.push(operation.revisionId);
        break;
      case 'observation.withdraw':
        observationIds.add(operation.observationId);
        break;
      case 'review.add':
        observationIds.add(operation.observationId);
        newIds.push(operation.reviewId);
        break;
      case 'theme.create':
        themeIds.add(operation.themeId);
        break;
      case 'theme.change':
        themeIds.add(operation.themeId);
        newIds.push(operation.changeId);
        break;
      case 'theme.place':
        if (operation.themeId !== null) themeIds.add(operation.themeId);
        for (const id of operation.insightIds) insightIds.add(id);
        break;
      case 'reply.read':
        replyIds.push(operation.replyId);
        break;
      default:
        assertNever(operation);
    }
  }
  const themes = await holdThemes(tx, [...themeIds]);
  for (const id of await sourcesOfInsights(tx, [...insightIds])) observationIds.add(id);
  const observations = await holdObservations(tx, [...observationIds]);
  for (const { unit } of observations) units.add(unit);
  return {
    themes,
    observations,
    standings: await unitStandings(tx, [...units], bearer.sub),
    takenIds: await takenIds(tx, newIds),
    ownReplies: await ownReplies(tx, replyIds, bearer.sub),
  };
}
