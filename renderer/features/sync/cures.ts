import { isErrorCode } from '../../../shared/domain/errors.ts';
import type { SyncItem } from '../../../shared/view/sync.ts';

/** What a person can do about an operation that was set aside. The first is the one that most likely helps. */
export type Cure = 'edit' | 'retry' | 'withdraw' | 'giveUp';

const aboutTheWords = new Set([
  'text.empty',
  'text.tooLong',
  'text.invalidCharacter',
  'text.identifies',
  'text.mayIdentify',
  'input.invalid',
  'input.tooLarge',
]);
/** The entry itself is closed: no wording can be laid on it any more. */
const tooLate = new Set(['observation.decided', 'observation.withdrawn']);

/**
 * Ways out for one that was set aside. Words of one's own are never given up but where nothing else is left: they are edited,
 * sent again, or taken back as a whole.
 */
export function curesOf({ kind, setAside }: Pick<SyncItem, 'kind' | 'setAside'>): readonly Cure[] {
  const code = setAside?.code ?? '';
  const words = kind === 'observation.log' || kind === 'observation.revise';
  if (!words) return ['retry', 'giveUp'];
  if (kind === 'observation.revise' && tooLate.has(code)) return ['giveUp'];
  const wording = isErrorCode(code) && aboutTheWords.has(code);
  return wording ? ['edit', 'retry', 'withdraw'] : ['retry', 'edit', 'withdraw'];
}
