import { Table } from '@navikt/ds-react/Table';
import type { RatePoint } from '../../../shared/domain/evidence.ts';
import { locales } from '../../../shared/i18n/define.ts';
import { evidenceMessages } from '../../../shared/i18n/evidence.ts';
import { themeMessages } from '../../../shared/i18n/theme.ts';
import { useLanguage, useTranslate } from '../../state/i18n.ts';
import { weekNumber } from '../../ui/weeks.ts';

/** The chart's numbers, newest first. */
export function RateTable({ points }: { readonly points: readonly RatePoint[] }) {
  const t = useTranslate(evidenceMessages);
  const words = useTranslate(themeMessages);
  const language = useLanguage();
  const number = (value: number | null) =>
    value === null
      ? ''
      : value.toLocaleString(locales[language], {
          minimumFractionDigits: 1,
          maximumFractionDigits: 1,
        });
  return (
    <section
      className="evidence__table"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      aria-label={`${words('table')}: ${t('rateTitle')}`}
    >
      <Table size="small">
        <Table.Header>
          <Table.Row>
            <Table.HeaderCell scope="col">{words('week')}</Table.HeaderCell>
            {[words('count'), t('rate'), t('band'), t('expected')].map((name) => (
              <Table.HeaderCell key={name} scope="col" align="right">
                {name}
              </Table.HeaderCell>
            ))}
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {points.toReversed().map(({ week, count, rate, low, high, without }) => (
            <Table.Row key={week}>
              <Table.HeaderCell scope="row">{weekNumber(week)}</Table.HeaderCell>
              <Table.DataCell align="right">
                {count === 'no data' ? t('noData') : count}
              </Table.DataCell>
              <Table.DataCell align="right">{number(rate)}</Table.DataCell>
              <Table.DataCell align="right">
                {low === null || high === null ? '' : `${number(low)}–${number(high)}`}
              </Table.DataCell>
              <Table.DataCell align="right">{number(without)}</Table.DataCell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </section>
  );
}
