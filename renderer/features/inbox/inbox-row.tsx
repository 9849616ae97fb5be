import { Tag } from '@navikt/ds-react/Tag';
import { type ReactNode, useState } from 'react';
import { inboxMessages } from '../../../shared/i18n/inbox.ts';
import { useLanguage, useTranslate } from '../../state/i18n.ts';
import { excerpt } from '../../ui/excerpt.ts';
import { formatDay } from '../../ui/format-time.ts';

/** One line: when at the left; what came of it, one's own words, and the rest at the right. */
export function InboxRow({
  at,
  heading,
  isNew = false,
  texts,
  same = false,
  children,
}: {
  readonly at: string;
  readonly heading: ReactNode;
  readonly isNew?: boolean;
  /** One's own words, or (`same`) those one heard the same as. */
  readonly texts: readonly string[];
  readonly same?: boolean;
  readonly children?: ReactNode;
}) {
  const t = useTranslate(inboxMessages);
  const language = useLanguage();
  const now = Date.now();
  const day = formatDay(at, { language, now });
  const today = day === formatDay(new Date(now).toISOString(), { language, now });
  return (
    <div className="inbox-row">
      <time className="inbox-row__when" dateTime={at}>
        {today ? t('today') : day}
      </time>
      <div className="inbox-row__what">
        <h3>
          {heading}{' '}
          {isNew && (
            <Tag variant="moderate" size="xsmall" data-color="info">
              {t('new')}
            </Tag>
          )}
        </h3>
        <OwnWords texts={texts.filter((text) => text !== '')} same={same} />
        {children}
      </div>
    </div>
  );
}

/** Longest quote, in characters: enough to know it by; the whole text stands in Mine. */
const LONGEST = 240;
/** So many of one's own texts are shown before the rest is asked for. */
const QUOTED = 2;

function OwnWords({ texts, same }: { readonly texts: readonly string[]; readonly same: boolean }) {
  const t = useTranslate(inboxMessages);
  const [all, setAll] = useState(false);
  const more = texts.length - QUOTED;
  // They are gone; what came of it is told all the same.
  if (texts.length === 0) return null;
  return (
    <div className="inbox-row__quote">
      <span>{t(same ? 'youHeard' : 'youWrote')}</span>
      <ul>
        {(all ? texts : texts.slice(0, QUOTED)).map((text) => (
          <li key={text}>{t('quoted', { text: excerpt(text, LONGEST) })}</li>
        ))}
      </ul>
      {more > 0 && (
        <button
          type="button"
          className="aksel-link"
          aria-expanded={all}
          onClick={() => setAll(!all)}
        >
          {all ? t('showLess') : t('showMore', { count: more })}
        </button>
      )}
    </div>
  );
}
