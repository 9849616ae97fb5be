import { setTimeout as delay } from 'node:timers/promises';
import { askForTicket } from '../../electron/loopback/instance.ts';
import { isWindowed } from './app-part.ts';
import type { Options } from './arguments.ts';
import { showInBrowser } from './browser.ts';
import type { Ending } from './ending.ts';
import { holdHome } from './home.ts';
import { printReady, say } from './print.ts';
import { endLeftovers, type LauncherRecord, readRecord } from './record.ts';
import { makeStage, type Stage } from './stage.ts';

/** How long a start waits for another one of the same home that is not ready yet. */
const OTHER_START_MS = 60_000;

/**
 * Runs the one start of a home: puts right what an earlier one left, starts, and stops every process when it is time to end.
 * Where another start has the home, gives a fresh address to that one. Resolves with the exit code.
 */
export async function runOneStart(
  home: string,
  options: Options,
  ending: Ending,
  start: (stage: Stage, record: LauncherRecord) => Promise<void>,
): Promise<number> {
  const lock = holdHome(home);
  if (lock === null) return Promise.race([handOver(home, options), ending.code]);
  await endLeftovers(home, say);
  const record = readRecord(home);
  record.clear();
  const stage = makeStage(home, record, say);
  try {
    say(`Lytt's data are in ${home}`);
    return await Promise.race([ending.code, start(stage, record).then(() => ending.code)]);
  } finally {
    await stage.stop();
    record.clear();
    lock.release();
  }
}

async function handOver(home: string, options: Options): Promise<number> {
  let told = false;
  const end = performance.now() + OTHER_START_MS;
  while (performance.now() < end) {
    const { running } = readRecord(home);
    if (running?.window === true) {
      say(`Lytt runs already on ${home}, in its own window.`);
      printReady({ app: null, ...running }, options.json);
      return 0;
    }
    const ticket = running === null ? null : await askForTicket(home, fetch);
    if (running !== null && ticket !== null) {
      say(`Lytt runs already on ${home}; here is a new address to it.`);
      printReady({ app: ticket.url, ...running }, options.json);
      if (isWindowed(options)) await showInBrowser(home);
      return 0;
    }
    if (!told) say(`Another start of Lytt holds ${home}; waiting until it is ready.`);
    told = true;
    await delay(300);
  }
  throw new Error(`Another start of Lytt holds ${home}, and does not become ready. End it first.`);
}
