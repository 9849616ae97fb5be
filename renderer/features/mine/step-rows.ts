import { type RefObject, useEffect, useRef } from 'react';

function togglesOf(place: HTMLElement | null): HTMLElement[] {
  return [...(place?.querySelectorAll<HTMLElement>('.mine-row__toggle') ?? [])];
}

/** Which row of `toggles` an element is in; -1 for none. */
function rowAt(toggles: readonly HTMLElement[], element: Element | null): number {
  const row = element?.closest('.mine-row') ?? null;
  return row === null ? -1 : toggles.findIndex((toggle) => row.contains(toggle));
}

/** Moves focus one row up (-1) or down (1) among the rows of `place`; from elsewhere to the first. */
export function stepRows(place: HTMLElement | null, by: 1 | -1): void {
  const toggles = togglesOf(place);
  const at = rowAt(toggles, document.activeElement);
  const next = toggles[at === -1 ? 0 : Math.min(toggles.length - 1, Math.max(0, at + by))];
  next?.focus({ preventScroll: true });
  next?.closest('.mine-row')?.scrollIntoView({ block: 'nearest' });
}

/** When the row in focus leaves its place (answered, withdrawn), the row that came there has the focus. */
export function useKeepFocus(place: RefObject<HTMLElement | null>, list: unknown): void {
  const last = useRef(-1);
  useEffect(() => {
    const remember = () => {
      last.current = rowAt(togglesOf(place.current), document.activeElement);
    };
    const forget = () => {
      last.current = -1;
    };
    document.addEventListener('focusin', remember);
    document.addEventListener('pointerdown', forget);
    return () => {
      document.removeEventListener('focusin', remember);
      document.removeEventListener('pointerdown', forget);
    };
  }, [place]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new list is what takes rows away.
  useEffect(() => {
    if (last.current === -1 || document.activeElement !== document.body) return;
    const toggles = togglesOf(place.current);
    toggles[Math.min(last.current, toggles.length - 1)]?.focus({ preventScroll: true });
  }, [place, list]);
}
