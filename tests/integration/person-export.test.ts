import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startBacklog } from '../../backlog/server.ts';
import { startIssuer } from '../../build/issuer/server.ts';
import { freePort } from '../../build/support/ports.ts';
import { noTags } from '../../shared/domain/tags.ts';
import { units } from '../support/backlog-service.ts';
import { testDatabase } from '../support/postgres.ts';
import { startTestApp } from '../support/test-app.ts';

test('what is stored of a person is counted and handed over from her machine and the service together', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lytt-issuer-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const audience = 'api://lytt-backlog';
  const port = await freePort();
  const issuer = await startIssuer({
    ...{ folder, host: '127.0.0.1', port, issuer: `http://127.0.0.1:${port}` },
    ...{ clientId: 'lytt', audience },
  });
  onTestFinished(() => issuer.stop());
  const database = await testDatabase();
  onTestFinished(() => database.drop());
  const backlog = await startBacklog({
    ...{ databaseUrl: database.url, host: '127.0.0.1', port: 0, issuer: issuer.url, audience },
    ...{ units, clock: () => Date.now(), randomBytes, log: () => undefined, jobs: false },
    retention: { textDays: 30, insightDays: 60, undecidedDays: 200 },
  });
  onTestFinished(() => backlog.stop());
  const app = await startTestApp({
    ...{ backlogUrl: backlog.url, issuer: issuer.url, audience, pollMs: 3_600_000, hints: false },
    retention: { textDays: 20, undecidedDays: 100 },
  });
  onTestFinished(() => app.close());

  const kari = await app.as('kari');
  const words = { workaround: null, tags: noTags, acknowledged: [] };
  const logged = await kari['observation.log']({ ...words, text: 'Et kvitrende skjema' });
  const taken = await kari['observation.log']({ ...words, text: 'Et flaksende skjema' });
  await kari['sync.tryNow']({});
  await kari['observation.withdraw']({ observationId: taken.id });
  await kari['sync.tryNow']({});

  const stored = await kari['person.stored']({});
  expect(stored).toMatchObject({
    serviceFault: null,
    here: { textDays: 20, undecidedDays: 100 },
    service: { textDays: 30, insightDays: 60, undecidedDays: 200 },
  });
  const counted = Object.fromEntries(
    stored.kinds.map(({ kind, here, atService }) => [kind, [here, atService]]),
  );
  expect(counted).toMatchObject({ observation: [1, 1], membership: [null, 1], draft: [0, null] });
  // A hundred days after its last word.
  const rests = Date.parse(stored.nextGone ?? '') - Date.parse(logged.heardAt);
  expect(Math.round(rests / 86_400_000)).toBe(100);

  const { json, complete } = await kari['person.export']({});
  expect(complete).toBe(true);
  const file = JSON.parse(json);
  expect(file.service).toMatchObject({
    subject: 'kari',
    observations: [{ id: logged.id, revisions: [{ text: 'Et kvitrende skjema' }] }],
    withdrawn: [{ id: taken.id }],
  });
  expect(file.person.subject).toBe('kari');
  expect(json).not.toContain('flaksende');
});
