import { join } from 'node:path';
import type { WritableDb } from '../../electron/store/database.ts';
import { personMigrations } from '../../electron/store/migrations/person.ts';
import { openDatabase, openStore, type Store } from '../../electron/store/open.ts';
import { uuid } from './operations.ts';
import { temporaryFolder, testKey } from './person-store.ts';

/** Ids of what lies in an old store. */
export const old = {
  reviewed: uuid(1),
  waiting: uuid(2),
  refused: uuid(3),
  theme: uuid(4),
  insight: uuid(5),
  reply: uuid(6),
} as const;

const at = '2026-11-24T08:00:00.000Z';
const tags = { tema: 'DAG', step: null, pain: null, channel: null, severity: null };
const revision = (id: number, text: string) => ({
  id: uuid(id),
  basedOn: null,
  text,
  workaround: null,
  tags,
  answer: null,
  madeAt: at,
});
const observation = (id: string, revisions: object[], themeId: string | null) => ({
  ...{ id, unit: '4100', heardAt: at, revisions, reviews: [], withdrawn: false, themeId },
  escalation: 0,
});
const theme = {
  ...{ id: old.theme, name: 'Lang ventetid', tema: 'DAG', step: 'wait', status: 'planned' },
  ...{ owner: 'Team A', releaseDate: null, workaround: null, createdAt: at, changes: [] },
  evidence: { total: 7, units: 2, weeks: [] },
};
const reply = {
  ...{ id: old.reply, observationId: old.reviewed, themeId: old.theme, themeName: theme.name },
  ...{
    status: 'planned',
    owner: 'Team A',
    releaseDate: null,
    reason: null,
    madeAt: at,
    readAt: null,
  },
};
const insight = {
  id: old.insight,
  text: 'Venter',
  workaround: null,
  tags,
  week: '2026-W48',
  themeId: old.theme,
};

/** As version 1 wrote it: it is never changed, whatever becomes of the documents since. */
function fillFirst(db: WritableDb): void {
  const observationRow = (
    n: number,
    id: string,
    text: string,
    document: object | null,
    state: string,
    queue: number,
  ) =>
    db.run(
      `INSERT INTO observation(n, id, unit, heard_at, mine, listed, document, text, workaround, tags, fate, state, answered,
         waiting_since, note, note_id, note_at, theme_id, queue, pending, set_aside_code, set_aside_field)
       VALUES (?, ?, '4100', ?, 1, 1, ?, ?, NULL, ?, ?, ?, 0, ?, NULL, NULL, NULL, NULL, ?, 0, ?, ?)`,
      n,
      id,
      at,
      document === null ? null : JSON.stringify(document),
      text,
      JSON.stringify(tags),
      'in_review',
      state,
      at,
      queue,
      state === 'set_aside' ? 'text.identifies' : null,
      state === 'set_aside' ? 'text' : null,
    );
  const first = observation(
    old.reviewed,
    [revision(11, 'Venter på svar'), revision(12, 'Venter fortsatt')],
    null,
  );
  observationRow(1, old.reviewed, 'Venter fortsatt', first, 'sent', 1);
  observationRow(2, old.waiting, 'Ikke sendt', null, 'waiting', 0);
  observationRow(3, old.refused, 'Avvist', null, 'set_aside', 0);
  for (const scope of ['person:kari', 'unit:4100'])
    db.run(
      "INSERT INTO document_scope(scope, kind, id, generation) VALUES (?, 'observation', ?, 1)",
      scope,
      old.reviewed,
    );
  const operation = (id: number, entityId: string, text: string, state: string) => {
    const body = {
      ...{ id: uuid(id), kind: 'observation.log', unit: '4100', madeAt: at, heardAt: at },
      ...{ observationId: entityId, revisionId: uuid(id + 100), text, workaround: null, tags },
      ...{ acknowledged: [], sameAs: null },
    };
    db.run(
      `INSERT INTO outbox(id, kind, entity_id, body, state, overlay, code, field, made_at, acknowledged_at)
       VALUES (?, 'observation.log', ?, ?, ?, ?, ?, ?, ?, ?)`,
      body.id,
      entityId,
      JSON.stringify(body),
      state,
      state === 'acknowledged' ? 0 : 1,
      state === 'set_aside' ? 'text.identifies' : null,
      state === 'set_aside' ? 'text' : null,
      at,
      state === 'acknowledged' ? at : null,
    );
    db.run(
      "INSERT INTO audit(at, action, entity_id, operation_id) VALUES (?, 'observation.log', ?, ?)",
      at,
      entityId,
      body.id,
    );
  };
  operation(21, old.reviewed, 'Venter på svar', 'acknowledged');
  operation(22, old.waiting, 'Ikke sendt', 'waiting');
  operation(23, old.refused, 'Avvist', 'set_aside');
  db.run(
    'INSERT INTO theme(id, document, view, words, evidence) VALUES (?, ?, ?, ?, 7)',
    old.theme,
    JSON.stringify(theme),
    JSON.stringify(theme),
    ' lang ventetid dag team a',
  );
  db.run(
    `INSERT INTO insight(n, id, document, text, workaround, week, service_theme_id, theme_id)
     VALUES (1, ?, ?, 'Venter', NULL, '2026-W48', ?, ?)`,
    old.insight,
    JSON.stringify(insight),
    old.theme,
    old.theme,
  );
  db.run(
    'INSERT INTO reply(id, document, observation_id, made_at, read_at) VALUES (?, ?, ?, ?, NULL)',
    old.reply,
    JSON.stringify(reply),
    old.reviewed,
    at,
  );
  db.run(
    "INSERT INTO draft(one, body, saved_at) VALUES (1, ?, '2026-11-24T09:00:00.000Z')",
    JSON.stringify({ text: 'Halvveis', workaround: null, tags, observationId: null, answer: null }),
  );
  db.run("INSERT INTO meta(key, value) VALUES ('cursor', 'c1'), ('serverId', ?)", uuid(99));
}

/** The file of a store of this version, with what version 1 wrote in it and every migration up to it run. */
export function oldStore(version: number): string {
  const file = join(temporaryFolder(), 'person.db');
  const first = openDatabase({ file, key: testKey }, personMigrations.slice(0, 1));
  first.write(fillFirst);
  first.close();
  openDatabase({ file, key: testKey }, personMigrations.slice(0, version)).close();
  return file;
}

/** Rows of the version before a migration, more than `oldStore` has. */
export function insertInto(file: string, version: number, work: (db: WritableDb) => void): void {
  const store = openDatabase({ file, key: testKey }, personMigrations.slice(0, version));
  store.write(work);
  store.close();
}

/** Runs one migration more, and gives what it made of the file. */
export function migrated<T>(file: string, version: number, look: (store: Store) => T): T {
  const store = openDatabase({ file, key: testKey }, personMigrations.slice(0, version));
  try {
    return look(store);
  } finally {
    store.close();
  }
}

/** The file as this program opens it, every migration run. */
export function inNewest<T>(file: string, look: (store: Store) => T): T {
  const store = openStore({ file, key: testKey });
  try {
    return look(store);
  } finally {
    store.close();
  }
}
