import { Notification } from 'electron';
import type { Counts } from '../../shared/view/sync.ts';
import type { DesktopTranslate } from './language.ts';

export interface NotifierOptions {
  /** Whether the person looks at the app already; then nothing pops up. */
  readonly watching: () => boolean;
  readonly onClicked: () => void;
}

export interface Notifier {
  /** Looks at new counts; `personId` names whose they are. */
  look(personId: string | null, counts: Counts, t: DesktopTranslate): void;
  say(title: string, body: string): void;
}

/**
 * Tells of what came while the person looked elsewhere: numbers only. A notification may lie on a locked screen, so no word
 * that anyone wrote is ever in one.
 */
export function makeNotifier({ watching, onClicked }: NotifierOptions): Notifier {
  let whose: string | null = null;
  let seen: Counts | null = null;
  const shown = new Set<Notification>();

  const say = (title: string, body: string): void => {
    if (!Notification.isSupported()) return;
    const notification = new Notification({ title, body, silent: true });
    // Held until it is gone: a collected notification loses its click.
    shown.add(notification);
    notification.on('click', () => {
      shown.delete(notification);
      onClicked();
    });
    notification.on('close', () => shown.delete(notification));
    notification.on('failed', () => shown.delete(notification));
    notification.show();
  };

  return {
    say,
    look(personId, counts, t) {
      const before = whose === personId ? seen : null;
      whose = personId;
      seen = counts;
      if (before === null || watching()) return;
      if (counts.setAside > before.setAside)
        say(t('setAsideTitle'), t('setAsideBody', { count: counts.setAside }));
      if (counts.inbox > before.inbox) say('Lytt', t('inbox', { count: counts.inbox }));
    },
  };
}
