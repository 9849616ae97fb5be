import { setImmediate as turn } from 'node:timers/promises';
import { type Figure, median, percentile, type Report, spreadOf } from './figure.ts';

/** One of those that are measured against each other. */
export interface Side {
  readonly name: string;
  round(): Promise<Took>;
  /** What the round has left to a pause, done after it. Milliseconds; they count in the throughput, not in how long a piece of work takes. */
  pause?(): Promise<number>;
}

/** Of one round, in milliseconds: each piece of work, and all of it. */
export interface Took {
  readonly each: readonly number[];
  readonly all: number;
}

interface Round {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Pieces of work a second, with what was left to a pause. */
  readonly throughput: number;
  /** What a piece of work has left to a pause, in milliseconds. */
  readonly later: number;
}

export interface Measured {
  readonly name: string;
  readonly rounds: readonly Round[];
  /** Most memory of the process seen at the end of a round, in bytes. */
  readonly memory: number;
}

export const OURS = 'ours';
const MEGABYTE = 1024 * 1024;
const shares = ['p50', 'p95', 'p99'] as const;

/** Every side in each round, the order turned round each time, so that a machine that slows down slows all of them down. */
export async function alternately(
  sides: readonly Side[],
  rounds: number,
): Promise<readonly Measured[]> {
  const kept = sides.map(({ name }) => ({ name, rounds: [] as Round[], memory: 0 }));
  for (let round = 0; round < rounds; round += 1) {
    const order = sides.map((side, at) => ({ side, of: kept[at] }));
    for (const { side, of } of round % 2 === 0 ? order : order.toReversed()) {
      if (of === undefined) continue;
      const took = await side.round();
      of.rounds.push(roundOf(took, (await side.pause?.()) ?? 0));
      of.memory = Math.max(of.memory, process.memoryUsage.rss());
    }
  }
  return kept;
}

/** Does the same again and again, each time after the event loop has had its turn; tells how long each took. */
export async function timedEach(times: number, work: (at: number) => unknown): Promise<Took> {
  const each: number[] = [];
  for (let at = 0; at < times; at += 1) {
    const from = performance.now();
    const result = work(at);
    if (result instanceof Promise) await result;
    each.push(performance.now() - from);
    await turn();
  }
  return { each, all: each.reduce((sum, one) => sum + one, 0) };
}

function roundOf({ each, all }: Took, later: number): Round {
  return {
    p50: percentile(each, 0.5),
    p95: percentile(each, 0.95),
    p99: percentile(each, 0.99),
    throughput: all === 0 ? 0 : (each.length / (all + later)) * 1000,
    later: each.length === 0 ? 0 : later / each.length,
  };
}

export interface Heading {
  readonly suite: string;
  readonly n: number;
  /** What a piece of work is called, in the plural. */
  readonly unit: string;
  /** Before the names of the figures, where a suite measures more than one thing. */
  readonly prefix?: string;
}

/** Medians of the rounds of the side called `ours`, each as a part of what the others needed; how far rounds lie apart is told. */
export function figuresOf(
  { suite, n, unit, prefix = '' }: Heading,
  measured: readonly Measured[],
  report: Report,
): Figure[] {
  const ours = measured.find(({ name }) => name === OURS);
  if (ours === undefined) throw new Error('nothing of ours was measured');
  const peers = measured.filter((side) => side !== ours);
  for (const side of measured)
    report(`${`${prefix} ${n}`.trim()} rows, ${side.name}: ${lineOf(side, unit)}`);
  const figure = (name: string, of: keyof Round, as: string): Figure => ({
    suite,
    name: named(prefix, name),
    n,
    value: middle(ours, of),
    unit: as,
    ratio: Object.fromEntries(
      peers.map((peer) => [peer.name, middle(ours, of) / middle(peer, of)]),
    ),
  });
  return [
    ...shares.map((share) => figure(share, share, 'ms')),
    figure('throughput', 'throughput', `${unit}/s`),
    ...(ours.rounds.some(({ later }) => later > 0)
      ? [
          {
            suite,
            name: named(prefix, 'later'),
            n,
            value: middle(ours, 'later'),
            unit: 'ms',
            ratio: {},
          },
        ]
      : []),
    ...shares.map((share) => ({
      suite,
      name: named(prefix, `${share}Spread`),
      n,
      value: spreadOf(ours.rounds.map((round) => round[share])),
      unit: 'of the median',
      ratio: {},
    })),
    {
      suite,
      name: named(prefix, 'peakMemory'),
      n,
      value: ours.memory / MEGABYTE,
      unit: 'MB',
      ratio: {},
    },
  ];
}

function named(prefix: string, name: string): string {
  return prefix === '' ? name : `${prefix}${name[0]?.toUpperCase()}${name.slice(1)}`;
}

function middle({ rounds }: Measured, of: keyof Round): number {
  return median(rounds.map((round) => round[of]));
}

function lineOf(side: Measured, unit: string): string {
  const parts = shares.map((share) => {
    const values = side.rounds.map((round) => round[share]);
    return `${share} ${median(values).toFixed(3)} ms ±${(spreadOf(values) * 50).toFixed(0)} %`;
  });
  return `${parts.join(', ')}, ${middle(side, 'throughput').toFixed(0)} ${unit}/s`;
}
