import type { Topic } from '../../shared/api.ts';
import { assertNever } from '../../shared/domain/assert-never.ts';
import { isWordless } from '../../shared/domain/retention.ts';
import type { Change } from '../../shared/protocol/protocol.ts';
import type { WritableDb } from './database.ts';
import {
  type DocumentName,
  isInAnyScope,
  isOwnScope,
  isUnitScope,
  putInScope,
  takeFromScope,
} from './documents.ts';
import {
  removeTakenReviews,
  removeTakenWords,
  removeWordsOfTakenReviews,
} from './expired-words.ts';
import { refreshReply } from './inbox.ts';
import { refreshInsight } from './insights.ts';
import { markWithdrawn, refreshObservation } from './observations.ts';
import { spendAcknowledged } from './operations.ts';
import { putOverview } from './overviews.ts';
import { refreshProposal } from './proposals.ts';
import { observationTopics, themeTopics } from './refresh.ts';
import { unpark } from './send-again.ts';
import { refreshTheme } from './themes.ts';

/** What has been touched, to be told and brought up to date at the end. */
export class Touched {
  readonly topics: Set<Topic> = new Set();
  /** Themes whose evidence differs from what the service counts. */
  readonly themes: Set<string> = new Set();

  tell(topics: readonly Topic[]): void {
    for (const topic of topics) this.topics.add(topic);
  }

  count(themes: readonly (string | null)[]): void {
    for (const id of themes) if (id !== null) this.themes.add(id);
  }
}

/** Takes in one thing as it now stands in one scope. */
export function applyChange(
  db: WritableDb,
  change: Change,
  generation: number,
  touched: Touched,
): void {
  const { kind, id, scope } = change;
  if (kind !== 'tombstone') putInScope(db, scope, kind, id, generation);
  switch (kind) {
    case 'tombstone':
      applyTombstone(db, change, touched);
      break;
    case 'observation': {
      if (change.document.withdrawn) {
        applyTombstone(db, { ...change, kind: 'tombstone', of: kind }, touched);
        break;
      }
      const { mine, review } = refreshObservation(db, id, change.document);
      if (isWordless(change.document)) removeTakenWords(db, id);
      touched.tell(observationTopics(mine, review));
      break;
    }
    case 'theme':
      refreshTheme(db, id, change.document);
      touched.tell(themeTopics);
      break;
    case 'insight':
      touched.count(refreshInsight(db, id, change.document));
      touched.tell(['themes']);
      break;
    case 'reply':
      refreshReply(db, id, change.document);
      touched.tell(['inbox']);
      break;
    case 'proposal':
      refreshProposal(db, id, change.document);
      touched.tell(['themes']);
      break;
    case 'overview':
      putOverview(db, id, change.document);
      touched.tell(['themes']);
      break;
    default:
      assertNever(change);
  }
  if (kind !== 'tombstone') touched.tell(unpark(db, id));
}

function applyTombstone(
  db: WritableDb,
  { of, id, scope }: Extract<Change, { kind: 'tombstone' }>,
  touched: Touched,
): void {
  takeFromScope(db, scope, of, id);
  // Nothing leaves one's own room but what was withdrawn, here or on another machine of hers.
  if (of === 'observation' && isOwnScope(scope)) markWithdrawn(db, id);
  dropUnscoped(db, { kind: of, id }, touched);
  // As long as it stands in another scope of hers, she hears there of what becomes of it.
  if (of !== 'observation' || isOwnScope(scope) || isInAnyScope(db, of, id)) return;
  if (isUnitScope(scope)) removeTakenReviews(db, id);
  else removeWordsOfTakenReviews(db, id);
}

/** Brings up to date what has left a scope, and removes it if that was its last; one's own observations stay. */
export function dropUnscoped(db: WritableDb, { kind, id }: DocumentName, touched: Touched): void {
  if (kind === 'observation') {
    const { mine, review } = refreshObservation(db, id);
    // It may just have left the review queue.
    touched.tell(observationTopics(mine, review || !mine));
    return;
  }
  if (isInAnyScope(db, kind, id)) return;
  switch (kind) {
    case 'theme':
      spendAcknowledged(db, id);
      refreshTheme(db, id, null);
      touched.tell(themeTopics);
      break;
    case 'insight':
      touched.count(refreshInsight(db, id, null));
      touched.tell(['themes']);
      break;
    case 'reply':
      refreshReply(db, id, null);
      touched.tell(['inbox']);
      break;
    case 'proposal':
      refreshProposal(db, id, null);
      touched.tell(['themes']);
      break;
    case 'overview':
      putOverview(db, id, null);
      touched.tell(['themes']);
      break;
    default:
      assertNever(kind);
  }
}
