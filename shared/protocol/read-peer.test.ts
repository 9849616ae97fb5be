import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFeedPage, readPushResponse, readSession } from './read-peer.ts';
import { withUnknown } from './unknown-fields.ts';

const serverId = '0190a000-0000-7000-8000-000000000001';
const id = '0190a000-0000-7000-8000-00000000000a';
const reply = {
  id,
  observationId: id,
  themeId: id,
  themeName: 'Frist i brev',
  status: 'planned',
  owner: null,
  releaseDate: null,
  reason: null,
  madeAt: '2026-11-24T12:00:00.000Z',
  readAt: null,
  same: false,
  event: 'status',
  fromName: null,
  helped: null,
};
const change = { scope: 'person:kari', seq: 1, kind: 'reply', id, document: reply };
const page = (changes: unknown[], scopes = ['person:kari', 'themes']) => ({
  serverId,
  scopes,
  changes,
  cursor: 'c',
  more: false,
});

describe('a page of the feed of a newer service', () => {
  it('keeps fields of a document that this version does not know', () => {
    const read = readFeedPage(page([{ ...change, document: { ...reply, mood: 'glad' } }]));
    expect(read?.unread).toEqual([]);
    expect(read?.changes).toEqual([{ ...change, document: { ...reply, mood: 'glad' } }]);
  });

  it.each([
    ['a kind', { ...change, kind: 'letter' }],
    ['a value', { ...change, document: { ...reply, status: 'paused' } }],
    ['a scope', { ...change, scope: 'area:9' }],
    ['what a tombstone is of', { scope: 'themes', seq: 2, kind: 'tombstone', id, of: 'letter' }],
  ])(
    'sets aside a change of %s that this version does not know, and reads the rest',
    (_, newer) => {
      const read = readFeedPage(page([newer, change]));
      expect(read?.changes).toEqual([change]);
      expect(read?.unread).toEqual([newer]);
    },
  );

  it('names scopes of kinds that this version does not know', () => {
    expect(readFeedPage(page([], ['person:kari', 'area:9']))?.scopes).toEqual([
      'person:kari',
      'area:9',
    ]);
  });

  it.each([
    null,
    'text',
    {},
    page([{ ...change, seq: 0 }]),
    page([{ ...change, id: '' }]),
    { ...page([]), cursor: 1 },
  ])('is none where it can not be told what came: %j', (body) => {
    expect(readFeedPage(body)).toBeNull();
  });
});

describe('results of a newer service', () => {
  it('that this version does not know leave the operation where it is; the others hold', () => {
    const applied = { id, outcome: 'applied' };
    const body = { serverId, results: [{ id, outcome: 'postponed' }, applied, 7, null] };
    expect(readPushResponse(body)?.results).toEqual([applied]);
    expect(readPushResponse({ serverId })).toBeNull();
  });
});

describe('a session of a newer service', () => {
  const session = { serverId, protocol: { min: 1, max: 3 }, roles: ['caseworker'], unit: '4100' };

  it('is read with the roles that this version knows, and with what it may leave out', () => {
    expect(
      readSession({ ...session, roles: ['caseworker', 'analyst', 7], unitName: null }),
    ).toEqual({
      ...session,
      unitName: null,
      acknowledgedKnown: null,
    });
    expect(readSession({ ...session, unit: 'four' })?.unit).toBeNull();
    expect(readSession({ ...session, protocol: null })).toBeNull();
  });
});

describe('fields that a schema does not know', () => {
  it('are kept at every depth', () => {
    const known = { a: 1, list: [{ b: 2 }], inner: { c: null } };
    const raw = { a: 1, list: [{ b: 2, x: 1 }], inner: { c: null, y: [1] }, z: { w: 1 } };
    expect(withUnknown(known, raw)).toEqual(raw);
  });

  it('never change what the schema read', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (known, raw) => {
        const merged: unknown = withUnknown(known, raw);
        expect(without(merged, known)).toEqual(known);
      }),
    );
  });

  it('named as what objects inherit are plain fields', () => {
    const raw: unknown = JSON.parse('{"a":1,"__proto__":{"admin":true},"constructor":1}');
    const merged = withUnknown({ a: 1 }, raw);
    expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
    expect(Object.keys(merged).sort()).toEqual(['__proto__', 'a', 'constructor']);
  });
});

/** What is left of a value when all is taken away that another has not. */
function without(value: unknown, known: unknown): unknown {
  if (Array.isArray(value) && Array.isArray(known))
    return value.map((element, index) => without(element, known[index]));
  if (typeof value !== 'object' || value === null || typeof known !== 'object' || known === null)
    return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => Object.hasOwn(known, name))
      .map(([name, inner]) => [name, without(inner, (known as Record<string, unknown>)[name])]),
  );
}
