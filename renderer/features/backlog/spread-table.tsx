import { Table } from '@navikt/ds-react/Table';
import type { Answers, Cell, Spread } from '../../../shared/domain/evidence.ts';
import { evidenceMessages } from '../../../shared/i18n/evidence.ts';
import { useTranslate } from '../../state/i18n.ts';
import { weekNumber } from '../../ui/weeks.ts';

/** Which units heard it, in two periods of equal length; small numbers withheld, silence told apart from no pain. */
export function SpreadTable({ spread }: { readonly spread: Spread }) {
  const t = useTranslate(evidenceMessages);
  const cell = useCell();
  const hides = spread.units.some(({ before, after }) => [before, after].includes('hidden'));
  const weeks = ({ from, to }: Spread['before']) =>
    t('span', { from: weekNumber(from), to: weekNumber(to) });
  const span = (period: 'before' | 'after') =>
    spread.released ? (
      <>
        {t(period, { count: spread.weeks })}{' '}
        <span className="spread__span">{weeks(spread[period])}</span>
      </>
    ) : (
      weeks(spread[period])
    );
  return (
    <section className="spread" aria-labelledby="spread-title">
      <h2 id="spread-title">{t('spread')}</h2>
      <Table size="small">
        <Table.Header>
          <Table.Row>
            <Table.HeaderCell scope="col">{t('unit')}</Table.HeaderCell>
            <Table.HeaderCell scope="col" align="right">
              {span('before')}
            </Table.HeaderCell>
            <Table.HeaderCell scope="col" align="right">
              {span('after')}
            </Table.HeaderCell>
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {spread.units.map(({ unit, name, before, after }) => (
            <Table.Row key={unit}>
              <Table.HeaderCell scope="row" className="spread__unit">
                {unit} {name}
              </Table.HeaderCell>
              {(['before', 'after'] as const).map((period) => {
                const count = period === 'before' ? before : after;
                return (
                  <Table.DataCell
                    key={period}
                    align="right"
                    className={typeof count === 'number' ? '' : 'silent'}
                  >
                    {cell(count)}
                  </Table.DataCell>
                );
              })}
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
      <p className="evidence__notes">
        {t('spreadNote')}
        {hides && ` ${t('hiddenNote')}`}
      </p>
    </section>
  );
}

/** "Did it help?", as those who had logged it answered. */
export function AnswersLine({ answers }: { readonly answers: Answers }) {
  const t = useTranslate(evidenceMessages);
  const cell = useCell();
  return (
    <section aria-labelledby="answers-title">
      <h2 id="answers-title">{t('answers')}</h2>
      <dl className="answers">
        {(['yes', 'no', 'unsure'] as const).map((answer) => (
          <div key={answer}>
            <dt>{t(answer)}</dt>
            <dd>{cell(answers[answer])}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function useCell(): (cell: Cell) => string {
  const t = useTranslate(evidenceMessages);
  return (cell) => {
    if (cell === 'no data') return t('noData');
    return cell === 'hidden' ? t('hidden') : String(cell);
  };
}
