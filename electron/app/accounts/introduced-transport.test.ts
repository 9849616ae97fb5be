import { beforeEach, expect, it } from 'vitest';
import type { SessionResponse } from '../../../shared/protocol/protocol.ts';
import type { Versions } from '../../../shared/protocol/versions.ts';
import type { QueuedOperation, Transport } from '../../sync/ports.ts';
import { TransportFault } from '../../sync/transport.ts';
import { introducedTransport } from './introduced-transport.ts';

const session: SessionResponse = {
  serverId: '0190a000-0000-7000-8000-000000000001',
  acknowledgedKnown: null,
  protocol: { min: 1, max: 1 },
  roles: ['caseworker'],
  unit: '4100',
  unitName: 'Eksempelvik',
};
const page = { serverId: session.serverId, scopes: [], changes: [], cursor: 'c', more: false };
const operation: QueuedOperation = { id: session.serverId, kind: 'reply.read', body: {} };

let calls: string[];
let sessionFault: TransportFault | null;
let takenBack: string | null;
let asked: string | null;
let known: boolean | null;
let agreed: number | null;
let offered: Versions;
let changesFault: TransportFault | null;
let now: number;
let transport: Transport;
beforeEach(() => {
  calls = [];
  sessionFault = null;
  takenBack = null;
  asked = null;
  known = true;
  agreed = null;
  offered = { min: 1, max: 1 };
  changesFault = null;
  now = 1_000_000;
  transport = introducedTransport({
    transport: {
      push: () => Promise.resolve(void calls.push('push') as never).then(() => []),
      changes: async () => {
        calls.push('changes');
        if (changesFault !== null) throw changesFault;
        return page;
      },
      session: (acknowledged) => {
        calls.push('session');
        asked = acknowledged ?? null;
        return sessionFault === null
          ? Promise.resolve({ ...session, acknowledgedKnown: known, protocol: offered })
          : Promise.reject(sessionFault);
      },
    },
    clock: () => now,
    versions: { min: 1, max: 2 },
    onVersion: (version) => {
      agreed = version;
    },
    acknowledged: () => operation.id,
    onSession: ({ unit }) => calls.push(`met in ${unit}`),
    bearer: () => Promise.resolve(void calls.push('bearer')).then(() => 'bearer'),
    leaving: (operations) => {
      calls.push('leaving');
      return operations.filter(({ id }) => id !== takenBack);
    },
  });
});

it('asks who she is before anything goes out, once, and again after ten minutes', async () => {
  await transport.push([operation]);
  await transport.changes(null);
  expect(calls).toEqual(['session', 'met in 4100', 'bearer', 'leaving', 'push', 'changes']);
  now += 10 * 60_000;
  await transport.changes('c');
  expect(calls.slice(6)).toEqual(['session', 'met in 4100', 'changes']);
});

it('a clock set back does not put it off', async () => {
  await transport.changes(null);
  now -= 48 * 3_600_000;
  await transport.changes('c');
  expect(calls.filter((call) => call === 'session')).toHaveLength(2);
});

it('where nobody answers, or a login is needed, nothing is sent', async () => {
  for (const fault of [
    new TransportFault('service.unreachable'),
    new TransportFault('session.tokenInvalid', { status: 401 }),
    new TransportFault('service.tooManyRequests', { status: 429 }),
  ]) {
    sessionFault = fault;
    await expect(transport.push([operation])).rejects.toBe(fault);
  }
  expect(calls).toEqual(['session', 'session', 'session']);
});

it('a service that fails in this one call is still sent to, and asked again later', async () => {
  sessionFault = new TransportFault('service.failed', { status: 500 });
  await transport.push([operation]);
  await transport.changes('c');
  expect(calls).toEqual(['session', 'bearer', 'leaving', 'push', 'changes']);
  now += 60_000;
  sessionFault = null;
  await transport.changes('c');
  expect(calls.slice(5)).toEqual(['session', 'met in 4100', 'changes']);
});

it('a service that has forgotten what it acknowledged to her gets nothing, and is asked again', async () => {
  known = false;
  for (const _ of [1, 2])
    await expect(transport.push([operation])).rejects.toMatchObject({ code: 'service.restored' });
  expect(asked).toBe(operation.id);
  known = true;
  await transport.push([operation]);
  expect(calls).toEqual([
    'session',
    'session',
    'session',
    'met in 4100',
    'bearer',
    'leaving',
    'push',
  ]);
});

it('speaks the newest version that both know', async () => {
  await transport.changes(null);
  expect(agreed).toBe(1);
  offered = { min: 1, max: 3 };
  now += 10 * 60_000;
  await transport.changes('c');
  expect(agreed).toBe(2);
});

it.each([
  ['protocol.appTooOld', { min: 3, max: 4 }],
  ['protocol.serviceTooOld', { min: 0, max: 0 }],
] as const)(
  'without one nothing is sent, and %s says which must be updated',
  async (code, versions) => {
    offered = versions;
    await expect(transport.push([operation])).rejects.toMatchObject({ code });
    offered = { min: 2, max: 2 };
    await transport.push([operation]);
    expect(calls).toEqual(['session', 'session', 'met in 4100', 'bearer', 'leaving', 'push']);
  },
);

it('a service that no longer understands is asked at the next try what it speaks', async () => {
  await transport.changes(null);
  changesFault = new TransportFault('protocol.unsupported', { status: 426 });
  offered = { min: 3, max: 3 };
  await expect(transport.changes('c')).rejects.toMatchObject({ code: 'protocol.unsupported' });
  await expect(transport.changes('c')).rejects.toMatchObject({ code: 'protocol.appTooOld' });
});

it('what was taken back while it waited does not leave', async () => {
  const other = { ...operation, id: '0190a000-0000-7000-8000-000000000002' };
  takenBack = operation.id;
  await transport.push([operation, other]);
  expect(calls.at(-1)).toBe('push');
  expect(await transport.push([operation])).toEqual([]);
  expect(calls.at(-1)).toBe('leaving');
});
