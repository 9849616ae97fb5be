import { Button } from '@navikt/ds-react/Button';
import { useEffect, useRef, useState } from 'react';
import type { StoreApi } from 'zustand';
import { useStore } from 'zustand';
import { latestRevision } from '../../../shared/domain/observation.ts';
import { reviewMessages } from '../../../shared/i18n/review.ts';
import type { ReviewItem } from '../../../shared/view/entry.ts';
import { useLanguage, useTranslate } from '../../state/i18n.ts';
import { useSession } from '../../state/session.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useHotkeys } from '../../ui/use-hotkeys.ts';
import { ConfirmPanel } from './confirm-panel.tsx';
import { keptWords } from './kept.ts';
import { MergePanel } from './merge-panel.tsx';
import { NotePanel } from './note-panel.tsx';
import { Reading } from './reading.tsx';
import { RetagFields, RetagVerbs } from './retag.tsx';
import { noteKey, type Panel, type ReviewState } from './review-store.ts';
import { mergeOf, tagsOf, wordsOf } from './review-view.ts';
import { LastDone, Verbs } from './verbs.tsx';

/** The right of the page: one item, and what may be done with it at the foot. */
export function DecidePane({
  store,
  items,
  item,
  position,
  total,
  onStep,
  onList,
}: {
  readonly store: StoreApi<ReviewState>;
  readonly items: readonly ReviewItem[];
  readonly item: ReviewItem | undefined;
  /** Of the item in the queue, from 1. */
  readonly position: number;
  readonly total: number;
  readonly onStep: (by: 1 | -1) => void;
  readonly onList: () => void;
}) {
  const t = useTranslate(reviewMessages);
  const { person } = useSession();
  const state = useStore(store);
  const { panel, line, fault, made, goneMeanwhile } = state;
  const pane = useRef<HTMLElement>(null);
  useFocusAfterPanel(pane, panel.kind, item?.observation.id);
  const said = useSaid(store, item, position, total);

  const close = () => state.show({ kind: 'verbs' });
  const retagging = panel.kind === 'retag' && item !== undefined;
  useHotkeys({
    'ctrl+enter': retagging ? () => void state.retag(items, item) : undefined,
    escape: retagging ? close : undefined,
  });

  return (
    <section ref={pane} className="decide" aria-label={t('opened')} tabIndex={-1}>
      {/* Where the queue with its heading is out of sight. */}
      <h1 className="decide__title visually-hidden">{t('heading', { count: total })}</h1>
      <div role="status" className="visually-hidden">
        {said}
      </div>
      {item === undefined ? (
        <div className="decide__text">
          <div className="decide__empty">
            <h2>{t('empty')}</h2>
            <p className="quiet">{t('emptyHint')}</p>
          </div>
        </div>
      ) : (
        <div className="decide__text">
          <div className="pager">
            <p className="pager__place">{t('position', { position, total })}</p>
            <Button size="small" variant="tertiary" onClick={onList}>
              {t('showList')}
            </Button>
            <Button
              size="small"
              variant="secondary"
              disabled={position <= 1}
              onClick={() => onStep(-1)}
            >
              {t('previous')}
            </Button>
            <Button
              size="small"
              variant="secondary"
              disabled={position >= total}
              onClick={() => onStep(1)}
            >
              {t('next')}
            </Button>
          </div>
          <Reading
            item={item}
            ownUnit={person?.unit ?? null}
            tagFields={
              panel.kind === 'retag' ? (
                <RetagFields
                  key={item.observation.id}
                  tags={panel.tags}
                  temaMissing={panel.thenApprove}
                  onChange={(tags) => state.choose(tags)}
                  onSave={() => void state.retag(items, item)}
                  onCancel={close}
                />
              ) : null
            }
          />
        </div>
      )}
      <div className="decide__foot">
        {goneMeanwhile && item !== undefined && (
          <p className="decide__gone quiet">{t('goneMeanwhile')}</p>
        )}
        {panel.kind === 'verbs' && (
          <LastDone line={line} mayUndo={made.length > 0} onUndo={() => void state.undo()} />
        )}
        <ErrorNote error={fault} />
        {item !== undefined && <Foot store={store} items={items} item={item} onClose={close} />}
      </div>
    </section>
  );
}

