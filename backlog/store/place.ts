import type pg from 'pg';

/** Where a database lies, as far as it can be told: parts that change when it is restored somewhere, or moved. */
export type Place = Readonly<Record<string, string>>;

const DATABASE = `SELECT (SELECT oid::text FROM pg_database WHERE datname = current_database()) AS database,
  'server'::regclass::oid::text AS "table"`;
const CLUSTER = 'SELECT system_identifier::text AS cluster FROM pg_control_system()';
/** Begun anew by every recovery to an earlier time and by every standby that takes over. */
const TIMELINE = 'SELECT substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) AS timeline';

/** A part that the account may not ask for is left out. */
export async function placeOf(pool: pg.Pool): Promise<Place> {
  const parts = await Promise.all([DATABASE, CLUSTER, TIMELINE].map((sql) => asked(pool, sql)));
  return Object.assign({}, ...parts) as Place;
}

async function asked(pool: pg.Pool, sql: string): Promise<Place> {
  try {
    const { rows } = await pool.query<Place>(sql);
    return rows[0] ?? {};
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === '42501') return {};
    throw error;
  }
}

/**
 * Whether the database lies where it lay when the service was last open. Elsewhere it has been restored from a backup or moved,
 * and may have forgotten what was withdrawn. At the first look it is noted where it lies.
 */
export async function liesWhereItLay(pool: pg.Pool): Promise<boolean> {
  const place = await placeOf(pool);
  const { rows } = await pool.query<{ place: Place | null }>('SELECT place FROM server');
  const known = rows[0]?.place ?? null;
  if (known === null) {
    await pool.query('UPDATE server SET place = $1 WHERE place IS NULL', [JSON.stringify(place)]);
    return true;
  }
  return Object.entries(known).every(([part, value]) => (place[part] ?? value) === value);
}

/** From now on the database lies here. `forgot`: it may have lost something, so no cursor of before is believed. Returns the epoch. */
export async function settleHere(pool: pg.Pool, forgot: boolean): Promise<number> {
  const { rows } = await pool.query<{ epoch: number }>(
    'UPDATE server SET place = $1, epoch = epoch + $2 RETURNING epoch',
    [JSON.stringify(await placeOf(pool)), forgot ? 1 : 0],
  );
  return rows[0]?.epoch ?? 0;
}
