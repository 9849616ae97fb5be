import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { LyttError } from '../../shared/domain/errors.ts';
import type { Operation } from '../../shared/domain/operation.ts';
import { Operations, uuid } from '../../tests/support/operations.ts';
import { personStore, queue, temporaryFolder, testKey } from '../../tests/support/person-store.ts';
import type { Database, ReadableDb } from './database.ts';
import { discardDraft, loadDraft, saveDraft } from './drafts.ts';
import { listEntries } from './entries.ts';
import { openStore } from './open.ts';
import { waitingHead } from './outbox.ts';
import { settle } from './settle.ts';
import { indexAllWords } from './unindexed.ts';

const at = '2026-11-24T12:00:00.000Z';
const all = { query: null, limit: 5000, offset: 0 };
const draft = {
  text: 'Skrives ennå',
  workaround: null,
  tags: { tema: null, step: null, pain: null, channel: null, severity: null },
  observationId: null,
  answer: null,
};

/** Every row of every table of ours, and what the search index holds. */
function everything(db: ReadableDb): unknown {
  const tables = db.all<{ name: string }>(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%STRICT%' ORDER BY name",
  );
  return [
    ...tables.map(({ name }) => [name, db.all(`SELECT * FROM ${name}`)]),
    db.all('SELECT rowid, text FROM observation_search ORDER BY rowid'),
    ['ord', 'nye', 'venter'].map((query) => listEntries(db, { ...all, query })),
  ];
}

/** A store that fails at the n-th statement from now on. */
function failingStore(): { store: Database; failAt: (n: number) => void } {
  let left = Number.POSITIVE_INFINITY;
  const store = personStore({
    trace: () => {
      left -= 1;
      if (left === 0) throw new Error('power cut');
    },
  });
  return {
    store,
    failAt: (n) => {
      left = n;
    },
  };
}

