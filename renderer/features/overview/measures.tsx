import type { Measures as MeasuresOf } from '../../../shared/domain/overview.ts';
import { locales } from '../../../shared/i18n/define.ts';
import { overviewMessages } from '../../../shared/i18n/overview.ts';
import { useLanguage, useTranslate } from '../../state/i18n.ts';

/** Whether those who log get an answer: of teams and never of a person; small numbers are not shown. */
export function Measures({
  id,
  title,
  measures,
}: {
  readonly id: string;
  readonly title: string;
  readonly measures: MeasuresOf;
}) {
  const t = useTranslate(overviewMessages);
  const language = useLanguage();
  const days = (value: number | null) =>
    value === null ? t('tooFew') : t('days', { count: Math.round(value) });
  const { answered, citing } = measures;
  const share =
    answered === null
      ? t('tooFew')
      : (answered.part / answered.whole).toLocaleString(locales[language], {
          style: 'percent',
          maximumFractionDigits: 0,
        });
  const cited = citing === null ? t('tooFew') : t('ofWhole', { ...citing });
  const facts = [
    [share, t('answered')],
    [days(measures.daysToTheme), t('toTheme')],
    [days(measures.daysToDecision), t('toDecision')],
    [days(measures.daysToReply), t('toReply')],
    [cited, t('citing')],
  ] as const;
  return (
    <section aria-labelledby={`measures-${id}`} className="overview__measures">
      <h2 id={`measures-${id}`}>
        {title} <span className="quiet">{t('lastWeeks', { count: measures.weeks })}</span>
      </h2>
      <dl>
        {facts.map(([value, words]) => (
          <div key={words}>
            <dt>{words}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
