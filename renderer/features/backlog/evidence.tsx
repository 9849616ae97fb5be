import { LineGraphIcon, TableIcon } from '@navikt/aksel-icons';
import { Table } from '@navikt/ds-react/Table';
import { ToggleGroup } from '@navikt/ds-react/ToggleGroup';
import { useMemo, useState } from 'react';
import type { Theme } from '../../../shared/domain/theme.ts';
import { evidenceMessages } from '../../../shared/i18n/evidence.ts';
import { themeMessages } from '../../../shared/i18n/theme.ts';
import { useTranslate } from '../../state/i18n.ts';
import { type Cell, WEEKS_SHOWN, weekCells, weekNumber } from '../../ui/weeks.ts';
import { RateChart } from './rate-chart.tsx';
import { RateTable } from './rate-table.tsx';
import { WeeksChart } from './weeks-chart.tsx';

/** Fewer weeks than this make no picture; they stand in the table alone. */
const CHART_FROM = 4;

/** How much, how widely and when it was heard: a chart, or a table of the same in the same room. */
export function Evidence({ theme }: { readonly theme: Theme }) {
  const t = useTranslate(themeMessages);
  const { total, units, weeks } = theme.evidence;
  const cells = useMemo(() => weekCells(weeks, Date.now()), [weeks]);
  const [view, setView] = useState('chart');
  const rates = useTranslate(evidenceMessages);
  // Where the contacts of each week are known, what was heard is measured against them.
  const rated = theme.chart.length >= CHART_FROM;
  const charted = rated || cells.length >= CHART_FROM;
  if (total === 0) return <p className="evidence__total quiet">{t('notHeard')}</p>;
  const notes = rated
    ? []
    : [
        cells.some(({ kind }) => kind === 'held')
          ? t('fewOneMore')
          : cells.some(({ kind }) => kind === 'few')
            ? t('fewHint')
            : '',
        charted && view === 'chart' && cells.some(({ kind }) => kind === 'few')
          ? t('strokeHint')
          : '',
        cells.length >= WEEKS_SHOWN ? t('windowHint', { count: cells.length }) : '',
      ].filter((note) => note !== '');
  return (
    <section className="evidence" aria-labelledby="evidence-title">
      <p className="evidence__total">
        {t('heard', { count: total })} {t('inUnits', { count: units })}
      </p>
      <div className="evidence__head">
        <h2 id="evidence-title">{rated ? rates('rateTitle') : t('heardTitle')}</h2>
        {charted && (
          <ToggleGroup size="small" value={view} onChange={setView} aria-label={t('view')}>
            <ToggleGroup.Item
              value="chart"
              icon={<LineGraphIcon aria-hidden />}
              label={t('chart')}
            />
            <ToggleGroup.Item value="table" icon={<TableIcon aria-hidden />} label={t('table')} />
          </ToggleGroup>
        )}
      </div>
      {rated ? (
        view === 'chart' ? (
          <RateChart points={theme.chart} releaseDate={theme.releaseDate} />
        ) : (
          <RateTable points={theme.chart} />
        )
      ) : charted && view === 'chart' ? (
        <WeeksChart cells={cells} releaseDate={theme.releaseDate} />
      ) : (
        <WeeksTable cells={cells} fixedHeight={charted} />
      )}
      {notes.length > 0 && <p className="evidence__notes">{notes.join(' ')}</p>}
    </section>
  );
}

function WeeksTable({
  cells,
  fixedHeight,
}: {
  readonly cells: readonly Cell[];
  readonly fixedHeight: boolean;
}) {
  const t = useTranslate(themeMessages);
  const table = (
    <Table size="small">
      <Table.Header>
        <Table.Row>
          <Table.HeaderCell scope="col">{t('week')}</Table.HeaderCell>
          <Table.HeaderCell scope="col" align="right">
            {t('count')}
          </Table.HeaderCell>
        </Table.Row>
      </Table.Header>
      <Table.Body>
        {cells.toReversed().map((cell) => (
          <Table.Row key={cell.week}>
            <Table.HeaderCell scope="row">{weekNumber(cell.week)}</Table.HeaderCell>
            <Table.DataCell align="right">
              {cell.kind === 'count' ? cell.count : t(cell.kind === 'few' ? 'few' : 'held')}
            </Table.DataCell>
          </Table.Row>
        ))}
      </Table.Body>
    </Table>
  );
  if (!fixedHeight) return table;
  return (
    <section
      className="evidence__table"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      aria-label={`${t('table')}: ${t('heardTitle')}`}
    >
      {table}
    </section>
  );
}
