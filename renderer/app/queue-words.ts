import type { Translate } from '../../shared/i18n/define.ts';
import type { shellMessages } from '../../shared/i18n/shell.ts';
import { type Counts, Halt, Outdated } from '../../shared/view/sync.ts';

type ShellKey = keyof (typeof shellMessages)['nb'];

export interface QueueWords {
  readonly text: string;
  /** `sent`: nothing waits and nothing is set aside. `moving`: on its way now. `held`: something stays here for now. */
  readonly kind: 'sent' | 'moving' | 'held';
}

/** The state of the whole queue in a few words. «Alt er sendt» never while anything waits or is set aside. */
export function queueWords(
  { waiting, setAside, state }: Pick<Counts, 'waiting' | 'setAside' | 'state'>,
  t: Translate<ShellKey>,
): QueueWords {
  const stopped = Halt.safeParse(state).success || Outdated.safeParse(state).success;
  if (stopped) return { text: t('halted'), kind: 'held' };
  if (state === 'signed_out' && waiting > 0) return { text: t('signedOutQueue'), kind: 'held' };
  if (waiting > 0 && setAside > 0)
    return { text: t('waitingAside', { count: waiting, aside: setAside }), kind: 'held' };
  if (waiting > 0)
    return state === 'working'
      ? { text: t('sending', { count: waiting }), kind: 'moving' }
      : { text: t('waiting', { count: waiting }), kind: 'held' };
  if (setAside > 0) return { text: t('aside', { aside: setAside }), kind: 'held' };
  if (state === 'offline') return { text: t('noNetwork'), kind: 'held' };
  return { text: t('allSent'), kind: 'sent' };
}
