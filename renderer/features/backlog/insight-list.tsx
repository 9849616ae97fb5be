import { Checkbox } from '@navikt/ds-react/Checkbox';
import { memo } from 'react';
import type { Insight } from '../../../shared/domain/theme.ts';
import { backlogMessages } from '../../../shared/i18n/backlog.ts';
import { useLanguage, useTranslate } from '../../state/i18n.ts';
import { excerpt } from '../../ui/excerpt.ts';
import { setTags } from '../../ui/tag-options.ts';
import { VirtualRows } from '../../ui/virtual-rows.tsx';
import { weekNumber } from '../../ui/weeks.ts';

/** Two lines and the space around, in pixels; a longer text adds lines. */
const ROUGH_HEIGHT = 61;
const CHARACTERS_A_LINE = 70;
const LINE_HEIGHT = 20;

/** Insights to choose among: a box, the words, and the tags beneath. */
export function InsightList({
  insights,
  label,
  chosen,
  onToggle,
  hideWeek = false,
}: {
  readonly insights: readonly Insight[];
  readonly label: string;
  readonly chosen: ReadonlySet<string>;
  readonly onToggle: (id: string, on: boolean, range: boolean) => void;
  /** In a theme the weeks of its insights would count up what the chart withholds. */
  readonly hideWeek?: boolean;
}) {
  return (
    <VirtualRows
      items={insights}
      keyOf={({ id }) => id}
      estimate={({ text }) =>
        ROUGH_HEIGHT + Math.floor(text.length / CHARACTERS_A_LINE) * LINE_HEIGHT
      }
      label={label}
      render={(insight) => (
        <InsightRow
          insight={insight}
          isChosen={chosen.has(insight.id)}
          onToggle={onToggle}
          hideWeek={hideWeek}
        />
      )}
    />
  );
}

const InsightRow = memo(function InsightRow({
  insight,
  isChosen,
  onToggle,
  hideWeek,
}: {
  readonly insight: Insight;
  readonly isChosen: boolean;
  readonly onToggle: (id: string, on: boolean, range: boolean) => void;
  readonly hideWeek: boolean;
}) {
  const t = useTranslate(backlogMessages);
  return (
    <div className="insight" data-chosen={isChosen}>
      <Checkbox
        size="small"
        hideLabel
        className="insight__box"
        checked={isChosen}
        onChange={({ target, nativeEvent }) =>
          onToggle(
            insight.id,
            target.checked,
            nativeEvent instanceof MouseEvent && nativeEvent.shiftKey,
          )
        }
      >
        {t('selectOne', { text: excerpt(insight.text) })}
      </Checkbox>
      <InsightWords insight={insight} hideWeek={hideWeek} />
    </div>
  );
});

/** What was heard, the workaround if there was one, and the tags in one quiet line. */
function InsightWords({
  insight,
  hideWeek,
}: {
  readonly insight: Insight;
  readonly hideWeek: boolean;
}) {
  const t = useTranslate(backlogMessages);
  const language = useLanguage();
  const words = setTags(insight.tags, language).map(({ label }) => label);
  if (!hideWeek) words.push(t('week', { week: weekNumber(insight.week) }));
  return (
    <div className="insight__words">
      <p className="insight__text">{insight.text}</p>
      {insight.workaround !== null && (
        <p className="insight__text quiet">{t('workaround', { text: insight.workaround })}</p>
      )}
      <p className="insight__meta">{words.join(' · ')}</p>
    </div>
  );
}
