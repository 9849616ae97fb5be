import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { entityOf } from '../../shared/domain/operation.ts';
import { PUSH_LIMIT } from '../../shared/protocol/protocol.ts';
import { checkDrained, checkEnd } from './checks.ts';
import { planDisturbances } from './disturbances.ts';
import type { Finding } from './finding.ts';
import type { PersonName } from './people.ts';
import { Random } from './random.ts';
import { Timeline } from './timeline.ts';
import type { Outcome } from './worker-messages.ts';
import { type Ground, type Setting, World } from './world.ts';

/**
 * What is promised: so long after all is well again every outbox is empty and every replica equal. Twice as long where the
 * service was set back: then each app must first find out, and be told what to do.
 */
const HEALED_MS = 60_000;
const GLANCE_MS = 2_000;
/** Between two looks of a person at what was set aside. */
const LOOK_MS = 20_000;
const LOOKS = 4;

/** Runs one seed. `tell` hears every step; null: nobody wants to. */
export async function simulate(
  seed: number,
  ground: Ground,
  tell: ((line: string) => void) | null = null,
): Promise<Outcome> {
  const timeline = new Timeline(tell);
  const folder = mkdtempSync(join(ground.folder, 'seed-'));
  const random = new Random(seed, 'setting');
  const world = new World(settingOf(seed, random), ground, timeline, folder);
  const findings: Finding[] = [];
  try {
    const length = random.between(60, 120) * 1_000;
    await world.begin();
    planDisturbances(world, new Random(seed, 'disturbances'), length);
    planDoings(world, new Random(seed, 'doings'), length);
    await timeline.pass(length);
    await world.heal();
    await healedFor(world, world.restored ? 2 * HEALED_MS : HEALED_MS);
    findings.push(...(await checkDrained(world)));
    await lookAfter(world);
    findings.push(...(await checkEnd(world)));
  } catch (error) {
    findings.push({
      check: 'runs',
      detail: error instanceof Error ? `${error.stack}` : `${error}`,
    });
  } finally {
    if (tell !== null) explain(world, findings, tell);
    await world.end();
    rmSync(folder, { recursive: true, force: true });
  }
  return { seed, digest: timeline.digest(), steps: timeline.steps, findings };
}

/** What is known of the things that the findings name, and of the entries and themes behind operations that they name. */
function explain(world: World, findings: readonly Finding[], tell: (line: string) => void): void {
  const named = findings.flatMap(
    ({ detail }) => /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(detail)?.[0] ?? [],
  );
  const entries = named.flatMap((id) => {
    const operation = world.ledger.made.get(id)?.operation;
    return operation === undefined ? [] : entityOf(operation);
  });
  for (const id of new Set([...named, ...entries]))
    for (const line of world.ledger.historyOf(id)) tell(`${id} ${line}`);
}

function settingOf(seed: number, random: Random): Setting {
  const machines: Record<string, PersonName> = {
    'kari-1': 'kari',
    'kari-2': 'kari',
    'ola-1': 'ola',
    'siri-1': 'siri',
    'pia-1': 'pia',
  };
  if (random.chance(0.3)) machines['dag-1'] = 'dag';
  return {
    seed,
    machines,
    faults: random.pick([0.05, 0.15, 0.25, 0.4]),
    // With the longest wait between tries, 50 s, still within what is promised: a change may go out late and be looked for late.
    pollMs: random.pick([5_000, 8_000]),
    tokenLife: random.pick([30_000, 90_000, 600_000]),
    // So small that several go out at once: people do not write so fast that it would happen by itself.
    pushLimit: seed % 6 === 3 ? 2 : PUSH_LIMIT,
    skew: random.between(-5_000, 5_000),
  };
}

/** When each person does something; what it is, she decides by what her app shows her then. */
function planDoings(world: World, random: Random, length: number): void {
  for (const machine of world.machines)
    for (let at = random.between(0, 5_000); at < length; at += random.between(2_000, 20_000)) {
      const times = random.chance(0.1) ? random.between(2, 5) : 1;
      world.timeline.plan(at, () => world.act(machine, times));
    }
}

/** Only what has halted needs a person. */
async function healedFor(world: World, length: number): Promise<void> {
  const looks = length / GLANCE_MS;
  for (let look = 0; look < looks; look += 1) {
    if (world.restored) for (const machine of world.machines) world.sendAgain(machine);
    await world.timeline.pass(GLANCE_MS);
  }
}

/** Where a role was lost or the service set back, people find things set aside through no fault of theirs. */
async function lookAfter(world: World): Promise<void> {
  if (!world.restored && !world.deposed) return;
  for (let look = 1; look <= LOOKS; look += 1) {
    const last = look === LOOKS;
    if (!world.mend((made, code) => last && mayBeGivenUp(made?.operation.kind, code))) return;
    await world.timeline.pass(LOOK_MS);
  }
}

/** Insights and replies are the service's own, and have other names after it was set back. */
function mayBeGivenUp(kind: string | undefined, code: string): boolean {
  return (
    (kind === 'theme.place' && code === 'insight.unknown') ||
    (kind === 'reply.read' && code === 'reply.unknown')
  );
}
