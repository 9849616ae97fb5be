import { Button } from '@navikt/ds-react/Button';
import { besideLatest } from '../../../shared/domain/beside.ts';
import { mineMessages } from '../../../shared/i18n/mine.ts';
import type { Entry } from '../../../shared/view/entry.ts';
import { useErrorText, useTranslate } from '../../state/i18n.ts';
import { useCall } from '../../state/use-call.ts';
import { Time } from '../../ui/time.tsx';
import { changeEdit, openRow } from './edit-store.ts';

/** The author's words of another machine that stand beside those that hold. Nobody has merged them: she may. */
export function Beside({ entry, editable }: { readonly entry: Entry; readonly editable: boolean }) {
  const t = useTranslate(mineMessages);
  const fault = useErrorText();
  const { data, error } = useCall('observation.get', { observationId: entry.id }, ['observations']);
  if (error !== undefined) return <p className="quiet">{fault(error)}</p>;
  if (data === undefined) return <p className="visually-hidden">{t('besideLoading')}</p>;
  return (
    <section className="mine-row__beside" aria-label={t('besideHeading')}>
      <h3>{t('besideHeading')}</h3>
      <p className="quiet small">{t('besideHint')}</p>
      <ul>
        {besideLatest(data.observation).map(({ id, text, workaround, madeAt }) => (
          <li key={id}>
            <Time at={madeAt} />
            <div>
              <p className="mine-row__words" lang="no">
                {text}
              </p>
              {workaround !== null && (
                <p className="mine-row__workaround">
                  <span className="quiet">{t('workaround')}: </span>
                  {workaround}
                </p>
              )}
              {editable && (
                <Button
                  size="xsmall"
                  variant="tertiary"
                  onClick={() => {
                    changeEdit(entry, { text, workaround });
                    openRow(entry.id, true);
                  }}
                >
                  {t('useBeside')}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
