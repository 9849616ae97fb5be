import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { reviewMessages } from '../../../shared/i18n/review.ts';
import { call } from '../../bridge.ts';
import { useTranslate } from '../../state/i18n.ts';
import { usePages } from '../../state/use-pages.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { PageHeading } from '../../ui/page-heading.tsx';
import { useHotkeys } from '../../ui/use-hotkeys.ts';
import { DecidePane } from './decide-pane.tsx';
import { idsOf, shownQueue, stepFrom } from './queue.ts';
import { QueuePane } from './queue-pane.tsx';
import { createReviewStore } from './review-store.ts';
import { tagsOf } from './review-view.ts';
import './review.css';

const askQueue = (limit: number, offset: number) => call('review.list', { limit, offset });

/** What waits for a decision: the queue, and one item of it to be decided. */
export function ReviewPage() {
  const t = useTranslate(reviewMessages);
  const { data, error, more, all } = usePages(askQueue, ['reviews']);
  const [store] = useState(() => createReviewStore(call));
  const state = useStore(store);
  const { decided, restored, openId, panel } = state;
  const items = data?.items;
  const shown = useMemo(
    () => shownQueue(items ?? [], decided, restored),
    [items, decided, restored],
  );
  const ids = useMemo(() => idsOf(shown), [shown]);
  const total = Math.max(ids.length, (data?.total ?? 0) - (items?.length ?? 0) + ids.length);
  const item = shown.find(({ observation }) => observation.id === openId);

  const before = useRef(ids);
  useEffect(() => {
    if (items !== undefined) store.getState().reconcile(items, before.current);
  }, [items, store]);
  useEffect(() => {
    before.current = ids;
  }, [ids]);

  const step = useCallback(
    (by: 1 | -1) => {
      const next = stepFrom(ids, store.getState().openId, by);
      if (next !== undefined) store.getState().open(next);
      if (next === ids.at(-1)) more();
    },
    [ids, store, more],
  );

  const choosing = panel.kind === 'verbs' && item !== undefined && items !== undefined;
  useHotkeys({
    arrowdown: () => step(1),
    arrowup: () => step(-1),
    z: panel.kind === 'verbs' ? () => void state.undo() : undefined,
    ...(choosing && {
      g: () => void state.approve(items, item),
      s: () => state.show({ kind: 'ask' }),
      m: () => state.show({ kind: 'retag', thenApprove: false, tags: tagsOf(item) }),
      f: () => state.show({ kind: 'merge' }),
      i: () => state.show({ kind: 'decline' }),
    }),
  });

  const [listShown, setListShown] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  // On a narrow page one of the two is hidden, and with it what had the focus.
  useEffect(() => {
    if (document.activeElement !== document.body) return;
    const shownNow = listShown ? '.queue [aria-current="true"]' : '.decide';
    place.current?.querySelector<HTMLElement>(shownNow)?.focus({ preventScroll: true });
  }, [listShown]);
  if (items === undefined)
    return (
      <div className="page page--reading">
        <PageHeading>{t('queue')}</PageHeading>
        {error === undefined ? (
          <p className="quiet" role="status">
            {t('loading')}
          </p>
        ) : (
          <ErrorNote error={error} />
        )}
      </div>
    );
  return (
    <div ref={place} className="review" data-list={listShown}>
      <QueuePane
        store={store}
        items={items}
        shown={shown}
        total={total}
        failed={error !== undefined}
        onStep={step}
        onMore={more}
        onAll={all}
        onOpened={() => setListShown(false)}
      />
      <DecidePane
        store={store}
        items={items}
        item={item}
        position={item === undefined ? 0 : ids.indexOf(item.observation.id) + 1}
        total={total}
        onStep={step}
        onList={() => setListShown(true)}
      />
    </div>
  );
}
