import fc from 'fast-check';
import { expect, it } from 'vitest';
import { falseDiscoveryRates } from './false-discovery.ts';

it("gives R's p.adjust(method = 'BH')", () => {
  const p = [
    0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216, 0.222, 0.251, 0.269, 0.275,
    0.34,
  ];
  const adjusted = [
    0.015, 0.06, 0.126, 0.126, 0.126, 0.15, 0.158571428571, 0.294642857143, 0.294642857143,
    0.294642857143, 0.294642857143, 0.294642857143, 0.294642857143, 0.294642857143, 0.34,
  ];
  falseDiscoveryRates(p).forEach((q, i) => {
    expect(q).toBeCloseTo(adjusted[i] ?? Number.NaN, 11);
  });
});

it('keeps the order of the tests, and never calls one surer than it is by itself', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (p) => {
      const q = falseDiscoveryRates(p);
      expect(q).toHaveLength(p.length);
      p.forEach((a, i) => {
        // p x m / m may round to the next number below.
        expect(q[i]).toBeGreaterThanOrEqual(a * (1 - 1e-12));
        expect(q[i]).toBeLessThanOrEqual(1);
        p.forEach((b, j) => {
          if (a < b) expect(q[i]).toBeLessThanOrEqual(q[j] ?? 0);
        });
      });
    }),
  );
});
