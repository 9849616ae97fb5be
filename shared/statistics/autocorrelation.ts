/** Weeks hang together in pairs, threes and fours; from one to the next the bond loses at most this part. */
const SLOWEST_DECAY = 0.6;

/**
 * How the residuals of neighbouring periods hang together: their lag-1 correlation, without the downward pull that each
 * estimated column brings (about 1 / n a column). 0 where it is negative: that would narrow an interval.
 */
export function neighbourCorrelation(
  residuals: readonly number[],
  times: readonly number[],
  columns: number,
): number {
  let together = 0;
  let all = 0;
  residuals.forEach((residual, index) => {
    all += residual ** 2;
    if (index > 0 && (times[index] ?? 0) - (times[index - 1] ?? 0) === 1)
      together += residual * (residuals[index - 1] ?? 0);
  });
  if (all === 0) return 0;
  return Math.min(Math.max(together / all + columns / residuals.length, 0), 0.9);
}

/**
 * By how much the variance of an estimate grows because its periods hang together, at least 1. `influence`: what each period
 * gives the estimate, on the scale of its residual. A count is its rate and chance on top, so the correlation that lag 1 shows
 * is thinned and dies off more slowly than its powers: it falls by `SLOWEST_DECAY` a period, not by itself.
 */
export function wideningOf(
  influence: readonly number[],
  times: readonly number[],
  correlation: number,
): number {
  if (correlation <= 0) return 1;
  const decay = Math.max(correlation, SLOWEST_DECAY);
  let apart = 0;
  let together = 0;
  let earlier = 0;
  influence.forEach((a, i) => {
    if (i > 0) {
      const lag = (times[i] ?? 0) - (times[i - 1] ?? 0);
      const before = influence[i - 1] ?? 0;
      earlier = earlier * decay ** lag + correlation * before * decay ** (lag - 1);
    }
    apart += a * a;
    together += 2 * a * earlier;
  });
  return Math.max(1, (apart + together) / apart);
}
