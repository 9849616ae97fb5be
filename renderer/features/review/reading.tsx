import { HourglassIcon, QuestionmarkCircleIcon } from '@navikt/aksel-icons';
import { type ReactNode, useMemo } from 'react';
import { tagLabel } from '../../../shared/domain/taxonomy/labels.ts';
import { reviewMessages } from '../../../shared/i18n/review.ts';
import type { ReviewItem } from '../../../shared/view/entry.ts';
import { useLanguage, useTranslate } from '../../state/i18n.ts';
import { formatClock, formatDay } from '../../ui/format-time.ts';
import { setTags } from '../../ui/tag-options.ts';
import { TagRow } from '../../ui/tag-row.tsx';
import { MarkedWords } from '../gate/marked-words.tsx';
import { ExchangeBox, History } from './exchange.tsx';
import { keptWords } from './kept.ts';
import { Marks } from './queue-row.tsx';
import { reviewView, tagsOf } from './review-view.ts';
import { SimilarRow } from './similar-row.tsx';

/** One item to be decided: the author's words first, then what changed, then the tags. Names nobody. */
export function Reading({
  item,
  ownUnit,
  tagFields,
}: {
  readonly item: ReviewItem;
  readonly ownUnit: string | null;
  /** Stands in the place of the tags while they are being changed. */
  readonly tagFields: ReactNode;
}) {
  const t = useTranslate(reviewMessages);
  const language = useLanguage();
  const { observation } = item;
  const view = useMemo(() => reviewView(observation), [observation]);
  const kept = useMemo(() => keptWords(view.revision, language), [view, language]);
  const now = Date.now();
  const tags = tagsOf(item);
  // The channel stands in the line above the text.
  const others = { ...tags, channel: null };
  const meta = [
    observation.unit === ownUnit ? '' : t('unit', { unit: observation.unit }),
    t('loggedAt', {
      day: formatDay(observation.heardAt, { language, now }),
      clock: formatClock(observation.heardAt, { language, now }),
    }),
    tagLabel('channel', tags.channel, language),
    view.versions > 1 ? t('version', { number: view.version, total: view.versions }) : '',
  ].filter((word) => word !== '');
  // In the queue beside it the marks stand already; on a narrow page there is no queue.
  return (
    <div className="reading">
      <p className="reading__meta">{meta.join(' · ')}</p>
      <div className="reading__marks">
        <Marks item={item} late={false} />
      </div>
      <p className="reading__text" lang="no">
        <MarkedWords text={view.revision.text} findings={kept?.marked.text ?? []} />
      </p>
      {kept !== null && (
        <p className="reading__kept">
          <QuestionmarkCircleIcon aria-hidden fontSize="1.25rem" />
          <span>{t('keptBy', { places: kept.places })}</span>
        </p>
      )}
      {observation.escalation > 0 && (
        <p className="reading__late">
          <HourglassIcon aria-hidden fontSize="1.25rem" />
          {t(observation.escalation === 1 ? 'escalated_deputies' : 'escalated_above')}
        </p>
      )}
      {view.exchange !== null && <ExchangeBox exchange={view.exchange} />}
      <div className="facts">
        {view.revision.workaround !== null && (
          <div className="facts__row">
            <h2>{t('workaround')}</h2>
            <p className="reading__workaround">
              <MarkedWords
                text={view.revision.workaround}
                findings={kept?.marked.workaround ?? []}
              />
            </p>
          </div>
        )}
        {view.beside.map(({ id, text, workaround }) => (
          <div key={id} className="facts__row">
            <h2>{t('beside')}</h2>
            <p className="reading__workaround" lang="no">
              {workaround === null ? text : `${text} (${t('workaround')}: ${workaround})`}
            </p>
          </div>
        ))}
        <div className="facts__row" data-wide={tagFields !== null}>
          <h2>{t('tags')}</h2>
          {tagFields ??
            (setTags(others, language).length === 0 ? (
              <p className="quiet">{t('noTags')}</p>
            ) : (
              <TagRow tags={others} />
            ))}
        </div>
        <SimilarRow item={item} />
        <History lines={view.history} />
      </div>
    </div>
  );
}
