import { Button } from '@navikt/ds-react/Button';
import { Checkbox } from '@navikt/ds-react/Checkbox';
import { Switch } from '@navikt/ds-react/Switch';
import { useMemo, useState } from 'react';
import type { Insight, Theme } from '../../../shared/domain/theme.ts';
import { backlogMessages } from '../../../shared/i18n/backlog.ts';
import { curatingMessages } from '../../../shared/i18n/curating.ts';
import { themeMessages } from '../../../shared/i18n/theme.ts';
import { call } from '../../bridge.ts';
import { useTranslate } from '../../state/i18n.ts';
import { say } from '../../state/notices.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { InsightList } from './insight-list.tsx';
import { NewThemeForm } from './new-theme-form.tsx';
import { PlaceForm } from './place-form.tsx';
import { placeInsights } from './place-insights.ts';
import { useAttempt } from './use-attempt.ts';
import { useChosen } from './use-chosen.ts';
import { useEditing } from './use-editing.ts';
import { voicesOf } from './voices.ts';

/** So many are shown at first, and so many more each time. */
const SHOWN = 5;

/** What it sounds like, to read. */
export function Quotes({
  theme,
  insights,
}: {
  readonly theme: Theme;
  readonly insights: readonly Insight[];
}) {
  const t = useTranslate(themeMessages);
  const [shown, setShown] = useState(SHOWN);
  const said = useMemo(() => voicesOf(theme, insights), [theme, insights]);
  if (said.length === 0) return null;
  return (
    <section className="quotes" aria-labelledby="quotes-title">
      <h2 id="quotes-title">{t('quotes')}</h2>
      <ul>
        {said.slice(0, shown).map(({ id, text }) => (
          <li key={id}>
            <blockquote>{text}</blockquote>
          </li>
        ))}
      </ul>
      {said.length > shown && (
        <Button size="small" variant="tertiary" onClick={() => setShown(shown + SHOWN * 2)}>
          {t('quotesMore')}
        </Button>
      )}
    </section>
  );
}

/** The same for those who may take insights out of the theme or move them to another. */
export function PlacedInsights({
  theme,
  insights,
}: {
  readonly theme: Theme;
  readonly insights: readonly Insight[];
}) {
  const t = useTranslate(themeMessages);
  const words = useTranslate(backlogMessages);
  const own = useMemo(() => insights.filter(({ same }) => !same), [insights]);
  const [withSame, setWithSame] = useState(false);
  // A +1 says what another said: hundreds of them would bury the words.
  const shown = withSame || own.length === 0 ? insights : own;
  const chosen = useChosen(shown, insights);
  const curating = useTranslate(curatingMessages);
  const moving = useEditing();
  const splitting = useEditing();
  const { busy, error, run } = useAttempt();
  const ids = [...chosen.ids];
  const takeOut = () =>
    run(async () => {
      await placeInsights(null, ids);
      say(t('takenOut', { count: ids.length }), () => placeInsights(theme.id, ids));
      chosen.clear();
    });
  return (
    <section className="placed" aria-labelledby="quotes-title">
      <h2 id="quotes-title">
        {t('quotes')} <span className="quiet">{t('quotesCount', { count: insights.length })}</span>
      </h2>
      {insights.length === 0 && <p className="quiet">{t('noQuotes')}</p>}
      {insights.length > 0 && (
        <div className="unplaced__head">
          <div className="unplaced__bar">
            <Checkbox
              size="small"
              checked={chosen.allShown}
              indeterminate={chosen.ids.size > 0 && !chosen.allShown}
              onChange={() => chosen.all(!chosen.allShown)}
            >
              {words('selectAll')}
            </Checkbox>
            {own.length > 0 && own.length < insights.length && (
              <Switch
                size="small"
                checked={withSame}
                onChange={({ target }) => setWithSame(target.checked)}
              >
                {t('showSame', { count: insights.length - own.length })}
              </Switch>
            )}
            {chosen.ids.size > 0 && (
              <span className="unplaced__verbs">
                <Button size="small" variant="secondary" loading={busy} onClick={takeOut}>
                  {t('takeOut', { count: chosen.ids.size })}
                </Button>
                <Button
                  ref={moving.opener}
                  size="small"
                  variant="secondary"
                  aria-expanded={moving.on}
                  onClick={moving.on ? moving.close : moving.open}
                >
                  {t('move')}
                </Button>
                <Button
                  ref={splitting.opener}
                  size="small"
                  variant="secondary"
                  aria-expanded={splitting.on}
                  onClick={splitting.on ? splitting.close : splitting.open}
                >
                  {curating('split')}
                </Button>
              </span>
            )}
          </div>
          <ErrorNote error={error} />
          {chosen.ids.size > 0 && splitting.on && (
            <NewThemeForm
              count={ids.length}
              suggested={{ tema: theme.tema, step: theme.step }}
              create={(made) =>
                call('theme.split', { themeId: theme.id, ...made, insightIds: ids })
              }
              onDone={() => {
                chosen.clear();
                splitting.close();
              }}
              onCancel={splitting.close}
            />
          )}
          {chosen.ids.size > 0 && moving.on && (
            <PlaceForm
              insightIds={ids}
              from={theme.id}
              tema={theme.tema}
              onDone={() => {
                chosen.clear();
                moving.close();
              }}
              onCancel={moving.close}
            />
          )}
        </div>
      )}
      <InsightList
        insights={shown}
        label={t('quotes')}
        chosen={chosen.ids}
        onToggle={chosen.toggle}
        hideWeek
      />
    </section>
  );
}
