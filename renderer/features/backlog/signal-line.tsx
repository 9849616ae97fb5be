import { TrendUpIcon } from '@navikt/aksel-icons';
import { Tag } from '@navikt/ds-react/Tag';
import type { Signal } from '../../../shared/domain/evidence.ts';
import { locales } from '../../../shared/i18n/define.ts';
import { evidenceMessages } from '../../../shared/i18n/evidence.ts';
import { useLanguage, useTranslate } from '../../state/i18n.ts';
import { weekNumber } from '../../ui/weeks.ts';
import './verdict.css';

/** That it is heard more than was to be expected, and what the expectation rests on. */
export function SignalLine({ signal }: { readonly signal: Signal }) {
  const t = useTranslate(evidenceMessages);
  const language = useLanguage();
  const { kind, observed, expected, week, weeks, units, basis } = signal;
  const words = [
    t(weeks === 1 ? 'signal' : 'signalWeeks', {
      observed,
      weeks,
      week: weekNumber(week),
      expected: expected.toLocaleString(locales[language], { maximumFractionDigits: 1 }),
    }),
    units === 'several' ? t('signalSeveral') : t('signalUnits', { count: units }),
  ];
  return (
    <div className="verdict">
      <Tag variant="moderate" data-color="warning" icon={<TrendUpIcon aria-hidden />}>
        {t(kind)}
      </Tag>
      <p className="verdict__words">
        {words.join(' ')} <span className="quiet small">{t(`basis_${basis}`)}</span>
      </p>
    </div>
  );
}
