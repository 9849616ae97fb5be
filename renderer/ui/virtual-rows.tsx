import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';

export interface VirtualRowsProps<T> {
  readonly items: readonly T[];
  readonly keyOf: (item: T) => string;
  readonly render: (item: T) => ReactNode;
  /** Rough height of a row in pixels; rows are measured as they come. */
  readonly estimate: (item: T) => number;
  readonly label: string;
}

/** From this many on, only the rows near the window are in the page. */
const VIRTUAL_FROM = 150;

/** A long list of rows of any height, scrolled with the window. Short lists are written out whole. */
export function VirtualRows<T>(props: VirtualRowsProps<T>) {
  if (props.items.length >= VIRTUAL_FROM) return <WindowedRows {...props} />;
  return (
    <ul className="virtual-rows" aria-label={props.label}>
      {props.items.map((item) => (
        <li key={props.keyOf(item)}>{props.render(item)}</li>
      ))}
    </ul>
  );
}

function WindowedRows<T>({ items, keyOf, render, estimate, label }: VirtualRowsProps<T>) {
  const list = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  // What stands above may grow: a row that opens, a banner.
  useLayoutEffect(() => {
    const measure = () => setTop(list.current?.offsetTop ?? 0);
    const watch = new ResizeObserver(measure);
    watch.observe(document.body);
    measure();
    return () => watch.disconnect();
  }, []);
  const virtual = useWindowVirtualizer({
    count: items.length,
    estimateSize: (index) => {
      const item = items[index];
      return item === undefined ? 0 : estimate(item);
    },
    getItemKey: (index) => {
      const item = items[index];
      return item === undefined ? index : keyOf(item);
    },
    overscan: 12,
    scrollMargin: top,
  });
  return (
    <ul
      ref={list}
      aria-label={label}
      className="virtual-rows"
      style={{ height: virtual.getTotalSize() }}
    >
      {virtual.getVirtualItems().map(({ index, key, start }) => {
        const item = items[index];
        if (item === undefined) return null;
        return (
          <li
            key={key}
            ref={virtual.measureElement}
            data-index={index}
            aria-setsize={items.length}
            aria-posinset={index + 1}
            className="virtual-rows__row"
            style={{ transform: `translateY(${start - top}px)` }}
          >
            {render(item)}
          </li>
        );
      })}
    </ul>
  );
}
