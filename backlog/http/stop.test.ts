import { connect } from 'node:net';
import { expect, test, vi } from 'vitest';
import { people, ServiceUnderTest } from '../../tests/support/backlog-service.ts';

/** The service begins to stop while this request waits for the database, and is let on after that. */
async function stoppedOver(service: ServiceUnderTest, path: string) {
  const holder = await service.pool.connect();
  await holder.query('BEGIN; LOCK TABLE unit IN ACCESS EXCLUSIVE MODE');
  const asked = service.request(people.siri, path);
  // Only once the service waits for the table is the request under way.
  const waits = `SELECT FROM pg_locks WHERE relation = 'unit'::regclass AND NOT granted`;
  while ((await holder.query(waits)).rowCount === 0)
    await new Promise((resolve) => setTimeout(resolve, 10));
  const stopped = service.stopReplicas();
  await new Promise((resolve) => setTimeout(resolve, 100));
  await holder.query('COMMIT');
  holder.release();
  return { answer: await asked, stopped };
}

test('a service that stops answers what is under way, and is not held up by the connection it came on', async () => {
  const service = await ServiceUnderTest.start();
  const { answer, stopped } = await stoppedOver(service, '/v1/session');
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

test('nor by a stream of hints that was asked for just before, and opens only then', async () => {
  const service = await ServiceUnderTest.start();
  // Until it hears the database there are no streams.
  await vi.waitFor(
    async () => {
      const first = await service.request(people.siri, '/v1/hints');
      await first.body?.cancel();
      expect(first.status).toBe(200);
    },
    { timeout: 10_000, interval: 20 },
  );
  const { answer, stopped } = await stoppedOver(service, '/v1/hints');
  expect(await answer.text()).toContain('"reason":"stopping"');
  await stopped;
  await service.stop();
});
