import { ClockIcon } from '@navikt/aksel-icons';
import { Checkbox } from '@navikt/ds-react/Checkbox';
import { Tag } from '@navikt/ds-react/Tag';
import { memo } from 'react';
import { latestRevision } from '../../../shared/domain/observation.ts';
import { tagLabel } from '../../../shared/domain/taxonomy/labels.ts';
import { reviewMessages } from '../../../shared/i18n/review.ts';
import type { ReviewItem } from '../../../shared/view/entry.ts';
import { useLanguage, useTranslate } from '../../state/i18n.ts';
import { Time } from '../../ui/time.tsx';
import { mustBeConfirmed, tagsOf, wordsOf } from './review-view.ts';

export interface QueueRowProps {
  readonly item: ReviewItem;
  readonly isOpen: boolean;
  readonly isSelected: boolean;
  /** The unit of the one who reviews; another one is named. */
  readonly ownUnit: string | null;
  readonly onOpen: (id: string) => void;
  readonly onSelect: (id: string, range: boolean) => void;
}

/** One line of the queue: a box to choose it by, and the rest of it to open it by. */
export const QueueRow = memo(function QueueRow(props: QueueRowProps) {
  const { item, isOpen, isSelected, ownUnit, onOpen, onSelect } = props;
  const t = useTranslate(reviewMessages);
  const language = useLanguage();
  const { observation } = item;
  const { tema, step } = tagsOf(item);
  const place = [
    observation.unit === ownUnit ? '' : t('unit', { unit: observation.unit }),
    tema === null ? t('temaMissing') : tagLabel('tema', tema, language),
    tagLabel('step', step, language),
  ].filter((word) => word !== '');
  // One stop for Tab in the whole queue: the arrows do the rest.
  const tabIndex = isOpen ? 0 : -1;

  return (
    <div className="queue-row" data-open={isOpen}>
      <Checkbox
        size="small"
        hideLabel
        className="queue-row__box"
        checked={isSelected}
        tabIndex={tabIndex}
        onChange={({ nativeEvent }) =>
          onSelect(observation.id, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
        }
      >
        {t('selectOne', { text: wordsOf(item) })}
      </Checkbox>
      <button
        type="button"
        className="queue-row__open"
        aria-current={isOpen ? 'true' : undefined}
        tabIndex={tabIndex}
        onClick={() => onOpen(observation.id)}
      >
        <span className="queue-row__top">
          <span>{place.join(' · ')}</span>
          <Time at={observation.heardAt} />
        </span>
        <span className="queue-row__text">{latestRevision(observation).text}</span>
        <Marks item={item} late={observation.escalation > 0} />
      </button>
    </div>
  );
});

/** What sets an item apart from the others: an answer, a long wait, an acute pain, a decision not yet sent. */
export function Marks({ item, late }: { readonly item: ReviewItem; readonly late: boolean }) {
  const t = useTranslate(reviewMessages);
  const language = useLanguage();
  const { severity } = tagsOf(item);
  const kept = mustBeConfirmed(item);
  if (!item.answered && !late && severity !== 4 && !item.pending && !kept) return null;
  return (
    <span className="queue-row__marks">
      {item.answered && (
        <Tag variant="moderate" size="xsmall" data-color="warning">
          {t('answeredTag')}
        </Tag>
      )}
      {late && (
        <Tag variant="moderate" size="xsmall" data-color="warning">
          {t('escalatedTag')}
        </Tag>
      )}
      {severity === 4 && (
        <Tag variant="moderate" size="xsmall" data-color="danger">
          {tagLabel('severity', severity, language)}
        </Tag>
      )}
      {kept && (
        <Tag variant="moderate" size="xsmall" data-color="warning">
          {t('keptTag')}
        </Tag>
      )}
      {item.pending && (
        <Tag variant="moderate" size="xsmall" data-color="neutral" icon={<ClockIcon aria-hidden />}>
          {t('pendingTag')}
        </Tag>
      )}
    </span>
  );
}