describe('a save', () => {
  const make = new Operations();
  const log = make.log({ text: 'De første ord' });
  const theme = make.createTheme();
  const saves: readonly (readonly [string, readonly Operation[], Operation])[] = [
    ['of an observation', [], make.log({ text: 'Andre ord' })],
    ['of a revision', [log], make.revise(log, { text: 'Nye ord' })],
    ['of a withdrawal', [log], make.withdraw(log.observationId)],
    ['of a review', [log], make.review(log, { kind: 'approve' })],
    ['of a new theme', [], theme],
    ['of a change to a theme', [theme], make.changeTheme(theme.themeId, { owner: 'Team A' })],
    ['of a placement', [theme], make.place(theme.themeId, [uuid(7000), uuid(7001)])],
    ['of a reading', [], make.readReply(uuid(7002))],
  ];

  it.each(saves)(
    '%s that is cut at any statement leaves nothing, and works the next time',
    (_, before, operation) => {
      const { store, failAt } = failingStore();
      store.write((db) => {
        for (const earlier of before) queue(db, earlier);
        saveDraft(db, draft, at);
      });
      const state = store.read(everything);
      const save = () =>
        store.write((db) => {
          queue(db, operation);
          discardDraft(db);
        });
      let cuts = 0;
      for (let statement = 1; ; statement += 1) {
        failAt(statement);
        try {
          save();
          break;
        } catch (error) {
          expect((error as Error).message).toBe('power cut');
          cuts += 1;
          failAt(Number.POSITIVE_INFINITY);
          expect(store.read(everything)).toEqual(state);
        }
      }
      failAt(Number.POSITIVE_INFINITY);
      // BEGIN, the operation and what shows it, the draft, COMMIT.
      expect(cuts).toBeGreaterThanOrEqual(5);
      expect(store.read(loadDraft)).toBeNull();
      const waiting = store.read((db) => waitingHead(db, 99)).map(({ id }) => id);
      expect(waiting).toEqual([...before, operation].map(({ id }) => id));
      store.write((db) =>
        db.run("INSERT INTO observation_search(observation_search) VALUES ('integrity-check')"),
      );
    },
  );

  it('costs a caseworker six statements', () => {
    const statements: string[] = [];
    const store = personStore({ trace: (sql) => statements.push(sql) });
    store.write((db) => queue(db, new Operations().log()));
    expect(statements.map((sql) => sql.split(/\s+/).slice(0, 3).join(' '))).toEqual([
      'BEGIN IMMEDIATE',
      'INSERT INTO outbox(id,',
      'INSERT INTO audit(at,',
      'SELECT max(n) AS',
      'INSERT INTO observation(n,',
      'COMMIT',
    ]);
  });

  it('onto a full disk says so, leaves all as it was, and works when there is room', () => {
    const store = personStore();
    const make = new Operations();
    const pages = store.read((db) => db.get<{ page_count: number }>('PRAGMA page_count'));
    store.read((db) => db.get(`PRAGMA max_page_count = ${(pages?.page_count ?? 0) + 12}`));
    const saved: string[] = [];
    const save = () => {
      const log = make.log({ text: `Fyller disken ${'ord '.repeat(500)}` });
      store.write((db) => queue(db, log));
      saved.push(log.observationId);
    };
    let fault: unknown;
    for (let i = 0; i < 200 && fault === undefined; i += 1)
      try {
        save();
      } catch (error) {
        fault = error;
      }
    expect(fault).toBeInstanceOf(LyttError);
    expect((fault as LyttError).code).toBe('store.full');
    const held = () =>
      store.read((db) => listEntries(db, all).entries.map(({ id }) => id)).reverse();
    expect(saved.length).toBeGreaterThan(0);
    expect(held()).toEqual(saved);
    expect(store.read((db) => waitingHead(db, 999))).toHaveLength(saved.length);
    store.read((db) => db.get('PRAGMA max_page_count = 100000'));
    save();
    expect(held()).toEqual(saved);
  });

  it('within a save is refused, and the outer one goes on', () => {
    const store = personStore();
    const make = new Operations();
    store.write((db) => {
      queue(db, make.log());
      expect(() => store.write(() => {})).toThrow('transaction within');
      queue(db, make.log());
    });
    expect(store.read((db) => listEntries(db, all).total)).toBe(2);
  });
});

describe('a settling', () => {
  it('that is cut at any statement leaves the queue as it was', () => {
    const { store, failAt } = failingStore();
    const make = new Operations();
    const logs = [make.log(), make.log()];
    const [first, second] = logs;
    store.write((db) => {
      for (const log of logs) queue(db, log);
    });
    const state = store.read(everything);
    const results = [
      { id: first?.id ?? '', outcome: 'applied' },
      { id: second?.id ?? '', outcome: 'rejected', code: 'text.identifies', field: 'text' },
    ] as const;
    for (let statement = 1; ; statement += 1) {
      failAt(statement);
      try {
        store.write((db) => settle(db, results, at));
        break;
      } catch {
        failAt(Number.POSITIVE_INFINITY);
        expect(store.read(everything)).toEqual(state);
      }
    }
    failAt(Number.POSITIVE_INFINITY);
    expect(store.read((db) => listEntries(db, all).entries.map((entry) => entry.state))).toEqual([
      'set_aside',
      'sent',
    ]);
  });
});

