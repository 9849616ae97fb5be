import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Insight } from '../../../shared/domain/theme.ts';

export interface Chosen {
  readonly ids: ReadonlySet<string>;
  /** Chosen, but not among what is shown just now. */
  readonly outOfSight: number;
  readonly allShown: boolean;
  toggle(id: string, on: boolean, range: boolean): void;
  /** Chooses all that is shown, or lets go of everything. */
  all(on: boolean): void;
  clear(): void;
}

/**
 * Which insights are chosen. A choice outlives a search, so that one may gather from several; what is gone from the backlog
 * (`everything`, undefined while it is not known) is let go of.
 */
export function useChosen(
  shown: readonly Insight[],
  everything: readonly Insight[] | undefined,
): Chosen {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [anchor, setAnchor] = useState<string | null>(null);

  useEffect(() => {
    if (everything === undefined) return;
    const here = new Set(everything.map(({ id }) => id));
    setIds((before) => {
      const left = [...before].filter((id) => here.has(id));
      return left.length === before.size ? before : new Set(left);
    });
  }, [everything]);

  const toggle = useCallback(
    (id: string, on: boolean, range: boolean) => {
      setIds((before) => {
        const next = new Set(before);
        for (const one of spanOf(shown, range ? anchor : null, id))
          if (on) next.add(one);
          else next.delete(one);
        return next;
      });
      setAnchor(id);
    },
    [shown, anchor],
  );
  const all = useCallback(
    (on: boolean) => setIds(on ? new Set(shown.map(({ id }) => id)) : new Set()),
    [shown],
  );
  const clear = useCallback(() => setIds(new Set()), []);

  const inSight = useMemo(() => shown.filter(({ id }) => ids.has(id)).length, [shown, ids]);
  return {
    ids,
    outOfSight: ids.size - inSight,
    allShown: shown.length > 0 && inSight === shown.length,
    toggle,
    all,
    clear,
  };
}

/** The ids from `anchor` to `id` as they stand in the list; only `id` where there is no such stretch. */
export function spanOf(
  shown: readonly { readonly id: string }[],
  anchor: string | null,
  id: string,
): string[] {
  const from = anchor === null ? -1 : shown.findIndex((one) => one.id === anchor);
  const to = shown.findIndex((one) => one.id === id);
  if (from === -1 || to === -1) return [id];
  return shown.slice(Math.min(from, to), Math.max(from, to) + 1).map((one) => one.id);
}
