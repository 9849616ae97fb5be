import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { people, ServiceUnderTest } from '../../tests/support/backlog-service.ts';

test('a service that stops answers what is under way, and is not held up by the connection it came on', async () => {
  const service = await ServiceUnderTest.start();
  const holder = await service.pool.connect();
  await holder.query('BEGIN; LOCK TABLE unit IN ACCESS EXCLUSIVE MODE');
  const asked = service.request(people.kari, '/v1/session');
  // Only once the service waits for the table is the request under way.
  const waits = `SELECT FROM pg_locks WHERE relation = 'unit'::regclass AND NOT granted`;
  while ((await holder.query(waits)).rowCount === 0)
    await new Promise((resolve) => setTimeout(resolve, 10));
  const stopped = service.stopReplicas();
  await new Promise((resolve) => setTimeout(resolve, 100));
  await holder.query('COMMIT');
  holder.release();
  const answer = await asked;
  expect([answer.status, answer.headers.get('connection')]).toEqual([200, 'close']);
  await stopped;
  await service.stop();
});

test('nor by one that has connected and not said a word', async () => {
  const service = await ServiceUnderTest.start();
  const { hostname, port } = new URL(service.url);
  const socket = connect(Number(port), hostname);
  await new Promise((resolve) => socket.once('connect', resolve));
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.on('error', () => undefined);
  await service.stopReplicas();
  await closed;
  await service.stop();
});