describe('a kill -9', () => {
  it('loses nothing that was said to be saved, and leaves the file whole', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'person.db');
    const here = (path: string) => JSON.stringify(join(import.meta.dirname, path));
    // Saves as fast as it can, and says so only then.
    const script = `
      const { openStore } = await import(${here('open.ts')});
      const { logObservation } = await import(${here('observations.ts')});
      const { Operations } = await import(${here('../../tests/support/operations.ts')});
      const [file, first] = process.argv.slice(1);
      const store = openStore({ file, key: new Uint8Array(32).fill(7) });
      const make = new Operations(Number(first));
      for (;;) {
        const log = make.log({ text: 'Ord nummer ' + Math.random() });
        store.write((db) => logObservation(db, log));
        process.stdout.write(log.observationId + '\\n');
      }`;
    const said: string[] = [];
    for (let round = 0; round < 5; round += 1) {
      const child = spawn(process.execPath, [
        '--input-type=module',
        '--eval',
        script,
        file,
        String(round * 1_000_000 + 1),
      ]);
      const gone = once(child, 'exit');
      const enough = 20 + round * 17;
      let heard = 0;
      for await (const line of createInterface({ input: child.stdout })) {
        said.push(line);
        heard += 1;
        if (heard === enough) child.kill('SIGKILL');
      }
      const [, signal] = await gone;
      expect(signal).toBe('SIGKILL');
      expect(heard).toBeGreaterThanOrEqual(enough);

      const store = openStore({ file, key: testKey });
      store.write(indexAllWords);
      const held = store.read((db) => ({
        entries: new Set(listEntries(db, { ...all, limit: 100_000 }).entries.map(({ id }) => id)),
        found: listEntries(db, { query: 'nummer', limit: 1, offset: 0 }).total,
        waiting: new Set(waitingHead(db, 100_000).map(({ body }) => body['observationId'])),
        check: db.get('PRAGMA integrity_check'),
      }));
      expect(said.filter((id) => !held.entries.has(id))).toEqual([]);
      expect(held.waiting).toEqual(held.entries);
      expect(held.found).toBe(held.entries.size);
      expect(held.check).toEqual({ integrity_check: 'ok' });
      store.close();
    }
  });

  it('before any statement of a save leaves nothing of it, after the last all of it', async () => {
    const make = new Operations();
    const folder = temporaryFolder();
    const base = join(folder, 'base.db');
    const store = openStore({ file: base, key: testKey });
    store.write((db) => saveDraft(db, draft, at));
    const untouched = store.read(everything);
    store.close();
    const here = (path: string) => JSON.stringify(join(import.meta.dirname, path));
    // Kills itself, in the middle of the transaction, before its n-th statement.
    const script = `
      const { openStore } = await import(${here('open.ts')});
      const { logObservation } = await import(${here('observations.ts')});
      const { discardDraft } = await import(${here('drafts.ts')});
      const [file, n, operation] = process.argv.slice(1);
      let left = Infinity;
      const trace = () => { if (--left === 0) process.kill(process.pid, 'SIGKILL'); };
      const store = openStore({ file, key: new Uint8Array(32).fill(7), trace });
      left = Number(n);
      store.write((db) => {
        logObservation(db, JSON.parse(operation));
        discardDraft(db);
      });
      process.kill(process.pid, 'SIGKILL');`;
    const operation = make.log({ text: 'Andre ord' });
    const cutBefore = async (statement: number) => {
      const file = join(folder, `${statement}.db`);
      copyFileSync(base, file);
      const child = spawn(
        process.execPath,
        [
          '--input-type=module',
          '--eval',
          script,
          file,
          String(statement),
          JSON.stringify(operation),
        ],
        // What was read once need not be read anew by every start.
        { env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') } },
      );
      const [, signal] = await once(child, 'exit');
      expect(signal).toBe('SIGKILL');
      const left = openStore({ file, key: testKey });
      expect(left.read((db) => db.get('PRAGMA integrity_check'))).toEqual({
        integrity_check: 'ok',
      });
      const saved = left.read((db) => waitingHead(db, 9)).length === 1;
      if (saved) expect(left.read(loadDraft)).toBeNull();
      else expect(left.read(everything)).toEqual(untouched);
      left.close();
      return saved;
    };
    let statements = 0;
    while (!(await cutBefore(statements + 1))) statements += 1;
    // BEGIN, the operation and what shows it, the draft, COMMIT.
    expect(statements).toBeGreaterThanOrEqual(5);
  });
});
