import type { Machine } from './machine.ts';
import { people } from './people.ts';
import type { Random } from './random.ts';
import type { World } from './world.ts';

/** Between two looks of a person at what her app says of its sync. */
const LOOK_MS = 3_000;
/** Two days either way: nothing may be decided by a clock. */
const DAYS_OFF = 48 * 3_600_000;

/** Plans all that goes wrong in a run of `length` milliseconds beside what happens to single requests. */
export function planDisturbances(world: World, random: Random, length: number): void {
  const { timeline, machines, network, replicas } = world;
  const sometime = () => random.between(1_000, length - 1_000);
  const times = (most: number) => Array.from({ length: random.between(0, most) }, sometime);

  for (const machine of machines) planClock(world, machine, random, length);
  for (const at of times(4)) {
    const name = random.chance(0.3) ? '*' : random.pick(machines).name;
    const how = random.pick(['refused', 'refused', 'silent'] as const);
    span(world, at, random.between(3_000, 60_000), length, {
      begin: () => network.cutOff.set(name, how),
      end: () => network.cutOff.delete(name),
    });
  }
  if (random.chance(0.3)) {
    const { name } = random.pick(machines);
    span(world, sometime(), random.between(5_000, 40_000), length, {
      begin: () => network.captive.add(name),
      end: () => network.captive.delete(name),
    });
  }
  for (const at of times(3)) timeline.plan(at, () => random.pick(machines).die());
  for (const at of times(5)) {
    const transactions = random.between(1, 12);
    timeline.plan(at, () => random.pick(machines).dieAtCommit(transactions));
  }
  for (const at of times(3)) {
    const statements = random.between(1, 16);
    const replica = random.pick(replicas);
    timeline.plan(at, () => replica.doom({ kind: 'kill' }, statements));
    timeline.plan(at + random.between(2_000, 15_000), () => replica.start());
  }
  for (const at of times(3)) {
    const statements = random.between(1, 24);
    const when = random.pick(['before', 'after', 'after'] as const);
    const replica = random.pick(replicas);
    timeline.plan(at, () => replica.doom({ kind: 'cut', when }, statements));
  }
  planLogin(world, random, length);
  planHalts(world, random, length);
  if (random.chance(0.25)) planRestore(world, random, length);
  if (random.chance(0.4))
    timeline.plan(sometime(), () =>
      world.poison(
        random.pick(machines.filter(({ owner }) => owner !== 'pia')),
        random.weighed({ 'text.identifies': 3, 'unit.unknown': 2, 'service.failed': 2 }),
      ),
    );
  for (let at = 20_000; at < length; at += 20_000)
    timeline.plan(at, () => random.pick(replicas).doOwn('escalation'));
}

function span(
  world: World,
  at: number,
  lasts: number,
  length: number,
  { begin, end }: { readonly begin: () => unknown; readonly end: () => unknown },
): void {
  world.timeline.plan(at, () => void begin());
  world.timeline.plan(Math.min(at + lasts, length), () => void end());
}

function planClock(world: World, machine: Machine, random: Random, length: number): void {
  const offsets = [0, 0, DAYS_OFF, -DAYS_OFF, 90_000, -90_000];
  machine.ahead = random.pick(offsets);
  if (random.chance(0.5))
    world.timeline.plan(random.between(0, length), () => {
      machine.ahead = random.pick(offsets);
      world.timeline.note(`${machine.name} has its clock ${machine.ahead / 1000} s ahead`);
    });
}

function planLogin(world: World, random: Random, length: number): void {
  const { timeline, machines } = world;
  if (random.chance(0.25)) {
    const machine = random.pick(machines);
    span(world, random.between(0, length), random.between(5_000, 30_000), length, {
      begin: () => {
        machine.signedOut = true;
      },
      end: () => {
        machine.signedOut = false;
        machine.account?.nudge();
      },
    });
  }
  if (random.chance(0.25)) {
    const machine = random.pick(machines);
    span(world, random.between(0, length), random.between(5_000, 30_000), length, {
      begin: () => {
        machine.issuerIsDown = true;
        machine.forgetToken();
      },
      end: () => {
        machine.issuerIsDown = false;
      },
    });
  }
  if (random.chance(0.3))
    span(world, random.between(0, length), random.between(5_000, 25_000), length, {
      begin: () => {
        world.tokensRefused = true;
      },
      end: () => {
        world.tokensRefused = false;
      },
    });
  // The supervisor is away, and another has her role: what came through it is no longer hers to see.
  if (random.chance(0.25)) {
    const siri = machines.filter(({ owner }) => owner === 'siri');
    const become = (roles: readonly ('caseworker' | 'supervisor')[]) => {
      world.deposed = true;
      world.claims.set('siri', { ...people.siri, roles });
      for (const machine of siri) machine.forgetToken();
      timeline.note(`siri is ${roles.join(' ')}`);
    };
    const at = random.between(10_000, length / 2);
    timeline.plan(at, () => become(['caseworker']));
    if (random.chance(0.5))
      timeline.plan(at + random.between(10_000, length / 2), () => become(people.siri.roles));
  }
}

/** A person who finds that her app has halted has everything sent again, sooner or later. */
function planHalts(world: World, random: Random, length: number): void {
  for (let at = LOOK_MS; at < length; at += LOOK_MS)
    world.timeline.plan(at, () => {
      for (const machine of world.machines) if (random.chance(0.4)) world.sendAgain(machine);
    });
}

/** The service is set back to a time before; an operator raises the epoch. */
function planRestore(world: World, random: Random, length: number): void {
  const at = random.between(5_000, length / 2);
  world.timeline.plan(at, () => world.takeBackup());
  world.timeline.plan(at + random.between(5_000, length / 2), () => world.restore());
}
