/**
 * Q-values of Benjamini and Hochberg (J R Stat Soc B 1995;57:289-300; R: `p.adjust(method = "BH")`): calling everything up to
 * a q of 0.1 a discovery, at most one in ten discoveries is false on average, where the tests are independent or lean the
 * same way. In the order of the p-values given.
 */
export function falseDiscoveryRates(p: readonly number[]): number[] {
  const order = p.map((_, index) => index).sort((a, b) => (p[b] ?? 1) - (p[a] ?? 1));
  const q = new Array<number>(p.length).fill(1);
  let least = 1;
  order.forEach((index, place) => {
    const rank = p.length - place;
    least = Math.min(least, ((p[index] ?? 1) * p.length) / rank);
    q[index] = least;
  });
  return q;
}
