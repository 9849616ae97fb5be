import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { WritableDb } from '../../electron/store/database.ts';
import { queueReplyAnswer, queueReplyRead } from '../../electron/store/inbox.ts';
import { logObservation, queueForObservation } from '../../electron/store/observations.ts';
import { type OpenOptions, openStore, type Store } from '../../electron/store/open.ts';
import { queueForProposal } from '../../electron/store/proposals.ts';
import {
  queueThemeChange,
  queueThemeCreate,
  queueThemePlace,
  queueThemeSplit,
} from '../../electron/store/themes.ts';
import { assertNever } from '../../shared/domain/assert-never.ts';
import type { Operation } from '../../shared/domain/operation.ts';

/** The key of every store of a test; made up. */
export const testKey: Uint8Array = new Uint8Array(32).fill(7);

/** In memory where the system has such a place: for the many runs of a property that is not about the disk. */
export const memoryFolder: string = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** A folder of its own, removed when the test is over. */
export function temporaryFolder(within: string = tmpdir()): string {
  const folder = mkdtempSync(join(within, 'lytt-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A new, real, encrypted store of one person, closed when the test is over. */
export function personStore(options: Partial<OpenOptions> = {}): Store {
  const file = options.file ?? join(temporaryFolder(), 'person.db');
  const store = openStore({ key: testKey, ...options, file });
  onTestFinished(() => store.close());
  return store;
}

/** Queues an operation by the function of its kind, as the app does. */
export function queue(db: WritableDb, operation: Operation): void {
  switch (operation.kind) {
    case 'observation.log':
      logObservation(db, operation);
      break;
    case 'observation.revise':
    case 'observation.withdraw':
    case 'review.add':
      queueForObservation(db, operation, operation.observationId);
      break;
    case 'theme.create':
      queueThemeCreate(db, operation);
      break;
    case 'theme.change':
    case 'theme.merge':
    case 'theme.unmerge':
      queueThemeChange(db, operation);
      break;
    case 'theme.split':
      queueThemeSplit(db, operation);
      break;
    case 'proposal.confirm':
    case 'proposal.place':
    case 'proposal.dismiss':
      queueForProposal(db, operation);
      break;
    case 'reply.answer':
      queueReplyAnswer(db, operation);
      break;
    case 'theme.place':
      queueThemePlace(db, operation);
      break;
    case 'reply.read':
      queueReplyRead(db, operation);
      break;
    default:
      assertNever(operation);
  }
}
