import { Person, Settings } from '../../shared/view/session.ts';
import type { Database, ReadableDb, WritableDb } from './database.ts';
import { deviceMigrations } from './migrations/device.ts';
import { type OpenOptions, openDatabase } from './open.ts';

/** Opens what this machine holds of the people who use it: no words of anyone's. Errors as `openStore`. */
export function openDevice(options: OpenOptions): Database {
  return openDatabase(options, deviceMigrations);
}

/** Someone who has signed in here. `subject`: the issuer's name of her. Instants are ISO. */
export interface KnownPerson {
  readonly person: Person;
  readonly subject: string;
  readonly signedIn: boolean;
  readonly lastActiveAt: string;
}

interface PersonRow {
  id: string;
  subject: string;
  name: string;
  roles: string;
  unit: string | null;
  unit_name: string | null;
  signed_in: number;
  last_active_at: string;
}

function knownPerson(row: PersonRow): KnownPerson {
  return {
    person: Person.parse({
      id: row.id,
      name: row.name,
      roles: JSON.parse(row.roles),
      unit: row.unit,
      unitName: row.unit_name,
    }),
    subject: row.subject,
    signedIn: row.signed_in === 1,
    lastActiveAt: row.last_active_at,
  };
}

/** Everyone known here, the last active first. */
export function listPeople(db: ReadableDb): KnownPerson[] {
  return db
    .all<PersonRow>('SELECT * FROM person ORDER BY last_active_at DESC, id')
    .map(knownPerson);
}

export function findPerson(db: ReadableDb, id: string): KnownPerson | undefined {
  const row = db.get<PersonRow>('SELECT * FROM person WHERE id = ?', id);
  return row === undefined ? undefined : knownPerson(row);
}

/** Keeps what is known of a person now. Whether she is signed in stays as it was; a new one is not. */
export function savePerson(db: WritableDb, person: Person, subject: string, at: string): void {
  db.run(
    `INSERT INTO person(id, subject, name, roles, unit, unit_name, signed_in, last_active_at)
     VALUES (?, ?, ?, ?, ?, ?, 0, ?)
     ON CONFLICT(id) DO UPDATE SET subject = excluded.subject, name = excluded.name, roles = excluded.roles,
       unit = excluded.unit, unit_name = excluded.unit_name, last_active_at = excluded.last_active_at`,
    person.id,
    subject,
    person.name,
    JSON.stringify(person.roles),
    person.unit,
    person.unitName,
    at,
  );
}

export function touchPerson(db: WritableDb, id: string, at: string): void {
  db.run('UPDATE person SET last_active_at = ? WHERE id = ?', at, id);
}

export function setSignedIn(db: WritableDb, id: string, signedIn: boolean): void {
  db.run('UPDATE person SET signed_in = ? WHERE id = ?', signedIn ? 1 : 0, id);
}

/** Tokens of one person. `expiresAt`: ISO instant. */
export interface StoredCredentials {
  readonly accessToken: string;
  readonly expiresAt: string;
  readonly refreshToken: string | null;
}

export function loadCredentials(db: ReadableDb, personId: string): StoredCredentials | null {
  return (
    db.get<StoredCredentials>(
      `SELECT access_token AS accessToken, expires_at AS expiresAt, refresh_token AS refreshToken
       FROM credentials WHERE person_id = ?`,
      personId,
    ) ?? null
  );
}

export function saveCredentials(
  db: WritableDb,
  personId: string,
  credentials: StoredCredentials,
): void {
  db.run(
    `INSERT INTO credentials(person_id, access_token, expires_at, refresh_token) VALUES (?, ?, ?, ?)
     ON CONFLICT(person_id) DO UPDATE SET access_token = excluded.access_token, expires_at = excluded.expires_at,
       refresh_token = excluded.refresh_token`,
    personId,
    credentials.accessToken,
    credentials.expiresAt,
    credentials.refreshToken,
  );
}

export function clearCredentials(db: WritableDb, personId: string): void {
  db.run('DELETE FROM credentials WHERE person_id = ?', personId);
}

/** As they come: nobody has chosen anything yet. */
export const defaultSettings: Settings = { language: 'nb', theme: 'system', singleKeys: true };

/** The person's settings; what she has not set, or what this version can't read, is as it comes. */
export function loadSettings(db: ReadableDb, personId: string): Settings {
  const row = db.get<{ body: string }>('SELECT body FROM settings WHERE person_id = ?', personId);
  if (row === undefined) return defaultSettings;
  const stored = JSON.parse(row.body) as Record<string, unknown>;
  const settings = { ...defaultSettings };
  for (const name of Object.keys(defaultSettings) as (keyof Settings)[]) {
    const parsed = Settings.shape[name].safeParse(stored[name]);
    if (parsed.success) Object.assign(settings, { [name]: parsed.data });
  }
  return settings;
}

export function saveSettings(db: WritableDb, personId: string, settings: Settings): void {
  db.run(
    `INSERT INTO settings(person_id, body) VALUES (?, ?)
     ON CONFLICT(person_id) DO UPDATE SET body = excluded.body`,
    personId,
    JSON.stringify(settings),
  );
}
