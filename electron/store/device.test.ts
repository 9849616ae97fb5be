import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Person } from '../../shared/view/session.ts';
import { temporaryFolder, testKey } from '../../tests/support/person-store.ts';
import type { Database } from './database.ts';
import {
  clearCredentials,
  defaultSettings,
  findPerson,
  listPeople,
  loadCredentials,
  loadSettings,
  openDevice,
  saveCredentials,
  savePerson,
  saveSettings,
  setSignedIn,
  touchPerson,
} from './device.ts';

const kari: Person = {
  id: 'a1',
  name: 'Kari Å',
  roles: ['caseworker', 'supervisor'],
  unit: '9901',
  unitName: 'Eksempelvik',
};
const ola: Person = { id: 'b2', name: 'Ola', roles: ['product'], unit: null, unitName: null };
const [morning, noon, evening] = ['08', '12', '18'].map(
  (hour) => `2026-11-24T${hour}:00:00.000Z`,
) as [string, string, string];

function device(file = join(temporaryFolder(), 'device.db')): Database {
  const database = openDevice({ file, key: testKey });
  onTestFinished(() => database.close());
  return database;
}

describe('the people of a machine', () => {
  it('are known by the last active first', () => {
    const store = device();
    store.write((db) => {
      savePerson(db, kari, 'sub-kari', morning);
      savePerson(db, ola, 'sub-ola', noon);
    });
    expect(store.read(listPeople)).toEqual([
      { person: ola, subject: 'sub-ola', signedIn: false, lastActiveAt: noon },
      { person: kari, subject: 'sub-kari', signedIn: false, lastActiveAt: morning },
    ]);
    store.write((db) => touchPerson(db, kari.id, evening));
    expect(store.read(listPeople).map(({ person }) => person.id)).toEqual(['a1', 'b2']);
    expect(store.read((db) => findPerson(db, 'c3'))).toBeUndefined();
  });

  it('stay signed in, or not, whatever else is learnt of them', () => {
    const store = device();
    store.write((db) => savePerson(db, kari, 'sub-kari', morning));
    store.write((db) => setSignedIn(db, kari.id, true));
    store.write((db) =>
      savePerson(db, { ...kari, unit: '9902', unitName: null }, 'sub-kari', noon),
    );
    expect(store.read((db) => findPerson(db, kari.id))).toEqual({
      person: { ...kari, unit: '9902', unitName: null },
      subject: 'sub-kari',
      signedIn: true,
      lastActiveAt: noon,
    });
    store.write((db) => setSignedIn(db, kari.id, false));
    expect(store.read((db) => findPerson(db, kari.id)?.signedIn)).toBe(false);
  });
});

describe('credentials', () => {
  it('are kept encrypted, replaced, and gone without a trace when cleared', () => {
    const file = join(temporaryFolder(), 'device.db');
    const store = device(file);
    const credentials = { accessToken: 'at-secret', expiresAt: noon, refreshToken: 'rt-secret' };
    expect(store.read((db) => loadCredentials(db, kari.id))).toBeNull();
    store.write((db) => saveCredentials(db, kari.id, credentials));
    expect(store.read((db) => loadCredentials(db, kari.id))).toEqual(credentials);
    store.checkpoint('truncate');
    expect(readFileSync(file).includes('secret')).toBe(false);
    const renewed = { accessToken: 'at-new', expiresAt: evening, refreshToken: null };
    store.write((db) => saveCredentials(db, kari.id, renewed));
    expect(store.read((db) => loadCredentials(db, kari.id))).toEqual(renewed);
    store.write((db) => clearCredentials(db, kari.id));
    expect(store.read((db) => loadCredentials(db, kari.id))).toBeNull();
    const pages = Buffer.from(store.pages());
    expect(['at-secret', 'rt-secret', 'at-new'].filter((token) => pages.includes(token))).toEqual(
      [],
    );
  });
});

describe('settings', () => {
  it('are as they come until chosen, each person her own', () => {
    const store = device();
    expect(store.read((db) => loadSettings(db, kari.id))).toEqual(defaultSettings);
    const chosen = { language: 'nn', theme: 'dark', singleKeys: false } as const;
    store.write((db) => saveSettings(db, kari.id, chosen));
    expect(store.read((db) => loadSettings(db, kari.id))).toEqual(chosen);
    expect(store.read((db) => loadSettings(db, ola.id))).toEqual(defaultSettings);
  });

  it('that this version can not read are as they come, the rest as chosen', () => {
    const store = device();
    store.write((db) =>
      db.run(
        'INSERT INTO settings(person_id, body) VALUES (?, ?)',
        kari.id,
        JSON.stringify({ language: 'se', theme: 'dark', later: 1 }),
      ),
    );
    expect(store.read((db) => loadSettings(db, kari.id))).toEqual({
      ...defaultSettings,
      theme: 'dark',
    });
  });
});
