import { reviewMessages } from '../../../shared/i18n/review.ts';
import type { Language } from '../../../shared/view/session.ts';
import { useLanguage, useTranslate } from '../../state/i18n.ts';
import { Diff } from '../../ui/diff.tsx';
import { formatDay } from '../../ui/format-time.ts';
import type { Exchange, HistoryLine } from './review-view.ts';

const dayOf = (instant: string, language: Language) =>
  formatDay(instant, { language, now: Date.now() });

/** What was asked, what was answered, and what the author changed since. */
export function ExchangeBox({ exchange }: { readonly exchange: Exchange }) {
  const t = useTranslate(reviewMessages);
  const language = useLanguage();
  const { before, after, answer, question } = exchange;
  const rewritten = before.text !== after.text;
  const workaroundChanged = (before.workaround ?? '') !== (after.workaround ?? '');
  const answeredOn = dayOf(exchange.answeredAt, language);
  return (
    <section className="exchange" aria-labelledby="exchange-title">
      <h2 id="exchange-title">{t(rewritten ? 'changedTitle' : 'answeredTitle')}</h2>
      <p>
        <span className="quiet">
          {t('asked', {
            date: dayOf(exchange.askedAt, language),
            version: exchange.askedVersion,
          })}{' '}
        </span>
        {t('quoted', { text: question })}
      </p>
      {exchange.askedOfOlder && (
        <p className="quiet">{t('older', { version: exchange.askedVersion })}</p>
      )}
      {answer !== null && (
        <p>
          <span className="quiet">{t('answer', { date: answeredOn })} </span>
          {t('quoted', { text: answer })}
        </p>
      )}
      {rewritten ? (
        <p>
          <span className="quiet">{t('changed', { date: answeredOn })} </span>
          <Diff before={before.text} after={after.text} />
        </p>
      ) : (
        <p className="quiet">{t('unchanged')}</p>
      )}
      {workaroundChanged && (
        <p>
          <span className="quiet">{t('changedWorkaround', { date: answeredOn })} </span>
          <Diff before={before.workaround ?? ''} after={after.workaround ?? ''} />
        </p>
      )}
    </section>
  );
}

/** Earlier decisions, each with the version it was made of. */
export function History({ lines }: { readonly lines: readonly HistoryLine[] }) {
  const t = useTranslate(reviewMessages);
  const language = useLanguage();
  if (lines.length === 0) return null;
  return (
    <section className="facts__row" aria-labelledby="history-title">
      <h2 id="history-title">{t('historyTitle')}</h2>
      <ul className="history">
        {lines.map((line) => {
          const where = { date: dayOf(line.madeAt, language), version: line.version };
          const marks = [
            line.undone ? t('undone') : '',
            line.older && !line.undone ? t('older', { version: line.version }) : '',
          ].filter((mark) => mark !== '');
          return (
            <li key={line.id} data-undone={line.undone}>
              <span>{t(`history_${line.kind}`, where)}</span>
              {line.note !== null && <span>: {t('quoted', { text: line.note })}</span>}
              {marks.length > 0 && <span className="quiet"> ({marks.join(', ')})</span>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
