import { Select } from '@navikt/ds-react/Select';
import { useState } from 'react';
import type { Output } from '../../../shared/api.ts';
import { overviewMessages } from '../../../shared/i18n/overview.ts';
import { useTranslate } from '../../state/i18n.ts';
import { useSession } from '../../state/session.ts';
import { useCall } from '../../state/use-call.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { PageHeading } from '../../ui/page-heading.tsx';
import { Time } from '../../ui/time.tsx';
import { Against } from './against.tsx';
import { AreaParts } from './area-parts.tsx';
import { Measures } from './measures.tsx';
import { ThemeLines } from './theme-lines.tsx';
import { useThemeLine } from './use-theme-line.ts';
import './overview.css';

/** What needs somebody, what rises, what helped: a unit's for its supervisor, an area's for product teams. */
export function OverviewPage() {
  const t = useTranslate(overviewMessages);
  const { person } = useSession();
  const decides = person?.roles.includes('product') ?? false;
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
        <p className="overview__data quiet">
          {t('data', { count: measures.unitsLogging, silent: measures.unitsSilent })}
        </p>
      )}
      {unit !== null && <UnitParts unit={unit} />}
      <AreaParts data={data} decides={decides} />
      {unit !== null && <Measures id="unit" title={t('measuresUnit')} measures={unit.measures} />}
      {measures !== null && <Measures id="all" title={t('measures')} measures={measures} />}
    </div>
  );
}

function UnitParts({ unit }: { readonly unit: NonNullable<Output<'overview.get'>['unit']> }) {
  const t = useTranslate(overviewMessages);
  const lineOf = useThemeLine();
  return (
    <div className="overview__grid">
      <ThemeLines
        id="unit-rising"
        title={t('unitRising')}
        hint={t('risingHint')}
        lines={unit.rising.map(({ theme, observed, expected }) =>
          lineOf(theme, null, <Against observed={observed} expected={expected} />),
        )}
        none={t('noneRising')}
      />
      <ThemeLines
        id="unit-answered"
        title={t('unitAnswered')}
        lines={unit.answered.map(({ theme, at }) => lineOf(theme, null, <Time at={at} />))}
        none={t('noneAnswered')}
      />
    </div>
  );
}
