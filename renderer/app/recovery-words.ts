import { assertNever } from '../../shared/domain/assert-never.ts';
import type { Translate } from '../../shared/i18n/define.ts';
import type { recoveryMessages } from '../../shared/i18n/recovery.ts';
import type { Recovery } from '../../shared/view/recovery.ts';

type T = Translate<keyof (typeof recoveryMessages)['nb']>;

/** What came back and what did not, a sentence each. `time` words an instant. */
export function recoveryWords(
  recovery: Recovery,
  t: T,
  time: (instant: string) => string,
): string[] {
  const { unsent, draft, fetched, missing, unread, complete } = recovery;
  const whole = missing === 0 && unread === 0;
  return [
    backWords(recovery, t, time),
    unsent > 0 && t('unsent', { count: unsent }),
    draft && t('draft'),
    fetched > 0 && t('fetched', { count: fetched }),
    !complete && t('fetching'),
    missing > 0 && t('missing', { count: missing }),
    unread === null && t('unknown'),
    unread !== null && unread > 0 && t('unread', { count: unread }),
    whole && t('nothingMissing'),
  ].filter((sentence) => sentence !== false);
}

function backWords(
  { from, copyMadeAt, entries: count }: Recovery,
  t: T,
  time: (instant: string) => string,
): string {
  switch (from) {
    case 'file':
      return t('fromFile', { count });
    case 'copy':
      return t('fromCopy', { count, copied: copyMadeAt === null ? '' : time(copyMadeAt) });
    case 'nothing':
      return t('fromNothing', { count });
    default:
      return assertNever(from);
  }
}
