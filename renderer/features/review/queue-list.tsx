import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { reviewMessages } from '../../../shared/i18n/review.ts';
import type { ReviewItem } from '../../../shared/view/entry.ts';
import { useTranslate } from '../../state/i18n.ts';
import { QueueRow } from './queue-row.tsx';

/** Two lines of text and one above, in pixels; rows are measured as they come. */
const ROUGH_HEIGHT = 85;
/** So many lines from the end, the next page is asked for. */
const NEAR_END = 40;

export interface QueueListProps {
  readonly items: readonly ReviewItem[];
  /** How many there are in all, also those not fetched. */
  readonly total: number;
  readonly openId: string | null;
  readonly selected: ReadonlySet<string>;
  readonly ownUnit: string | null;
  readonly onOpen: (id: string) => void;
  readonly onSelect: (id: string, range: boolean) => void;
  readonly onStep: (step: 1 | -1) => void;
  readonly onNearEnd: () => void;
}

/** The queue, of any length: only the rows in sight are in the page. Focus follows the open row with the arrows. */
export function QueueList(props: QueueListProps) {
  const { items, total, openId, onNearEnd, onStep } = props;
  const t = useTranslate(reviewMessages);
  const scroll = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: useCallback(() => scroll.current, []),
    estimateSize: () => ROUGH_HEIGHT,
    getItemKey: (index) => items[index]?.observation.id ?? index,
    overscan: 8,
  });
  const openAt = items.findIndex(({ observation }) => observation.id === openId);
  const rows = virtual.getVirtualItems();
  const lastShown = rows.at(-1)?.index ?? 0;

  useEffect(() => {
    if (items.length < total && lastShown > items.length - NEAR_END) onNearEnd();
  }, [items.length, total, lastShown, onNearEnd]);

  // Only when another one opens: what comes and goes above must not pull the list back from where one has scrolled.
  const latestAt = useRef(openAt);
  latestAt.current = openAt;
  useLayoutEffect(() => {
    if (openId !== null && latestAt.current !== -1)
      virtual.scrollToIndex(latestAt.current, { align: 'auto' });
  }, [openId, virtual]);

  const wanted = useRef<'input' | 'button' | null>(null);
  // A decision takes the row that had the focus out of the page: the one that opens instead takes it over.
  const kind = useRef<'input' | 'button' | null>(null);
  useLayoutEffect(() => {
    if (openId !== null && document.activeElement === document.body) wanted.current = kind.current;
  }, [openId]);

  // The row that an arrow went to may be drawn only after the scroll, so focus is tried again as rows come.
  useEffect(() => {
    const place = scroll.current;
    if (wanted.current === null || place === null) return;
    const focused = document.activeElement;
    const movedOn = focused !== document.body && !place.contains(focused);
    const row = movedOn
      ? null
      : place.querySelector<HTMLElement>(`[data-open="true"] ${wanted.current}`);
    if (movedOn || row !== null) wanted.current = null;
    row?.focus({ preventScroll: true });
  });

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    wanted.current = kind.current;
    onStep(event.key === 'ArrowDown' ? 1 : -1);
  };

  return (
    <div ref={scroll} className="queue__scroll">
      <ul
        className="virtual-rows"
        aria-label={t('queue')}
        style={{ height: virtual.getTotalSize() }}
        onKeyDown={onKeyDown}
        onFocus={({ target }) => {
          kind.current = target instanceof HTMLInputElement ? 'input' : 'button';
        }}
        onBlur={({ relatedTarget }) => {
          if (relatedTarget !== null) kind.current = null;
        }}
      >
        {rows.map(({ index, key, start }) => {
          const item = items[index];
          if (item === undefined) return null;
          const { id } = item.observation;
          return (
            <li
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              aria-setsize={total}
              aria-posinset={index + 1}
              className="virtual-rows__row"
              style={{ transform: `translateY(${start}px)` }}
            >
              <QueueRow
                item={item}
                isOpen={id === openId}
                isSelected={props.selected.has(id)}
                ownUnit={props.ownUnit}
                onOpen={props.onOpen}
                onSelect={props.onSelect}
              />
            </li>
          );
        })}
      </ul>
    </div>
  );
}
