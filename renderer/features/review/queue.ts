import { latestRevision } from '../../../shared/domain/observation.ts';
import type { ReviewItem } from '../../../shared/view/entry.ts';

/** Observation id → the revision that was decided here; its item may still be in a list fetched before that. */
export type Decided = ReadonlyMap<string, string>;

/**
 * The queue as it stands on the screen: without what was decided here a moment ago, and with what was taken back before the
 * list has it again (in its place, longest waiting first).
 */
export function shownQueue(
  items: readonly ReviewItem[],
  decided: Decided,
  restored: ReviewItem | null,
): readonly ReviewItem[] {
  const left = items.filter(
    ({ observation }) => decided.get(observation.id) !== latestRevision(observation).id,
  );
  if (restored === null) return left;
  if (left.some(({ observation }) => observation.id === restored.observation.id)) return left;
  const before = left.findIndex(({ waitingSince }) => waitingSince > restored.waitingSince);
  return left.toSpliced(before === -1 ? left.length : before, 0, restored);
}

/** What is decided and still in the list; the rest needs no more hiding, and may come back with an answer. */
export function stillDecided(items: readonly ReviewItem[], decided: Decided): Decided {
  const listed = new Set(items.map(({ observation }) => observation.id));
  const kept = new Map([...decided].filter(([id]) => listed.has(id)));
  return kept.size === decided.size ? decided : kept;
}

/** What opens when `id` leaves: the one after it, else the one before, else none. */
export function neighbourOf(ids: readonly string[], id: string | null): string | null {
  const at = id === null ? -1 : ids.indexOf(id);
  if (at === -1) return ids[0] ?? null;
  return ids[at + 1] ?? ids[at - 1] ?? null;
}

/** One step up (-1) or down (1); stays at the ends. */
export function stepFrom(
  ids: readonly string[],
  id: string | null,
  step: 1 | -1,
): string | undefined {
  const at = id === null ? -1 : ids.indexOf(id);
  if (at === -1) return ids[0];
  return ids[Math.min(ids.length - 1, Math.max(0, at + step))];
}

/**
 * The selection after a click on a box. With `range`, all from the last clicked (`anchor`) to this one become as this one
 * becomes.
 */
export function toggled(
  selected: ReadonlySet<string>,
  ids: readonly string[],
  id: string,
  anchor: string | null,
  range: boolean,
): ReadonlySet<string> {
  const on = !selected.has(id);
  const from = range && anchor !== null ? ids.indexOf(anchor) : -1;
  const to = ids.indexOf(id);
  const touched =
    from === -1 || to === -1 ? [id] : ids.slice(Math.min(from, to), Math.max(from, to) + 1);
  const next = new Set(selected);
  for (const one of touched) {
    if (on) next.add(one);
    else next.delete(one);
  }
  return next;
}

export function idsOf(items: readonly ReviewItem[]): string[] {
  return items.map(({ observation }) => observation.id);
}

export function without(
  selected: ReadonlySet<string>,
  ids: readonly string[],
): ReadonlySet<string> {
  const next = new Set(selected);
  for (const id of ids) next.delete(id);
  return next;
}

/** Of `ids`, the first that stood after `id` in `before`, else the last that stood ahead of it, else the first of all. */
export function nearest(
  before: readonly string[],
  id: string | null,
  ids: readonly string[],
): string | null {
  const left = new Set(ids);
  const at = id === null ? -1 : before.indexOf(id);
  if (at === -1) return ids[0] ?? null;
  return (
    before.slice(at + 1).find((one) => left.has(one)) ??
    before.slice(0, at).findLast((one) => left.has(one)) ??
    ids[0] ??
    null
  );
}

/** `ids` in parts of at most `size`. */
export function chunks(ids: readonly string[], size: number): string[][] {
  const parts: string[][] = [];
  for (let at = 0; at < ids.length; at += size) parts.push(ids.slice(at, at + size));
  return parts;
}
