import { Button } from '@navikt/ds-react/Button';
import { useState } from 'react';
import type { Helped } from '../../../shared/domain/theme.ts';
import { inboxMessages } from '../../../shared/i18n/inbox.ts';
import { call } from '../../bridge.ts';
import { useErrorText, useLanguage, useTranslate } from '../../state/i18n.ts';
import { say } from '../../state/notices.ts';
import { themePath } from '../../state/route.ts';
import { formatDay } from '../../ui/format-time.ts';
import { RouteLink } from '../../ui/route-link.tsx';
import { SingleKey } from '../../ui/single-key.tsx';
import type { AskedLine } from './inbox-lines.ts';
import { InboxRow } from './inbox-row.tsx';

/** The answers and the keys that give them, while focus is in the line. */
const answers = [
  { helped: 'yes', key: 'j', variant: 'secondary' },
  { helped: 'no', key: 'n', variant: 'secondary' },
  { helped: 'unsure', key: 'v', variant: 'tertiary' },
] as const satisfies readonly { helped: Helped; key: string; variant: string }[];

/** Asks whether a release helped, of those who had logged what it was to mend. */
export function AskedRow({ line }: { readonly line: AskedLine }) {
  const t = useTranslate(inboxMessages);
  const words = useErrorText();
  const language = useLanguage();
  const [busy, setBusy] = useState(false);
  const { reply } = line;
  const date =
    reply.releaseDate === null ? null : formatDay(reply.releaseDate, { language, now: Date.now() });

  const answer = async (helped: Helped) => {
    if (busy) return;
    setBusy(true);
    try {
      for (const replyId of line.replyIds) await call('reply.answer', { replyId, helped });
      say(t('thanks'));
    } catch (error) {
      say(words(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <InboxRow
      at={line.at}
      heading={
        <RouteLink to={themePath(reply.themeId)}>
          {t('asked', { theme: reply.themeName })}
        </RouteLink>
      }
      texts={line.texts}
      same={reply.same}
    >
      <div className="inbox-row__asked">
        <span>{date === null ? t('askedNow') : t('askedWhen', { date })}</span>
        {answers.map(({ helped, key, variant }, index) => (
          <Button
            key={helped}
            data-stop={index === 0 ? true : undefined}
            data-helped={key}
            size="small"
            variant={variant}
            disabled={busy}
            aria-keyshortcuts={key}
            onClick={() => void answer(helped)}
          >
            {t(`helped_${helped}`)}
            <span className="visually-hidden">{t('helpedOf', { theme: reply.themeName })}</span>
            <SingleKey>{key.toUpperCase()}</SingleKey>
          </Button>
        ))}
      </div>
    </InboxRow>
  );
}

/** Presses an answer of the line that has focus, or of the first one that asks. */
export function pressAnswer(place: HTMLElement | null, key: string): void {
  const row = document.activeElement?.closest('.inbox-row') ?? null;
  const inRow = row?.querySelector<HTMLButtonElement>(`[data-helped="${key}"]`);
  const first = place?.querySelector<HTMLButtonElement>(`[data-helped="${key}"]`);
  (inRow ?? first)?.click();
}
