import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Operations } from '../../../tests/support/operations.ts';
import { queue } from '../../../tests/support/person-store.ts';
import { VirtualTime } from '../../../tests/support/virtual-time.ts';
import { FileWorker } from '../../store/health/file-worker.ts';
import { fileKeys } from '../keys/file-keys.ts';
import { personStore } from './account.ts';
import { personFile } from './files.ts';

/** A command beside the app: opens the same file, says how many entries it holds, and closes it. */
const command = `
import { openStore } from ${JSON.stringify(new URL('../../store/open.ts', import.meta.url).href)};
const [file, key] = process.argv.slice(1);
const store = openStore({ file, key: Buffer.from(key, 'hex') });
console.log(store.read((db) => db.get('SELECT count(*) AS total FROM observation').total));
store.close();
`;

let home: string;
let worker: FileWorker;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'lytt-beside-'));
  worker = new FileWorker(new URL('../../store/health/worker.ts', import.meta.url));
});
afterEach(async () => {
  await worker.close();
  rmSync(home, { recursive: true, force: true });
});

it('another process that opens and closes the file beside the app leaves what the app writes in place', async () => {
  const keys = fileKeys(join(home, 'keys'));
  const time = new VirtualTime();
  const app = personStore(
    {
      ...{ home, keys, clock: time.clock, timers: time, log: () => undefined },
      randomBytes: (length) => randomBytes(length),
    },
    'kari',
    worker,
    { onProblems: () => undefined },
  );
  await app.ready();
  const { file, keyName } = personFile(home, 'kari');
  const key = Buffer.from((await keys.get(keyName)) ?? []).toString('hex');
  const beside = () =>
    Number(
      execFileSync(process.execPath, ['--input-type=module', '-e', command, file, key], {
        encoding: 'utf8',
      }),
    );
  const make = new Operations();
  const save = (text: string) => app.write((db) => queue(db, make.log({ text })));
  save('Før');
  expect(beside()).toBe(1);
  save('Etter');
  // A log that had been taken from under the app would hold it where nobody else finds it.
  expect(beside()).toBe(2);
  app.close();
  expect(beside()).toBe(2);
});
