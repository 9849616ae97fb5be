import { assertNever } from '../../shared/domain/assert-never.ts';
import type { Operation } from '../../shared/domain/operation.ts';
import type { OperationResult } from '../../shared/protocol/protocol.ts';
import type { Bearer } from '../bearer.ts';
import { changing } from '../feed/changing.ts';
import type { Service } from '../service.ts';
import { appliedBefore, giveBackOperations, takeOperations } from '../store/operations.ts';
import {
  confirmProposal,
  dismissProposal,
  mergeTheme,
  placeProposal,
  splitTheme,
  unmergeTheme,
} from './curating.ts';
import { type Fault, fault } from './fault.ts';
import { hold } from './hold.ts';
import {
  addReview,
  logObservation,
  reviseObservation,
  withdrawObservation,
} from './observations.ts';
import { roleFault } from './permissions.ts';
import { changeThemeBy, createTheme, placeInTheme } from './themes.ts';
import { Workspace } from './workspace.ts';

/**
 * Applies operations in their order, in one transaction with the rows that say they were applied: all that is good about them
 * is in, or nothing is. One that is refused leaves no trace, and may be sent again.
 */
export function applyInTransaction(
  service: Service,
  bearer: Bearer,
  operations: readonly Operation[],
): Promise<OperationResult[]> {
  return changing(service, async (tx, marks) => {
    const now = new Date(service.clock());
    const fresh = await takeOperations(tx, operations, bearer.sub, now);
    const before = await appliedBefore(
      tx,
      operations.filter(({ id }) => !fresh.has(id)).map(({ id }) => id),
    );
    const mine = operations.filter(({ id }) => fresh.has(id));
    const holdings = await hold(tx, bearer, mine);
    const workspace = new Workspace(tx, bearer, now, service, marks, holdings);
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
    case 'theme.merge':
      return mergeTheme(workspace, operation);
    case 'theme.unmerge':
      return unmergeTheme(workspace, operation);
    case 'theme.split':
      return splitTheme(workspace, operation);
    case 'proposal.confirm':
      return confirmProposal(workspace, operation);
    case 'proposal.place':
      return placeProposal(workspace, operation);
    case 'proposal.dismiss':
      return dismissProposal(workspace, operation);
    case 'reply.answer': {
      const { replyId, helped, madeAt } = operation;
      const reply = workspace.ownReplies.get(replyId);
      if (reply === undefined) return fault('reply.unknown', 'replyId');
      if (reply.event !== 'asked') return fault('reply.notAsked', 'replyId');
      workspace.answerReply(replyId, helped, madeAt);
      return null;
    }
    case 'reply.read':
      if (!workspace.ownReplies.has(operation.replyId)) return fault('reply.unknown', 'replyId');
      workspace.readReply(operation.replyId, operation.madeAt);
      return null;
    default:
      return assertNever(operation);
  }
}
