import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { people, ServiceUnderTest } from '../support/backlog-service.ts';
import { startTestApp } from '../support/test-app.ts';
import { Ledger, runChild } from './kills.ts';

// `npm run faults -- --kills 1000` asks for more. Two apps at a time, each of a person of its own.
const KILLS = Number(process.env['LYTT_KILLS'] ?? 50);
const LANES = 2;
/** So often one person's app is killed; then it is another's turn, so that the last of a thousand starts is as quick as the first. */
const KILLS_EACH = 25;
const LONGEST_MS = 250;
/** Far beyond what it takes: a bound for what hangs. */
const LIMIT_MS = 120_000 + KILLS * 10_000;

let service: ServiceUnderTest;
let folder: string;
beforeAll(async () => {
  service = await ServiceUnderTest.start();
  folder = mkdtempSync(join(tmpdir(), 'lytt-kills-'));
  // What was read once need not be read anew by every start.
  process.env['NODE_COMPILE_CACHE'] = join(folder, 'compiled');
});
afterAll(async () => {
  await service.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A number from 0 to 1 that the run's seed decides. */
function random(seed: number, n: number): number {
  let value = Math.imul(seed ^ (n * 0x9e3779b1), 0x85ebca6b) >>> 0;
  value = Math.imul(value ^ (value >>> 15), 0xc2b2ae35) >>> 0;
  return ((value ^ (value >>> 13)) >>> 0) / 2 ** 32;
}

async function killAgainAndAgain(person: number, kills: number): Promise<void> {
  const home = join(folder, `home-${person}`);
  const sub = `kari-${person}`;
  const { url: backlogUrl, issuer } = service;
  const settings = { home, backlogUrl, issuer: issuer.issuer, audience: issuer.audience };
  const first = await startTestApp({ home });
  await first.app.close();
  const signedIn = await startTestApp({ ...settings, backlogUrl: 'http://127.0.0.1:1' });
  await signedIn.keepToken('kari', await issuer.token({ ...people.kari, sub }));
  await signedIn.app.close();

  const seed = Number(process.env['LYTT_SEED']) + person;
  const ledger = new Ledger();
  // One that ends in order keeps what it compiled for those that don't.
  await runChild(settings, kills, null, ledger);
  for (let round = 0; round < kills; round += 1) {
    await runChild(settings, round, Math.ceil(random(seed, round) * LONGEST_MS), ledger);
    expect(ledger.faults, `LYTT_SEED=${process.env['LYTT_SEED']}`).toEqual([]);
  }
  await runChild(settings, kills, null, ledger);
  expect(ledger.faults).toEqual([]);
  // All but those killed while they started had saved something.
  expect(ledger.saved.size).toBeGreaterThanOrEqual(kills - Math.floor((kills + 2) / 8));

  // What she sees is what the service has: each entry once, with the last words called saved.
  const { rows } = await service.pool.query<{ id: string; text: string }>(
    `SELECT o.id, (SELECT text FROM revision r WHERE r.observation_id = o.id ORDER BY ordinal DESC LIMIT 1) AS text
     FROM observation o WHERE author = $1 AND NOT withdrawn`,
    [sub],
  );
  expect(new Map(rows.map(({ id, text }) => [id, text]))).toEqual(ledger.held);
  const texts = rows.map(({ text }) => text.replace(/ rettet$/, ''));
  expect(new Set(texts).size).toBe(texts.length);
}

test(
  `killed ${KILLS} times while it saves and syncs: nothing called saved is lost, nothing is doubled`,
  async () => {
    let persons = 0;
    let left = KILLS;
    const lane = async () => {
      while (left > 0) {
        const kills = Math.min(left, KILLS_EACH);
        left -= kills;
        persons += 1;
        await killAgainAndAgain(persons, kills);
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
  },
  LIMIT_MS,
);
