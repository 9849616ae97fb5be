import Database from 'better-sqlite3';
import type { Adapter, AdapterPayload } from 'oidc-provider';

/** What oidc-provider keeps, in one SQLite file: a restart must not sign anybody out. */
export interface IssuerStore {
  adapter(model: string): Adapter;
  close(): void;
}

export function openIssuerStore(file: string): IssuerStore {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.exec(`CREATE TABLE IF NOT EXISTS entry (
    model TEXT NOT NULL, id TEXT NOT NULL, payload TEXT NOT NULL,
    grant_id TEXT, uid TEXT, expires_at INTEGER,
    PRIMARY KEY (model, id)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS entry_by_grant ON entry (grant_id);
  CREATE INDEX IF NOT EXISTS entry_by_uid ON entry (model, uid);`);
  db.prepare('DELETE FROM entry WHERE expires_at < ?').run(Date.now());
  return {
    adapter: (model) => adapterOf(db, model),
    close: () => db.close(),
  };
}

function adapterOf(db: Database.Database, model: string): Adapter {
  const put = db.prepare(`INSERT INTO entry (model, id, payload, grant_id, uid, expires_at)
    VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (model, id) DO UPDATE SET payload = excluded.payload, grant_id = excluded.grant_id,
      uid = excluded.uid, expires_at = excluded.expires_at`);
  const byId = db.prepare<[string, string, number], { payload: string }>(
    'SELECT payload FROM entry WHERE model = ? AND id = ? AND (expires_at IS NULL OR expires_at > ?)',
  );
  const byUid = db.prepare<[string, string, number], { payload: string }>(
    'SELECT payload FROM entry WHERE model = ? AND uid = ? AND (expires_at IS NULL OR expires_at > ?)',
  );
  const consume = db.prepare(
    `UPDATE entry SET payload = json_set(payload, '$.consumed', ?) WHERE model = ? AND id = ?`,
  );
  const destroy = db.prepare('DELETE FROM entry WHERE model = ? AND id = ?');
  const revoke = db.prepare('DELETE FROM entry WHERE model = ? AND grant_id = ?');
  const payloadOf = (row: { payload: string } | undefined) =>
    row === undefined ? undefined : (JSON.parse(row.payload) as AdapterPayload);
  return {
    async upsert(id, payload, expiresIn) {
      const expiresAt =
        expiresIn !== undefined && expiresIn > 0 ? Date.now() + expiresIn * 1000 : null;
      put.run(
        model,
        id,
        JSON.stringify(payload),
        payload.grantId ?? null,
        payload.uid ?? null,
        expiresAt,
      );
    },
    async find(id) {
      return payloadOf(byId.get(model, id, Date.now()));
    },
    async findByUid(uid) {
      return payloadOf(byUid.get(model, uid, Date.now()));
    },
    // The device flow, which alone has user codes, is off.
    async findByUserCode() {
      return undefined;
    },
    async consume(id) {
      consume.run(Math.floor(Date.now() / 1000), model, id);
    },
    async destroy(id) {
      destroy.run(model, id);
    },
    async revokeByGrantId(grantId) {
      revoke.run(model, grantId);
    },
  };
}
