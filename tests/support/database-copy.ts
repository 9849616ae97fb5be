import type pg from 'pg';

/** All rows of the service's database as they are now, to be put back as a restore from a backup would. */
export async function copyOf(pool: pg.Pool): Promise<{ putBack(): Promise<void> }> {
  const { rows } = await pool.query<{ tablename: string }>(
    "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_version'",
  );
  const tables = rows.map(({ tablename }) => tablename);
  await pool.query('CREATE SCHEMA copy');
  for (const table of tables) await pool.query(`CREATE TABLE copy.${table} AS TABLE ${table}`);
  return {
    async putBack() {
      await pool.query(`TRUNCATE ${tables.join(', ')}`);
      const left = [...tables];
      // What refers to others goes in after them.
      for (let table = left.shift(); table !== undefined; table = left.shift())
        if (!(await filled(pool, table))) left.push(table);
    },
  };
}

/** False where rows that these refer to are not there yet. */
async function filled(pool: pg.Pool, table: string): Promise<boolean> {
  try {
    await pool.query(`INSERT INTO ${table} SELECT * FROM copy.${table}`);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '23503') return false;
    throw error;
  }
}
