import { Button } from '@navikt/ds-react/Button';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { StoreApi } from 'zustand';
import { useStore } from 'zustand';
import { reviewMessages } from '../../../shared/i18n/review.ts';
import type { ReviewItem } from '../../../shared/view/entry.ts';
import { useTranslate } from '../../state/i18n.ts';
import { useSession } from '../../state/session.ts';
import { MOST } from '../../state/use-pages.ts';
import { Keys } from '../../ui/keys.tsx';
import { PageHeading } from '../../ui/page-heading.tsx';
import { BulkBar, BulkOutcome } from './bulk-bar.tsx';
import { idsOf } from './queue.ts';
import { QueueList } from './queue-list.tsx';
import type { ReviewState } from './review-store.ts';

/** The left of the page: how many wait, choosing many, and the queue itself. */
export function QueuePane({
  store,
  items,
  shown,
  total,
  failed,
  onStep,
  onMore,
  onAll,
  onOpened,
}: {
  readonly store: StoreApi<ReviewState>;
  /** As fetched. */
  readonly items: readonly ReviewItem[];
  /** As it stands on the screen. */
  readonly shown: readonly ReviewItem[];
  readonly total: number;
  /** The latest fetch failed: what is here is all there will be for now. */
  readonly failed: boolean;
  readonly onStep: (by: 1 | -1) => void;
  readonly onMore: () => void;
  readonly onAll: () => void;
  /** An item was opened from here. */
  readonly onOpened: () => void;
}) {
  const t = useTranslate(reviewMessages);
  const { person } = useSession();
  const { openId, selected, result, busy } = useStore(store);
  const [allWanted, setAllWanted] = useState(false);

  // Choosing all means all there are, so what is not fetched yet is fetched first.
  useEffect(() => {
    if (!allWanted || (shown.length < Math.min(total, MOST) && !failed)) return;
    setAllWanted(false);
    store.getState().selectAll(idsOf(shown));
  }, [allWanted, shown, total, failed, store]);

  // The button that approved is gone with what it approved: focus stays with the queue.
  const pane = useRef<HTMLElement>(null);
  useEffect(() => {
    if (result !== null && document.activeElement === document.body)
      pane.current?.focus({ preventScroll: true });
  }, [result]);

  const open = useCallback(
    (id: string) => {
      store.getState().open(id);
      onOpened();
    },
    [store, onOpened],
  );
  const select = useCallback(
    (id: string, range: boolean) => store.getState().select(idsOf(shown), id, range),
    [store, shown],
  );

  return (
    <section ref={pane} className="queue" aria-label={t('queue')} tabIndex={-1}>
      <div className="queue__head">
        <PageHeading
          action={
            total > 1 && (
              <span className="queue__browse quiet">
                {t('browse')}
                <Keys keys={['↓', '↑']} />
              </span>
            )
          }
        >
          {t('heading', { count: total })}
        </PageHeading>
        <Button className="queue__back" size="small" variant="secondary" onClick={onOpened}>
          {t('hideList')}
        </Button>
      </div>
      {total > 0 && (
        <BulkBar
          chosen={selected.size}
          total={total}
          loading={allWanted}
          busy={busy}
          onAll={() => {
            setAllWanted(true);
            if (shown.length < total) onAll();
          }}
          onNone={() => store.getState().selectAll([])}
          onApprove={() => void store.getState().approveSelected(items)}
        />
      )}
      <BulkOutcome result={result} onOpen={open} onClose={() => store.getState().closeResult()} />
      {total > 0 && (
        <QueueList
          items={shown}
          total={total}
          openId={openId}
          selected={selected}
          ownUnit={person?.unit ?? null}
          onOpen={open}
          onSelect={select}
          onStep={onStep}
          onNearEnd={onMore}
        />
      )}
    </section>
  );
}
