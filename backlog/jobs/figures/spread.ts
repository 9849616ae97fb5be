import type { Cell, Spread } from '../../../shared/domain/evidence.ts';
import { type Shown, suppress } from '../../../shared/domain/suppression.ts';
import { mondayOf, type Week, weekAfter } from '../../../shared/domain/week.ts';
import { countIn, type Known } from './heard.ts';

/** A quarter: periods by unit are always these, whatever is asked, so that none can be subtracted from another. */
export const BLOCK_WEEKS = 13;
/** Units listed at most, of those there is most to show of; in the order of their numbers. */
const LISTED = 40;
const WEEK_MS = 7 * 86_400_000;

/**
 * What each unit heard of a theme in two quarters: the last that was over before its release and the first that began after
 * it; before a release, or while the quarter after it is not over, the last two. Null where nothing can be shown.
 */
export function spreadOf(known: Known, id: string, releaseWeek: Week | null): Spread | null {
  const blocks = wholeBlocks(known.weeks);
  const around = releaseWeek === null ? null : aroundRelease(blocks, releaseWeek);
  const [before, after] = around ?? blocks.slice(-2);
  if (before === undefined || after === undefined) return null;
  const counts = known.units.map(({ number }) =>
    [before, after].map((block) => countOf(known, id, number, block)),
  );
  const { cells, withheld } = suppress(counts);
  if (withheld) return null;
  const units = known.units.map(({ number: unit, name }, row) => ({
    unit,
    name,
    before: cellOf(cells[row]?.[0]),
    after: cellOf(cells[row]?.[1]),
  }));
  return {
    weeks: BLOCK_WEEKS,
    before: spanOf(before),
    after: spanOf(after),
    released: around !== null,
    units: listed(units),
  };
}

type Block = readonly Week[];

/** The quarters of weeks, counted from one Monday for all time, that lie whole in these. */
function wholeBlocks(weeks: readonly Week[]): Block[] {
  const byBlock = Map.groupBy(weeks, (week) => Math.floor(mondayOf(week) / WEEK_MS / BLOCK_WEEKS));
  return [...byBlock.values()].filter((block) => block.length === BLOCK_WEEKS);
}

function aroundRelease(blocks: readonly Block[], release: Week): [Block, Block] | null {
  const before = blocks.findLast((block) => (block.at(-1) ?? '') < release);
  const after = blocks.find((block) => (block[0] ?? '') > release);
  return before === undefined || after === undefined ? null : [before, after];
}

/** Null where the unit logged nothing at all. */
function countOf(known: Known, id: string, unit: string, block: Block): number | null {
  const logged = known.logging.get(unit);
  if (!block.some((week) => logged?.has(week))) return null;
  return block.reduce((sum, week) => sum + countIn(known, id, week, unit), 0);
}

function spanOf(block: Block): Spread['before'] {
  const from = block[0] ?? '';
  return { from, to: weekAfter(from, BLOCK_WEEKS - 1) };
}

export function cellOf(shown: Shown | undefined): Cell {
  switch (shown?.kind) {
    case 'count':
      return shown.count;
    case 'few':
      return '<5';
    case 'hidden':
      return 'hidden';
    default:
      return 'no data';
  }
}

function listed(units: Spread['units']): Spread['units'] {
  const worth = ({ before, after }: Spread['units'][number]) =>
    [before, after].reduce(
      (sum: number, cell) => sum + (typeof cell === 'number' ? 4 : cell === 'no data' ? 0 : 1),
      0,
    );
  return units
    .toSorted((a, b) => worth(b) - worth(a) || (a.unit < b.unit ? -1 : 1))
    .slice(0, LISTED)
    .toSorted((a, b) => (a.unit < b.unit ? -1 : 1));
}
