import type { Topic } from '../../shared/api.ts';
import { assertNever } from '../../shared/domain/assert-never.ts';
import { isOperationKind } from '../../shared/domain/operation.ts';
import type { WritableDb } from './database.ts';
import { refreshReply } from './inbox.ts';
import { refreshObservation } from './observations.ts';
import type { OutboxRow } from './operations.ts';
import { refreshProposal } from './proposals.ts';
import { refreshPlaced, refreshTheme } from './themes.ts';

/** Brings up to date what an operation is about, after the operation itself has changed or gone. Returns what to tell the page. */
export function refreshEntity(
  db: WritableDb,
  { operation, entityId }: Pick<OutboxRow, 'operation' | 'entityId'>,
): Topic[] {
  // Of a newer version that was here before: it waits, and is laid on nothing.
  if (!isOperationKind(operation.kind)) return [];
  switch (operation.kind) {
    case 'observation.log':
    case 'observation.revise':
    case 'observation.withdraw':
    case 'review.add': {
      const { mine, review } = refreshObservation(db, entityId);
      return observationTopics(mine, review);
    }
    case 'theme.create':
    case 'theme.change':
    case 'theme.merge':
    case 'theme.unmerge':
      refreshTheme(db, entityId);
      return themeTopics;
    case 'theme.split':
      refreshTheme(db, entityId);
      refreshPlaced(db, operation.insightIds);
      return themeTopics;
    case 'proposal.confirm':
      refreshTheme(db, entityId);
      refreshProposal(db, operation.proposalId);
      return themeTopics;
    case 'proposal.place':
    case 'proposal.dismiss':
      refreshProposal(db, entityId);
      return ['themes'];
    case 'theme.place':
      refreshPlaced(db, operation.insightIds);
      return themeTopics;
    case 'reply.read':
    case 'reply.answer':
      refreshReply(db, entityId);
      return ['inbox'];
    default:
      return assertNever(operation);
  }
}

/** A question or an answer to one shows in the inbox too. */
export function observationTopics(mine: boolean, review: boolean): Topic[] {
  return [
    ...(mine ? (['observations', 'inbox'] as const) : []),
    ...(review ? (['reviews'] as const) : []),
  ];
}

/** Entries name the theme they are in. */
export const themeTopics: Topic[] = ['themes', 'observations'];
