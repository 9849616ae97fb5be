import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ServiceUnderTest } from '../../tests/support/backlog-service.ts';
import { readContacts } from './contacts/read-contacts.ts';

const head = 'week,tema,channel,contacts';

describe('a file of contacts', () => {
  test('is read with its columns in any order, comma or semicolon', () => {
    const row = { week: '2025-W48', tema: 'DAG', channel: 'phone', contacts: 962 };
    expect(readContacts(`${head}\n2025-W48,DAG,phone,962\n`)).toEqual([row]);
    expect(readContacts('\ufeffcontacts;week;tema;channel\r\n962;2025-W48;DAG;phone\r\n')).toEqual([
      row,
    ]);
  });

  test.each([
    ['', 'lacks week, tema, channel, contacts'],
    ['week,tema,contacts\n2025-W48,DAG,1', 'lacks channel'],
    [head, 'holds no contacts'],
    [`${head}\n2025-W53,DAG,phone,1`, 'line 2: week'],
    [`${head}\n2025-48,DAG,phone,1`, 'line 2: week'],
    [`${head}\n2025-W48,dagpenger,phone,1`, 'line 2: tema'],
    [`${head}\n2025-W48,DAG,fax,1`, 'line 2: channel'],
    [`${head}\n2025-W48,DAG,phone,1.5`, 'line 2: contacts'],
    [`${head}\n2025-W48,DAG,phone,-1`, 'line 2: contacts'],
    [`${head}\n2025-W48,DAG,phone,1\n2025-W48,DAG,phone,2`, 'line 3: the same'],
    [`${head}\n2025-W48,DAG,"phone,1`, 'not CSV'],
  ])('is refused whole with what is wrong and where: %j', (csv, fault) => {
    expect(() => readContacts(csv)).toThrow(fault);
  });
});

describe('npm run contacts', () => {
  let service: ServiceUnderTest;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lytt-contacts-'));
    service = await ServiceUnderTest.start();
  });
  afterAll(async () => {
    await service.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  function run(csv: string): Promise<{ code: number; out: string; err: string }> {
    const file = join(folder, 'contacts.csv');
    writeFileSync(file, csv);
    return new Promise((resolve) => {
      execFile(
        process.execPath,
        [join(import.meta.dirname, 'contacts.ts'), file],
        { env: { ...process.env, DATABASE_URL: service.database.url } },
        (error, out, err) => resolve({ code: Number(error?.code ?? 0), out, err }),
      );
    });
  }

  test('takes a file in once, puts right what it said before, and leaves all as it was where a line is wrong', async () => {
    const rows = '2025-W48,DAG,phone,962\n2025-W48,DAG,counter,117\n';
    expect(await run(`${head}\n${rows}`)).toMatchObject({
      code: 0,
      out: expect.stringContaining('Rows: 2; new or put right: 2.'),
    });
    expect((await run(`${head}\n${rows}`)).out).toContain('Rows: 2; new or put right: 0.');
    expect((await run(`${head}\n2025-W48,DAG,counter,118\n`)).out).toContain(
      'Rows: 1; new or put right: 1.',
    );
    const refused = await run(`${head}\n2025-W49,DAG,phone,1\n2025-W49,DAG,phone,x\n`);
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining('line 3: contacts') });
    const { rows: held } = await service.pool.query('SELECT * FROM contacts ORDER BY channel');
    expect(held).toEqual([
      { week: '2025-W48', tema: 'DAG', channel: 'counter', contacts: 118 },
      { week: '2025-W48', tema: 'DAG', channel: 'phone', contacts: 962 },
    ]);
  });
});
