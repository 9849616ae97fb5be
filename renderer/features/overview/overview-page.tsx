import { Select } from '@navikt/ds-react/Select';
import { Tag } from '@navikt/ds-react/Tag';
import { useState } from 'react';
import type { Theme } from '../../../shared/domain/theme.ts';
import { locales } from '../../../shared/i18n/define.ts';
import { evidenceMessages } from '../../../shared/i18n/evidence.ts';
import { overviewMessages } from '../../../shared/i18n/overview.ts';
import { useLanguage, useTranslate } from '../../state/i18n.ts';
import { useCall } from '../../state/use-call.ts';
import { DueTag } from '../../ui/due-tag.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { PageHeading } from '../../ui/page-heading.tsx';
import { Time } from '../../ui/time.tsx';
import { Measures } from './measures.tsx';
import { ThemeLines } from './theme-lines.tsx';
import './overview.css';

const verdictColours = {
  helped: 'success',
  no_clear_change: 'neutral',
  worse: 'danger',
  too_little_data: 'neutral',
} as const;

/** What needs somebody, what rises, what helped: a unit's for its supervisor, an area's for product teams. */
export function OverviewPage() {
  const t = useTranslate(overviewMessages);
  const [area, setArea] = useState<string | null>(null);
  const { data, error, reload } = useCall('overview.get', { area }, ['themes']);
  if (data === undefined)
    return (
      <div className="page">
        <PageHeading>{t('heading')}</PageHeading>
        {error === undefined ? (
          <p className="quiet" role="status">
            {t('loading')}
          </p>
        ) : (
          <ErrorNote error={error} onRetry={reload} />
        )}
      </div>
    );
  const { unit, measures } = data;
  return (
    <div className="page overview">
      <PageHeading
        action={
          data.areas.length > 0 && (
            <Select
              size="small"
              label={t('area')}
              hideLabel
              value={area ?? ''}
              onChange={({ target }) => setArea(target.value === '' ? null : target.value)}
            >
              <option value="">{t('everyArea')}</option>
              {data.areas.map((name) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </Select>
          )
        }
      >
        {area ?? t('heading')}
      </PageHeading>
      <ErrorNote error={error} onRetry={reload} />
      {measures !== null && (
        <p className="quiet">
          {t('data', { count: measures.unitsLogging, silent: measures.unitsSilent })}
        </p>
      )}
      {unit !== null && <UnitParts unit={unit} />}
      <AreaParts data={data} />
      {unit !== null && <Measures id="unit" title={t('measuresUnit')} measures={unit.measures} />}
      {measures !== null && <Measures id="all" title={t('measures')} measures={measures} />}
    </div>
  );
}

type Overview = NonNullable<ReturnType<typeof useCall<'overview.get'>>['data']>;

function UnitParts({ unit }: { readonly unit: NonNullable<Overview['unit']> }) {
  const t = useTranslate(overviewMessages);
  const against = useAgainst();
  return (
    <div className="overview__grid">
      <ThemeLines
        id="unit-rising"
        title={t('unitRising')}
        hint={t('risingHint')}
        lines={unit.rising.map(({ theme, observed, expected }) => ({
          theme,
          mark: against(String(observed), expected),
        }))}
        none={t('noneRising')}
      />
      <ThemeLines
        id="unit-answered"
        title={t('unitAnswered')}
        lines={unit.answered.map(({ theme, at }) => ({ theme, mark: <Time at={at} /> }))}
        none={t('noneAnswered')}
      />
    </div>
  );
}

function AreaParts({ data }: { readonly data: Overview }) {
  const t = useTranslate(overviewMessages);
  const against = useAgainst();
  return (
    <div className="overview__grid">
      <ThemeLines
        id="overdue"
        title={t('overdue')}
        lines={data.overdue.map((theme) => ({ theme, mark: dueOf(theme) }))}
        none={t('noneOverdue')}
      />
      <ThemeLines
        id="unowned"
        title={t('unowned')}
        lines={data.unowned.map((theme) => ({ theme, mark: dueOf(theme) }))}
        none={t('noneUnowned')}
      />
      <ThemeLines
        id="rising"
        title={t('rising')}
        hint={t('risingHint')}
        lines={data.rising.map((theme) => ({
          theme,
          mark:
            theme.signal === null
              ? null
              : against(String(theme.signal.observed), theme.signal.expected),
        }))}
        none={t('noneRising')}
      />
      <ThemeLines
        id="measured"
        title={t('measured')}
        hint={t('measuredHint')}
        lines={data.measured.map((theme) => ({
          theme,
          ...(theme.verdict === null
            ? {}
            : { fact: t('weeksAfter', { count: theme.verdict.weeksAfter }) }),
          mark: <VerdictTag theme={theme} />,
        }))}
        none={t('noneMeasured')}
      />
    </div>
  );
}

function dueOf({ due }: Theme) {
  return due === null ? null : <DueTag due={due} />;
}

function VerdictTag({ theme }: { readonly theme: Theme }) {
  const t = useTranslate(evidenceMessages);
  if (theme.verdict === null) return null;
  return (
    <Tag variant="moderate" size="small" data-color={verdictColours[theme.verdict.kind]}>
      {t(theme.verdict.kind)}
    </Tag>
  );
}

function useAgainst(): (observed: string, expected: number) => string {
  const t = useTranslate(overviewMessages);
  const language = useLanguage();
  return (observed, expected) =>
    t('observed', {
      observed,
      expected: expected.toLocaleString(locales[language], { maximumFractionDigits: 1 }),
    });
}
