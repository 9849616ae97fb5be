import { statSync } from 'node:fs';
import { assertNever } from '../../../shared/domain/assert-never.ts';
import { keepAside } from './aside.ts';
import { type CheckKind, checkpoint, isSound } from './check.ts';
import { type Copy, makeCopy } from './copies.ts';
import { type LogLoss, logLoss } from './log-file.ts';
import { keyOpensAny, type RestoredFrom, type Restoring, restore } from './restore.ts';

/** What a file turned out to be. `foreign`: not this key's, as far as can be told; nothing may be done to it. */
export type Verdict = 'sound' | 'damaged' | 'foreign';

interface OfFile {
  readonly file: string;
  readonly key: Uint8Array;
}

/** What is done to encrypted files away from the thread that answers the page. */
export type Job =
  | ({ readonly kind: 'checkpoint'; readonly mode: 'passive' | 'truncate' } & OfFile)
  | ({ readonly kind: 'check'; readonly how: CheckKind } & OfFile)
  | ({ readonly kind: 'copy'; readonly folder: string; readonly at: string } & OfFile)
  | ({
      readonly kind: 'examine';
      readonly copiesFolder: string;
      readonly salt: string | null;
      /** Whether the key fits, where that is remembered. */
      readonly keyFits: boolean | null;
      /** By this process; then its log can't be asked. */
      readonly isOpen: boolean;
    } & OfFile)
  | { readonly kind: 'aside'; readonly file: string; readonly folder: string; readonly at: string }
  | { readonly kind: 'restore'; readonly restoring: Restoring };

export interface JobResults {
  /** Whether all of the log was moved. */
  readonly checkpoint: boolean;
  readonly check: boolean;
  readonly copy: Copy;
  readonly examine: { readonly verdict: Verdict; readonly loss: LogLoss };
  /** Where the copy lies. */
  readonly aside: string;
  readonly restore: RestoredFrom;
}

/** Errors: those of the catalogue that begin with `store.` */
export function perform(job: Job): JobResults[Job['kind']] {
  switch (job.kind) {
    case 'checkpoint':
      return checkpoint(job.file, job.key, job.mode);
    case 'check':
      return isSound(job.file, job.key, job.how);
    case 'copy':
      return makeCopy(job.file, job.key, job.folder, job.at);
    case 'examine':
      return examine(job);
    case 'aside':
      return keepAside(job.file, job.folder, job.at);
    case 'restore':
      return restore(job.restoring);
    default:
      return assertNever(job);
  }
}

function examine({
  file,
  key,
  copiesFolder,
  salt,
  keyFits,
  isOpen,
}: Extract<Job, { kind: 'examine' }>): JobResults['examine'] {
  const loss = isOpen ? 'none' : logLoss(file);
  if (loss === 'none' && hasBytes(file) && isSound(file, key, 'full'))
    return { verdict: 'sound', loss };
  const ours = keyFits === true || keyOpensAny(file, key, copiesFolder, salt);
  return { verdict: ours ? 'damaged' : 'foreign', loss };
}

function hasBytes(file: string): boolean {
  return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0;
}
