import { Button } from '@navikt/ds-react/Button';
import { useEffect, useRef } from 'react';
import { latestRevision } from '../../../shared/domain/observation.ts';
import { reviewMessages } from '../../../shared/i18n/review.ts';
import type { ReviewItem } from '../../../shared/view/entry.ts';
import { useTranslate } from '../../state/i18n.ts';
import { excerpt } from '../../ui/excerpt.ts';
import { Keys } from '../../ui/keys.tsx';
import { useHotkeys } from '../../ui/use-hotkeys.ts';
import { useSimilar } from '../similar/use-similar.ts';
import { tagsOf } from './review-view.ts';

/** Which one it says the same as: the words of each are read before anything is merged. */
export function MergePanel({
  item,
  busy,
  onMerge,
  onCancel,
}: {
  readonly item: ReviewItem;
  readonly busy: boolean;
  readonly onMerge: (into: string) => void;
  readonly onCancel: () => void;
}) {
  const t = useTranslate(reviewMessages);
  const { text } = latestRevision(item.observation);
  const matches = useSimilar(text, tagsOf(item), item.observation.id).filter(
    ({ target }) => target.kind === 'observation',
  );
  const place = useRef<HTMLDivElement>(null);
  const first = matches[0]?.target.id;
  // To the first choice as it comes; without one, to the way back.
  useEffect(() => {
    const choice = first === undefined ? '[data-cancel]' : '[data-into]';
    place.current?.querySelector<HTMLElement>(choice)?.focus({ preventScroll: true });
  }, [first]);
  const step = (by: 1 | -1) => {
    const choices = [...(place.current?.querySelectorAll<HTMLElement>('[data-into]') ?? [])];
    const at = choices.indexOf(document.activeElement as HTMLElement);
    choices[Math.min(Math.max(at + by, 0), choices.length - 1)]?.focus();
  };
  useHotkeys({ escape: onCancel, arrowdown: () => step(1), arrowup: () => step(-1) });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields; these are buttons.
    <div ref={place} className="merge-panel" role="group" aria-labelledby="merge-title">
      <h2 id="merge-title" className="merge-panel__title">
        {t('mergeTitle')}
      </h2>
      <p className="merge-panel__hint quiet small">
        {t(matches.length === 0 ? 'mergeNone' : 'mergeHint')}
      </p>
      {matches.map(({ target, text: words }) => (
        <Button
          key={target.id}
          data-into
          size="small"
          variant="tertiary"
          className="merge-panel__choice"
          disabled={busy}
          aria-label={t('mergeWith', { text: excerpt(words, 120) })}
          onClick={() => onMerge(target.id)}
        >
          {words}
        </Button>
      ))}
      <div className="verbs">
        <Button
          data-cancel
          size="small"
          variant="tertiary"
          aria-keyshortcuts="Escape"
          onClick={onCancel}
        >
          {t('cancel')}
          <Keys keys={['Esc']} />
        </Button>
      </div>
    </div>
  );
}
