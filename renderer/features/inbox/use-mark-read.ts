import { useCallback, useEffect, useRef, useState } from 'react';
import { call } from '../../bridge.ts';
import type { HappenedLine } from './inbox-lines.ts';

/** So long a line must have been in sight to count as read. */
const READ_AFTER_MS = 1000;

export interface MarkRead {
  /** Lines that were unread when they first were shown on this visit: they stay marked as new while one reads. */
  readonly isNew: (line: HappenedLine) => boolean;
  /** Ref of a line's element, which names its line in `data-line`. */
  readonly watch: (element: HTMLElement | null) => (() => void) | undefined;
}

/** Marks replies as read once they have been in sight for a second, in a page that is itself in sight. */
export function useMarkRead(lines: readonly HappenedLine[]): MarkRead {
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const unread = useRef(new Map<string, readonly string[]>());
  unread.current = new Map(
    lines.flatMap((line) =>
      line.kind === 'reply' && line.unread.length > 0 ? [[line.id, line.unread] as const] : [],
    ),
  );
  const sent = useRef(new Set<string>());

  useEffect(() => {
    const unreadNow = lines.filter((line) => line.kind === 'reply' && line.unread.length > 0);
    setFresh((before) =>
      unreadNow.every(({ id }) => before.has(id))
        ? before
        : new Set([...before, ...unreadNow.map(({ id }) => id)]),
    );
  }, [lines]);

  const watched = useRef(new Set<HTMLElement>());
  const observer = useRef<IntersectionObserver | null>(null);
  useEffect(() => {
    const timers = new Map<Element, ReturnType<typeof setTimeout>>();
    const read = async (element: Element) => {
      const line = element.getAttribute('data-line') ?? '';
      const replyIds = (unread.current.get(line) ?? []).filter((id) => !sent.current.has(id));
      if (replyIds.length === 0 || document.visibilityState === 'hidden') return;
      for (const id of replyIds) sent.current.add(id);
      try {
        await call('reply.read', { replyIds });
      } catch {
        // Stays unread, and is tried again the next time it comes into sight.
        for (const id of replyIds) sent.current.delete(id);
      }
    };
    const watching = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          clearTimeout(timers.get(target));
          timers.delete(target);
          if (isIntersecting)
            timers.set(
              target,
              setTimeout(() => void read(target), READ_AFTER_MS),
            );
        }
      },
      { threshold: 0.5 },
    );
    observer.current = watching;
    for (const element of watched.current) watching.observe(element);
    return () => {
      watching.disconnect();
      observer.current = null;
      for (const timer of timers.values()) clearTimeout(timer);
    };
  }, []);

  const watch = useCallback((element: HTMLElement | null) => {
    if (element === null) return;
    watched.current.add(element);
    observer.current?.observe(element);
    return () => {
      watched.current.delete(element);
      observer.current?.unobserve(element);
    };
  }, []);
  const isNew = useCallback((line: HappenedLine) => fresh.has(line.id), [fresh]);
  return { isNew, watch };
}
