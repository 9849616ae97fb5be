/** A stream of numbers in (0, 1), the same for the same seed. */
export type Draw = () => number;

/** Marsaglia's xorshift on 32 bits, after a mixing of the seed: plenty for simulations of a few million draws. */
export function seeded(seed: number): Draw {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return ((state >>> 0) + 0.5) / 2 ** 32;
  };
}

export function normal(draw: Draw): number {
  return Math.sqrt(-2 * Math.log(draw())) * Math.cos(2 * Math.PI * draw());
}

/** Gamma with the given shape and scale 1 (Marsaglia and Tsang, ACM Trans Math Softw 2000;26:363-372). */
export function gamma(draw: Draw, shape: number): number {
  if (shape < 1) return gamma(draw, shape + 1) * draw() ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(draw);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(draw()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** A Poisson count, by multiplying; large means are split. */
export function poisson(draw: Draw, mean: number): number {
  if (mean > 30) return poisson(draw, mean / 2) + poisson(draw, mean / 2);
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = draw(); product > limit; product *= draw()) count += 1;
  return count;
}

/** A count with variance = dispersion x mean: negative binomial, Poisson at 1. */
export function count(draw: Draw, mean: number, dispersion: number): number {
  if (dispersion <= 1 || mean <= 0) return poisson(draw, mean);
  const size = mean / (dispersion - 1);
  return poisson(draw, gamma(draw, size) * (dispersion - 1));
}