/** The verbs, or what stands in their place while one of them asks for more. */
function Foot({
  store,
  items,
  item,
  onClose,
}: {
  readonly store: StoreApi<ReviewState>;
  readonly items: readonly ReviewItem[];
  readonly item: ReviewItem;
  readonly onClose: () => void;
}) {
  const state = useStore(store);
  const language = useLanguage();
  const { panel, busy, notes } = state;
  const { id } = item.observation;
  const ask = () => state.show({ kind: 'ask' });
  const retag = () => state.show({ kind: 'retag', thenApprove: false, tags: tagsOf(item) });
  switch (panel.kind) {
    case 'verbs':
      return (
        <Verbs
          onApprove={() => void state.approve(items, item)}
          onAsk={ask}
          onRetag={retag}
          onMerge={() => state.show({ kind: 'merge' })}
          onDecline={() => state.show({ kind: 'decline' })}
        />
      );
    case 'confirm':
      return (
        <ConfirmPanel
          places={keptWords(latestRevision(item.observation), language)?.places ?? ''}
          busy={busy}
          onConfirm={() => void state.confirm(items, item)}
          onAsk={ask}
          onRetag={retag}
          onCancel={onClose}
        />
      );
    case 'merge':
      return (
        <MergePanel
          key={id}
          item={item}
          busy={busy}
          onMerge={(into) => void state.decide(items, item, mergeOf(into))}
          onCancel={onClose}
        />
      );
    case 'retag':
      return (
        <RetagVerbs
          thenApprove={panel.thenApprove}
          busy={busy}
          onSave={() => void state.retag(items, item)}
          onCancel={onClose}
        />
      );
    default: {
      const { kind } = panel;
      const key = noteKey(kind, id);
      return (
        <NotePanel
          key={key}
          kind={kind}
          text={notes.get(key) ?? ''}
          busy={busy}
          onText={(text) => state.write(key, text)}
          onSend={(text, acknowledged) =>
            void state.decide(
              items,
              item,
              kind === 'ask'
                ? { kind: 'return', question: text }
                : { kind: 'decline', reason: text },
              acknowledged,
            )
          }
          onCancel={onClose}
        />
      );
    }
  }
}

/** When a panel closes, focus goes to the verb that opened it, or to the pane where another item has opened since. */
function useFocusAfterPanel(
  pane: { readonly current: HTMLElement | null },
  kind: Panel['kind'],
  id: string | undefined,
): void {
  const was = useRef({ kind, id });
  useEffect(() => {
    const before = was.current;
    was.current = { kind, id };
    const closed = before.kind !== 'verbs' && kind === 'verbs';
    const emptied = before.id !== undefined && id === undefined;
    const lost = document.activeElement === document.body;
    if (!lost || !(closed || emptied)) return;
    const verb =
      before.id === id
        ? pane.current?.querySelector<HTMLElement>(
            `[data-verb="${before.kind === 'confirm' ? 'approve' : before.kind}"]`,
          )
        : null;
    (verb ?? pane.current)?.focus({ preventScroll: true });
  }, [pane, kind, id]);
}

/** What is read out: what was done, and what is open now, unless focus already stands on it in the queue. */
function useSaid(
  store: StoreApi<ReviewState>,
  item: ReviewItem | undefined,
  position: number,
  total: number,
): string {
  const t = useTranslate(reviewMessages);
  const line = useStore(store, (state) => state.line);
  const [said, setSaid] = useState('');
  const was = useRef({ line, id: item?.observation.id });
  const id = item?.observation.id;
  const words = item === undefined ? null : wordsOf(item);
  useEffect(() => {
    const before = was.current;
    was.current = { line, id };
    const done = line !== null && line !== before.line;
    if (done)
      setSaid(
        [
          t(`done_${line.kind}`, { text: line.text }),
          words === null ? t('queueEmptyNow') : t('nextIs', { text: words }),
        ].join('. '),
      );
    else if (id !== before.id && before.id !== undefined && words !== null) {
      const inQueue = document.activeElement?.closest('.queue') ?? null;
      if (inQueue === null) setSaid(`${t('position', { position, total })}. ${words}`);
    }
  }, [line, id, words, position, total, t]);
  return said;
}
