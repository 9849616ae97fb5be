/** The gate is tuned on `dev`. `test` is only ever looked at. */
export const seeds = { dev: 20_261_124, test: 7_031_947 } as const;
