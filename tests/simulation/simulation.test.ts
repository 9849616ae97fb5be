import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import { layGround } from './ground.ts';
import { simulate } from './simulation.ts';

/** More, and the planted bugs: `npm run simulate`. */
const seeds = Array.from({ length: 25 }, (_, index) => index + 1);

let database: TestDatabase;
let ground: Awaited<ReturnType<typeof layGround>>;
const digests = new Map<number, string>();

beforeAll(async () => {
  database = await testDatabase();
  ground = await layGround(database.url);
});
afterAll(async () => {
  await ground.clear();
  await database.drop();
});

describe('people, machines and two replicas through faults', () => {
  it.each(seeds)('nothing is lost, doubled or left behind with seed %i', async (seed) => {
    const { findings, digest } = await simulate(seed, ground);
    digests.set(seed, digest);
    expect(findings).toEqual([]);
  });

  it.each([1, 7])('seed %i goes the same way a second time', async (seed) => {
    const { digest, steps } = await simulate(seed, ground);
    expect(steps).toBeGreaterThan(100);
    expect(digest).toBe(digests.get(seed));
  });
});
