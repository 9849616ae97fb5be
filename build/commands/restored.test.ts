import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  approve,
  log,
  people,
  ServiceUnderTest,
  withdraw,
} from '../../tests/support/backlog-service.ts';
import { type Backup, backupOf } from '../../tests/support/database-backup.ts';
import { placesInDatabase } from '../../tests/support/database-words.ts';

const { kari, siri } = people;
let service: ServiceUnderTest;
let backup: Backup;
let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lytt-log-'));
  service = await ServiceUnderTest.start();
});
afterEach(async () => {
  await service.stop();
  await backup?.drop();
  rmSync(folder, { recursive: true, force: true });
});

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function run(script: string, args: readonly string[], environment = {}): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(import.meta.dirname, script), ...args],
      { env: { ...process.env, DATABASE_URL: service.database.url, ...environment } },
      (error, out, err) => resolve({ code: Number(error?.code ?? 0), out, err }),
    );
  });
}

test('restored: refuses what it can not use, withdraws what the log tells of, and lets the service open', async () => {
  const logged = log('Et kvitrende skjema');
  await service.push(kari, [logged]);
  await service.push(siri, [approve(logged)]);
  await service.stopReplicas();
  backup = await backupOf(service.database.url);
  const lines: string[] = [];
  await service.replica({
    // As main.ts writes it, and a platform passes it on.
    log: (event, facts = {}) => lines.push(`pod-1 | ${JSON.stringify({ event, ...facts })}`),
  });
  await service.push(kari, [withdraw(logged)]);
  const file = join(folder, 'backlog.log');
  writeFileSync(file, `${lines.join('\n')}\nsomething else\n`);

  const early = await run('restored.ts', [file]);
  expect([early.code, early.out]).toEqual([2, '']);
  expect(early.err).toContain('--even-so');
  await service.stopReplicas();
  await backup.restore();
  const replica = await service.replica();
  for (const args of [[], [file, '--nothing-lost'], ['--what'], [join(folder, 'no.log')]])
    expect((await run('restored.ts', args)).code, args.join(' ')).toBe(2);
  const unset = await run('restored.ts', [file], { DATABASE_URL: '' });
  expect([unset.code, unset.err]).toEqual([2, expect.stringContaining('DATABASE_URL is missing')]);
  expect(await placesInDatabase(service.pool, 'kvitrende')).not.toEqual([]);

  const done = await run('restored.ts', [file]);
  expect(done).toMatchObject({ code: 0, err: '' });
  expect(done.out).toContain('1 withdrawals in the log, 1 of them made again.');
  expect(await placesInDatabase(service.pool, 'kvitrende')).toEqual([]);
  await vi.waitFor(() => replica.ready, 20_000);
  expect(await service.push(kari, [log('Noe nytt')])).toEqual(['applied']);
});

test('retention: prints the receipts of its runs, and says what is wrong with its settings', async () => {
  const ran = await run('retention.ts', []);
  expect(ran).toEqual({ code: 0, out: 'text 0\nundecided 0\ninsight 0\n', err: '' });
  const { out } = await run('retention.ts', ['--receipts']);
  expect(out.trim().split('\n')).toEqual([
    expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z {2}insight {4}after 90 days: 0$/),
    expect.stringMatching(/text {7}after 90 days: 0$/),
    expect.stringMatching(/undecided {2}after 365 days: 0$/),
  ]);
  const json = await run('retention.ts', ['--receipts', '1', '--json']);
  expect(JSON.parse(json.out)).toMatchObject({ kind: 'insight', days: 90, removed: 0 });
  const wrong = await run('retention.ts', [], { LYTT_RETENTION_DAYS: 'lenge' });
  expect(wrong).toMatchObject({
    code: 2,
    err: expect.stringContaining('LYTT_RETENTION_DAYS must be a whole number of days'),
  });
  expect((await run('retention.ts', ['--all'])).code).toBe(2);
});
