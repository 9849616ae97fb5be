import { type Reading, statement, type Tx } from './database.ts';

export interface ContactRow {
  readonly week: string;
  readonly tema: string;
  readonly channel: string;
  readonly contacts: number;
}

const put = statement<{ changed: boolean }>(
  'contacts.put',
  `INSERT INTO contacts (week, tema, channel, contacts)
   SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::int[]) AS given
   ON CONFLICT (week, tema, channel) DO UPDATE SET contacts = excluded.contacts
   WHERE contacts.contacts IS DISTINCT FROM excluded.contacts
   RETURNING true AS changed`,
);

/** Takes in counts, or puts them right; returns how many were new or other than before. */
export async function putContacts(tx: Tx, rows: readonly ContactRow[]): Promise<number> {
  const changed = await tx.write(put, [
    rows.map(({ week }) => week),
    rows.map(({ tema }) => tema),
    rows.map(({ channel }) => channel),
    rows.map(({ contacts }) => contacts),
  ]);
  return changed.length;
}

const perTema = statement<{ tema: string; week: string; contacts: number }>(
  'contacts.perTema',
  'SELECT tema, week, sum(contacts)::int AS contacts FROM contacts WHERE week >= $1 GROUP BY tema, week',
);

/** Contacts by tema and week, all channels. */
export async function contactsSince(
  tx: Reading,
  week: string,
): Promise<Map<string, Map<string, number>>> {
  const byTema = new Map<string, Map<string, number>>();
  for (const { tema, week: of, contacts } of await tx.read(perTema, [week])) {
    const weeks = byTema.get(tema) ?? new Map<string, number>();
    weeks.set(of, contacts);
    byTema.set(tema, weeks);
  }
  return byTema;
}
