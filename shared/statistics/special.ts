/**
 * The few special functions the verdict and the alarms stand on. Written here because the packages that hold them bring
 * dozens of others; checked against the tables of Abramowitz and Stegun and against R in the tests.
 */

const LANCZOS = [
  0.9999999999998099, 676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406,
  12.507343278686905, -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
] as const;

/** Natural logarithm of the gamma function, for x > 0 (Lanczos, g = 7, nine terms; relative error below 1e-13). */
export function lnGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - lnGamma(1 - x);
  const z = x - 1;
  const base = z + 7.5;
  const series = LANCZOS.reduce(
    (sum, term, index) => (index === 0 ? term : sum + term / (z + index)),
    0,
  );
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(base) - base + Math.log(series);
}

const TINY = 1e-300;
const ENOUGH = 1e-15;
const MOST_TERMS = 10_000;

/** Regularised lower incomplete gamma function P(a, x), a > 0, x >= 0. */
export function gammaP(a: number, x: number): number {
  if (x <= 0) return 0;
  const front = Math.exp(-x + a * Math.log(x) - lnGamma(a));
  return x < a + 1 ? front * gammaSeries(a, x) : 1 - front * gammaFraction(a, x);
}

function gammaSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < MOST_TERMS && Math.abs(term) > Math.abs(sum) * ENOUGH; n += 1) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

/** Continued fraction of Q(a, x), evaluated by Lentz's method. */
function gammaFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let result = d;
  for (let n = 1; n < MOST_TERMS; n += 1) {
    const an = -n * (n - a);
    b += 2;
    d = 1 / notZero(an * d + b);
    c = notZero(b + an / c);
    result *= d * c;
    if (Math.abs(d * c - 1) < ENOUGH) break;
  }
  return result;
}

/** Regularised incomplete beta function I_x(a, b), a and b > 0, x in [0, 1]. */
export function betaI(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(
    lnGamma(a + b) - lnGamma(a) - lnGamma(b) + a * Math.log(x) + b * Math.log1p(-x),
  );
  return x < (a + 1) / (a + b + 2)
    ? (front * betaFraction(x, a, b)) / a
    : 1 - (front * betaFraction(1 - x, b, a)) / b;
}

function betaFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / notZero(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m < MOST_TERMS; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / notZero(1 + even * d);
    c = notZero(1 + even / c);
    result *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / notZero(1 + odd * d);
    c = notZero(1 + odd / c);
    result *= d * c;
    if (Math.abs(d * c - 1) < ENOUGH) break;
  }
  return result;
}

function notZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}

/** P(Z <= z) of the standard normal distribution. */
export function normalCdf(z: number): number {
  const tail = 0.5 * (1 - gammaP(0.5, (z * z) / 2));
  return z < 0 ? tail : 1 - tail;
}

/** P(T <= t) of Student's t with `df` degrees of freedom. */
export function studentCdf(t: number, df: number): number {
  const tail = 0.5 * betaI(df / (df + t * t), df / 2, 0.5);
  return t < 0 ? tail : 1 - tail;
}

/** The z with P(Z <= z) = p. */
export function normalQuantile(p: number): number {
  return quantile(p, normalCdf);
}

/** The t with P(T <= t) = p, `df` degrees of freedom. */
export function studentQuantile(p: number, df: number): number {
  return quantile(p, (t) => studentCdf(t, df));
}

/** Bisection on a distribution around zero: some sixty steps, exact to the last digits that the distribution gives. */
function quantile(p: number, cdf: (x: number) => number): number {
  if (!(p > 0 && p < 1)) return p === 0 ? -Infinity : p === 1 ? Infinity : Number.NaN;
  let low = -1;
  let high = 1;
  while (cdf(low) > p) low *= 2;
  while (cdf(high) < p) high *= 2;
  for (let step = 0; step < 200 && high - low > 1e-14 * Math.max(1, Math.abs(low)); step += 1) {
    const middle = (low + high) / 2;
    if (cdf(middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** P(N <= n) of a Poisson count with the given mean. */
export function poissonCdf(n: number, mean: number): number {
  if (n < 0) return 0;
  return mean <= 0 ? 1 : 1 - gammaP(Math.floor(n) + 1, mean);
}

/** Nearer to 1 than this the negative binomial's size is so large that it is the Poisson count it tends to. */
const HARDLY_OVERDISPERSED = 1e-6;

/**
 * P(N <= n) of a negative binomial count with the given mean and variance = dispersion x mean; Poisson where the
 * dispersion is 1 or less.
 */
export function overdispersedCdf(n: number, mean: number, dispersion: number): number {
  if (n < 0) return 0;
  if (mean <= 0) return 1;
  if (dispersion <= 1 + HARDLY_OVERDISPERSED) return poissonCdf(n, mean);
  const size = mean / (dispersion - 1);
  return betaI(1 / dispersion, size, Math.floor(n) + 1);
}

/** P(N >= n) of a Poisson count with the given mean; exact far out in the tail, where 1 minus the distribution is not. */
export function poissonTail(n: number, mean: number): number {
  if (n <= 0) return 1;
  return mean <= 0 ? 0 : gammaP(Math.ceil(n), mean);
}

/** P(N >= n) of a negative binomial count with the given mean and variance = dispersion x mean, as `overdispersedCdf`. */
export function overdispersedTail(n: number, mean: number, dispersion: number): number {
  if (n <= 0) return 1;
  if (mean <= 0) return 0;
  if (dispersion <= 1 + HARDLY_OVERDISPERSED) return poissonTail(n, mean);
  return betaI(1 - 1 / dispersion, Math.ceil(n), mean / (dispersion - 1));
}
