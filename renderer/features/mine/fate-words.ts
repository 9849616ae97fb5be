import { assertNever } from '../../../shared/domain/assert-never.ts';
import type { Translate } from '../../../shared/i18n/define.ts';
import type { mineMessages } from '../../../shared/i18n/mine.ts';
import type { themeStatusMessages } from '../../../shared/i18n/states.ts';
import type { Entry } from '../../../shared/view/entry.ts';
import type { ErrorText } from '../../state/i18n.ts';

export interface FateVoice {
  readonly t: Translate<keyof (typeof mineMessages)['nb']>;
  readonly status: Translate<keyof (typeof themeStatusMessages)['nb']>;
  readonly fault: ErrorText;
  /** Writes a calendar date. */
  readonly day: (date: string) => string;
  /** Today as a calendar date, `2026-11-24`. */
  readonly today: string;
  readonly offline: boolean;
}

/** What became of an entry, in a sentence or two. The supervisor's words are quoted as they were written. */
export function fateWords(entry: Entry, voice: FateVoice): string {
  const words = standingWords(entry, voice);
  const open = entry.state === 'sent' || entry.state === 'waiting' || entry.state === 'question';
  return entry.beside > 0 && open
    ? `${voice.t('fate_beside', { count: entry.beside + 1 })} ${words}`
    : words;
}

function standingWords(entry: Entry, voice: FateVoice): string {
  const { t } = voice;
  switch (entry.state) {
    case 'draft':
      return t('fate_draft');
    case 'waiting':
      return t(voice.offline ? 'fate_waitingOffline' : 'fate_waiting');
    case 'sent':
      // Taken back by the one it pointed at, or kept long enough: nothing is left to review.
      return t(entry.text === '' ? 'fate_wordless' : 'fate_sent');
    case 'approved':
      return t('fate_approved');
    case 'question':
    case 'declined':
      return entry.note === null ? '' : t('quoted', { text: entry.note });
    case 'set_aside':
      return voice.fault(entry.setAside?.code);
    case 'withdrawn':
      return t('fate_withdrawn');
    case 'in_theme':
      return entry.theme === null ? t('fate_inTheme') : themeWords(entry.theme, voice);
    default:
      return assertNever(entry.state);
  }
}

function themeWords(
  { name, status, releaseDate }: NonNullable<Entry['theme']>,
  voice: FateVoice,
): string {
  const fixed = status === 'released' || status === 'measured';
  const standing =
    fixed && releaseDate !== null
      ? voice.t(releaseDate <= voice.today ? 'fate_releasedOn' : 'fate_releasedFrom', {
          // «31. aug.» ends the sentence itself.
          date: voice.day(releaseDate).replace(/\.$/, ''),
        })
      : `${voice.status(status)}.`;
  return `${name}. ${standing}`;
}
