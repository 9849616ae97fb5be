/** A fitted log-linear model of counts. */
export interface LogLinearFit {
  /** One a column of the design, on the log scale. */
  readonly coefficients: readonly number[];
  /** Covariance of the coefficients for a Poisson count; times `dispersion` for a quasi-Poisson one. */
  readonly covariance: readonly (readonly number[])[];
  /** Expected counts. */
  readonly fitted: readonly number[];
  /** Pearson's chi-squared over the degrees of freedom; 1 for a Poisson count, NaN without degrees of freedom. */
  readonly dispersion: number;
  readonly degreesOfFreedom: number;
  readonly converged: boolean;
}

export interface LogLinearData {
  readonly counts: readonly number[];
  /** One row a count; the first column is usually 1. */
  readonly design: readonly (readonly number[])[];
  /** What a count is measured against (contacts, people), all above 0; absent: 1. */
  readonly exposure?: readonly number[] | undefined;
  /** Weight of each count; absent: 1. */
  readonly weights?: readonly number[] | undefined;
}

const MOST_STEPS = 60;
const CLOSE = 1e-10;
/** A mean this far from its neighbours is a column that the data say nothing about. */
const LARGEST_ETA = 40;

/**
 * Log-linear (Poisson) regression by iteratively reweighted least squares (McCullagh and Nelder, Generalized Linear Models,
 * 2nd ed., 2.5), as R's `glm(family = poisson)`. Null where the columns can't be told apart.
 */
export function fitLogLinear(data: LogLinearData): LogLinearFit | null {
  const { counts, design } = data;
  const rows = counts.length;
  const columns = design[0]?.length ?? 0;
  if (rows === 0 || columns === 0 || design.length !== rows) return null;
  const offset = (data.exposure ?? counts.map(() => 1)).map(Math.log);
  const weights = data.weights ?? counts.map(() => 1);
  const total = (row: number) => at(counts, row);

  let mean = counts.map((count) => Math.max(count, 0.1));
  let coefficients: number[] = [];
  let deviance = Number.POSITIVE_INFINITY;
  let converged = false;
  let information: number[][] = [];
  for (let step = 0; step < MOST_STEPS && !converged; step += 1) {
    information = zeros(columns, columns);
    const score = new Array<number>(columns).fill(0);
    for (let row = 0; row < rows; row += 1) {
      const mu = at(mean, row);
      const weight = at(weights, row) * mu;
      const working = Math.log(mu) - at(offset, row) + (total(row) - mu) / mu;
      const x = design[row] ?? [];
      for (let i = 0; i < columns; i += 1) {
        const xi = at(x, i) * weight;
        score[i] = at(score, i) + xi * working;
        const line = information[i] ?? [];
        for (let j = 0; j <= i; j += 1) line[j] = at(line, j) + xi * at(x, j);
      }
    }
    mirror(information);
    const solved = solve(information, score);
    if (solved === null) return null;
    coefficients = solved;
    mean = design.map((x, row) => {
      const eta = at(offset, row) + dot(x, coefficients);
      return Math.exp(Math.min(Math.max(eta, -LARGEST_ETA), LARGEST_ETA));
    });
    const next = devianceOf(counts, mean, weights);
    converged = Math.abs(next - deviance) < CLOSE * (Math.abs(next) + 0.1);
    deviance = next;
  }
  const covariance = inverse(information);
  if (covariance === null) return null;
  const degreesOfFreedom = weights.filter((weight) => weight > 0).length - columns;
  const pearson = counts.reduce((sum, count, row) => {
    const mu = at(mean, row);
    return sum + (at(weights, row) * (count - mu) ** 2) / mu;
  }, 0);
  return {
    coefficients,
    covariance,
    fitted: mean,
    dispersion: degreesOfFreedom > 0 ? pearson / degreesOfFreedom : Number.NaN,
    degreesOfFreedom,
    converged,
  };
}

/** Variance of a sum of coefficients, each times its factor, before any dispersion. */
export function varianceOf(fit: LogLinearFit, factors: readonly number[]): number {
  return factors.reduce(
    (sum, factor, i) => sum + factor * dot(fit.covariance[i] ?? [], factors),
    0,
  );
}

/**
 * What each count gives to a sum of coefficients, per unit of its Pearson residual, in a fit without weights: the squares sum
 * to `varianceOf`.
 */
export function influenceOn(
  fit: LogLinearFit,
  design: readonly (readonly number[])[],
  factors: readonly number[],
): number[] {
  const direction = fit.covariance.map((line) => dot(line, factors));
  return design.map((x, row) => dot(x, direction) * Math.sqrt(at(fit.fitted, row)));
}

function devianceOf(
  counts: readonly number[],
  mean: readonly number[],
  weights: readonly number[],
): number {
  return counts.reduce((sum, count, row) => {
    const mu = at(mean, row);
    const log = count === 0 ? 0 : count * Math.log(count / mu);
    return sum + 2 * at(weights, row) * (log - (count - mu));
  }, 0);
}

function zeros(rows: number, columns: number): number[][] {
  return Array.from({ length: rows }, () => new Array<number>(columns).fill(0));
}

function mirror(matrix: number[][]): void {
  for (let i = 0; i < matrix.length; i += 1)
    for (let j = i + 1; j < matrix.length; j += 1) {
      const line = matrix[i];
      if (line !== undefined) line[j] = at(matrix[j] ?? [], i);
    }
}

/** Cholesky factor of a symmetric matrix, or null where it is not positive definite beyond rounding. */
function cholesky(matrix: readonly (readonly number[])[]): number[][] | null {
  const size = matrix.length;
  const lower = zeros(size, size);
  for (let i = 0; i < size; i += 1) {
    const line = lower[i] ?? [];
    for (let j = 0; j <= i; j += 1) {
      let rest = at(matrix[i] ?? [], j);
      for (let k = 0; k < j; k += 1) rest -= at(line, k) * at(lower[j] ?? [], k);
      if (i === j) {
        if (!(rest > 1e-10 * Math.abs(at(matrix[i] ?? [], i)))) return null;
        line[i] = Math.sqrt(rest);
      } else line[j] = rest / at(lower[j] ?? [], j);
    }
  }
  return lower;
}

function solveWith(lower: readonly (readonly number[])[], right: readonly number[]): number[] {
  const size = lower.length;
  const half: number[] = [];
  for (let i = 0; i < size; i += 1) {
    let rest = at(right, i);
    for (let k = 0; k < i; k += 1) rest -= at(lower[i] ?? [], k) * at(half, k);
    half.push(rest / at(lower[i] ?? [], i));
  }
  const solution = new Array<number>(size).fill(0);
  for (let i = size - 1; i >= 0; i -= 1) {
    let rest = at(half, i);
    for (let k = i + 1; k < size; k += 1) rest -= at(lower[k] ?? [], i) * at(solution, k);
    solution[i] = rest / at(lower[i] ?? [], i);
  }
  return solution;
}

function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] | null {
  const lower = cholesky(matrix);
  return lower === null ? null : solveWith(lower, right);
}

function inverse(matrix: readonly (readonly number[])[]): number[][] | null {
  const lower = cholesky(matrix);
  if (lower === null) return null;
  const size = matrix.length;
  const columns = Array.from({ length: size }, (_, i) =>
    solveWith(
      lower,
      Array.from({ length: size }, (_unused, j) => (i === j ? 1 : 0)),
    ),
  );
  return columns;
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * at(b, i), 0);
}

function at(values: readonly number[], index: number): number {
  return values[index] ?? 0;
}
