import type { RatePoint } from '../../../shared/domain/evidence.ts';

interface Dot {
  readonly index: number;
  readonly value: number;
}
interface BandDot {
  readonly index: number;
  readonly low: number;
  readonly high: number;
}

/** Runs of weeks in a row that have something to draw; a jump at the release breaks the trend in two. */
function runs<T extends { readonly index: number }>(
  points: readonly RatePoint[],
  dotOf: (point: RatePoint, index: number) => T | null,
): T[][] {
  const found: T[][] = [];
  let after: boolean | null = null;
  points.forEach((point, index) => {
    const dot = dotOf(point, index);
    const now = point.without !== null;
    if (dot !== null) {
      const current = found.at(-1);
      const goesOn = current?.at(-1)?.index === index - 1 && now === after;
      if (goesOn && current !== undefined) current.push(dot);
      else found.push([dot]);
    }
    after = now;
  });
  return found;
}

export function linesOf(points: readonly RatePoint[], which: 'fitted' | 'without'): Dot[][] {
  return runs(points, (point, index) => {
    const value = point[which];
    return value === null ? null : { index, value };
  });
}

export function bandsOf(points: readonly RatePoint[]): BandDot[][] {
  return runs(points, ({ low, high }, index) =>
    low === null || high === null ? null : { index, low, high },
  );
}

/** The highest that must fit: what was observed and expected, and of the band no more than twice that. */
export function rateTop(points: readonly RatePoint[]): number {
  const seen = points.flatMap(({ rate, fitted, without }) => [
    rate ?? 0,
    fitted ?? 0,
    without ?? 0,
  ]);
  const highest = Math.max(0, ...seen);
  const band = Math.max(0, ...points.map(({ high }) => high ?? 0));
  return Math.min(Math.max(highest, band), highest * 2);
}
