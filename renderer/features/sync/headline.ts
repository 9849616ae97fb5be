import { assertNever } from '../../../shared/domain/assert-never.ts';
import type { Translate } from '../../../shared/i18n/define.ts';
import type { syncMessages } from '../../../shared/i18n/sync.ts';
import type { Halt, Outdated, SyncStatus } from '../../../shared/view/sync.ts';

type SyncKey = keyof (typeof syncMessages)['nb'];
type Standing = Pick<SyncStatus, 'waiting' | 'setAside' | 'state' | 'offlineSince' | 'nextTryAt'>;
/** Sync has not halted. */
type Going = Standing & { readonly state: Exclude<SyncStatus['state'], Halt | Outdated> };

export interface Headline {
  readonly title: string;
  /** What that means, a sentence a line; the last one counts down. */
  readonly lines: readonly string[];
}

/**
 * How the queue stands, in the words of someone who has never heard of a queue. `now` in milliseconds since 1970; `time` writes
 * an instant. Never says that everything is sent while anything waits or is set aside.
 */
export function headline(
  standing: Standing,
  now: number,
  time: (instant: string) => string,
  t: Translate<SyncKey>,
): Headline {
  const { state } = standing;
  if (state === 'other_server' || state === 'restored')
    return { title: t(`${state}_title`), lines: haltLines(standing, state, t) };
  if (state === 'app_too_old' || state === 'service_too_old')
    return { title: t(`${state}_title`), lines: updateLines(standing, state, t) };
  const lines: string[] = [meaning({ ...standing, state }, t)];
  if (standing.state === 'offline') {
    const { offlineSince } = standing;
    lines.push(
      offlineSince === null ? t('offline') : t('offlineSince', { time: time(offlineSince) }),
    );
  }
  const next = nextTry(standing, now, t);
  if (next !== null) lines.push(next);
  return { title: titleOf({ ...standing, state }, t), lines };
}

function haltLines({ waiting }: Standing, halt: Halt, t: Translate<SyncKey>): string[] {
  return [
    t(`${halt}_meaning`),
    t(`${halt}_advice`),
    ...(waiting > 0 ? [t('heldBack', { count: waiting })] : []),
  ];
}

function updateLines({ waiting }: Standing, what: Outdated, t: Translate<SyncKey>): string[] {
  return [t(`${what}_meaning`), ...(waiting > 0 ? [t('heldUpdate', { count: waiting })] : [])];
}

function titleOf({ waiting, setAside, state }: Going, t: Translate<SyncKey>): string {
  if (waiting > 0)
    switch (state) {
      case 'offline':
        return t('waitingOffline', { count: waiting });
      case 'signed_out':
        return t('waitingSignedOut', { count: waiting });
      case 'working':
        return t('sending', { count: waiting });
      case 'idle':
        return t('waitingIdle', { count: waiting });
      default:
        return assertNever(state);
    }
  if (setAside > 0) return t('asideTitle', { count: setAside });
  if (state === 'offline') return t('offlineTitle');
  if (state === 'signed_out') return t('signedOutTitle');
  return t('allSent');
}

function meaning({ waiting, setAside, state }: Going, t: Translate<SyncKey>): string {
  if (waiting > 0) {
    if (state === 'signed_out') return t('safeSignIn');
    return state === 'idle' ? t('safeSoon') : t('safe');
  }
  if (setAside > 0) return t('restSent');
  if (state === 'offline') return t('offlineEmpty');
  return state === 'signed_out' ? t('signedOutEmpty') : t('nothingWaits');
}

/** Only told of where something hangs on it. */
function nextTry(
  { waiting, state, nextTryAt }: Standing,
  now: number,
  t: Translate<SyncKey>,
): string | null {
  if (nextTryAt === null || (state !== 'offline' && !(state === 'idle' && waiting > 0)))
    return null;
  const seconds = Math.ceil((Date.parse(nextTryAt) - now) / 1000);
  if (seconds <= 0) return t('nextNow');
  return seconds <= 90
    ? t('nextSeconds', { count: seconds })
    : t('nextMinutes', { count: Math.round(seconds / 60) });
}
