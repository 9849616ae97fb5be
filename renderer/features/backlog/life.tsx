import { Process } from '@navikt/ds-react/Process';
import { useMemo } from 'react';
import { assertNever } from '../../../shared/domain/assert-never.ts';
import type { Theme } from '../../../shared/domain/theme.ts';
import { themeStatusMessages } from '../../../shared/i18n/states.ts';
import { themeMessages } from '../../../shared/i18n/theme.ts';
import { useLanguage, useTranslate } from '../../state/i18n.ts';
import { formatDay } from '../../ui/format-time.ts';
import { type LifeFact, themeLife } from './theme-life.ts';

/** What became of the theme, newest first: each change with its date and the reason that was given. */
export function Life({ theme }: { readonly theme: Theme }) {
  const t = useTranslate(themeMessages);
  const status = useTranslate(themeStatusMessages);
  const language = useLanguage();
  const events = useMemo(() => themeLife(theme), [theme]);
  const time = { language, now: Date.now() };
  const wordsOf = (fact: LifeFact): string => {
    switch (fact.kind) {
      case 'created':
        return t('life_created');
      case 'status':
        return status(fact.status);
      case 'renamed':
        return t('life_renamed', { name: fact.name });
      case 'owner':
        return fact.owner === null ? t('life_noOwner') : t('life_owner', { owner: fact.owner });
      case 'releaseDate':
        return fact.date === null
          ? t('life_noReleaseDate')
          : t('life_releaseDate', { date: formatDay(fact.date, time) });
      case 'workaround':
        return t(fact.removed ? 'life_noWorkaround' : 'life_workaround');
      default:
        return assertNever(fact);
    }
  };
  return (
    <section className="life" aria-labelledby="life-title">
      <h2 id="life-title">{t('life')}</h2>
      <Process aria-labelledby="life-title" hideStatusText>
        {events.map(({ id, at, reason, facts: [first, ...rest] }, index) => (
          <Process.Event
            key={id}
            status={index === 0 ? 'active' : 'completed'}
            title={first === undefined ? '' : wordsOf(first)}
          >
            <p>
              <time dateTime={at}>{formatDay(at, time)}</time>
              {reason !== null && ` · ${reason}`}
            </p>
            {rest.map((fact) => (
              <p key={fact.kind}>{wordsOf(fact)}</p>
            ))}
          </Process.Event>
        ))}
      </Process>
    </section>
  );
}
