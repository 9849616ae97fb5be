import { Button } from '@navikt/ds-react/Button';
import { Tag } from '@navikt/ds-react/Tag';
import type { Output } from '../../../shared/api.ts';
import type { Signal } from '../../../shared/domain/evidence.ts';
import type { Theme } from '../../../shared/domain/theme.ts';
import { evidenceMessages } from '../../../shared/i18n/evidence.ts';
import { overviewMessages } from '../../../shared/i18n/overview.ts';
import { useTranslate } from '../../state/i18n.ts';
import { paths, themePath } from '../../state/route.ts';
import { RouteLink } from '../../ui/route-link.tsx';
import { Against } from './against.tsx';
import { type ThemeLine, ThemeLines } from './theme-lines.tsx';
import { useThemeLine } from './use-theme-line.ts';

const DAY_MS = 86_400_000;
const TERMS = 3;

const verdictColours = {
  helped: 'success',
  no_clear_change: 'neutral',
  worse: 'danger',
  too_little_data: 'neutral',
} as const;

/** Of an area or of all: what is overdue, unowned, rising and measured. */
export function AreaParts({
  data,
  decides,
}: {
  readonly data: Output<'overview.get'>;
  /** Whether it is hers to take a theme on and to decide. */
  readonly decides: boolean;
}) {
  const t = useTranslate(overviewMessages);
  const evidence = useTranslate(evidenceMessages);
  const lineOf = useThemeLine();
  const days = ({ due }: Theme) => {
    if (due === null || !due.overdue) return null;
    const late = Math.floor((Date.now() - Date.parse(due.date)) / DAY_MS);
    return t('daysOver', { count: Math.max(1, late) });
  };
  const over = ({ weeks }: Signal) => t('signalWeeks', { count: weeks });
  const verb = (theme: Theme, word: string) =>
    decides ? (
      <Button
        as={RouteLink}
        to={themePath(theme.id)}
        size="small"
        variant="secondary"
        aria-label={`${word}: ${theme.name}`}
      >
        {word}
      </Button>
    ) : null;
  const proposed = data.proposals.flatMap((proposal): ThemeLine[] => {
    const { id, terms, signal, weeks } = proposal;
    if (signal === null) return [];
    return [
      {
        ...{ id, weeks, to: paths.themes },
        name: t('proposal', { terms: terms.slice(0, TERMS).join(', ') }),
        facts: [t('noTheme'), over(signal)],
        mark: <Against observed={signal.observed} expected={signal.expected} />,
      },
    ];
  });
  return (
    <div className="overview__grid">
      <ThemeLines
        id="overdue"
        title={t('overdue')}
        lines={data.overdue
          .filter(({ owner }) => owner !== null)
          .map((theme) => lineOf(theme, days(theme), verb(theme, t('decide'))))}
        none={t('noneOverdue')}
      />
      <ThemeLines
        id="unowned"
        title={t('unowned')}
        lines={data.unowned.map((theme) => {
          return lineOf(theme, days(theme), verb(theme, t('takeOn')));
        })}
        none={t('noneUnowned')}
      />
      <ThemeLines
        id="rising"
        title={t('rising')}
        hint={t('risingHint')}
        lines={[
          ...data.rising.flatMap((theme) =>
            theme.signal === null
              ? []
              : [
                  lineOf(
                    theme,
                    over(theme.signal),
                    <Against observed={theme.signal.observed} expected={theme.signal.expected} />,
                  ),
                ],
          ),
          ...proposed,
        ]}
        none={t('noneRising')}
      />
      <ThemeLines
        id="measured"
        title={t('measured')}
        hint={t('measuredHint')}
        lines={data.measured.flatMap((theme) =>
          theme.verdict === null
            ? []
            : [
                lineOf(
                  theme,
                  t('weeksAfter', { count: theme.verdict.weeksAfter }),
                  <Tag
                    variant="moderate"
                    size="small"
                    data-color={verdictColours[theme.verdict.kind]}
                  >
                    {evidence(theme.verdict.kind)}
                  </Tag>,
                ),
              ],
        )}
        none={t('noneMeasured')}
      />
    </div>
  );
}
