import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createIndex, type SimilarIndex, type TextDoc } from './similar-index.ts';

const texts: Readonly<Record<string, string>> = {
  wait: 'Bruker har ventet i fem måneder på svar om dagpenger',
  queue: 'Stod i telefonkø i over en time og ble brutt',
  letter: 'Vedtaket er på sju sider med paragrafer, forstår ikke om det er ja eller nei',
  card: 'Meldekortet kan ikke sendes, får feilmelding når timene føres',
  doctor: 'Fastlegen sier at erklæringen er sendt, men den ligger ikke i saken',
  advisor: 'Har fått ny veileder for tredje gang i år og må fortelle alt på nytt',
};

function filled(more: readonly TextDoc[] = []): SimilarIndex {
  const index = createIndex();
  for (const [id, text] of Object.entries(texts)) index.add({ id, text, tags: {} });
  for (const doc of more) index.add(doc);
  return index;
}
const first = (index: SimilarIndex, text: string, tags = {}) =>
  index.similar({ text, tags })[0]?.id;

describe('what means the same is found', () => {
  test.each([
    ['in other words', 'Skjønner ikke avgjørelsen, altfor mye juss', 'letter'],
    ['in nynorsk', 'Har venta i fleire månader på dagpengar', 'wait'],
    ['in shorthand', 'mld. kort går ikke å sende', 'card'],
    ['with typos', 'telfonkøen var lang, linja bruttt', 'queue'],
    ['inside a compound', 'legeerklæringen mangler', 'doctor'],
    ['half written', 'veile', 'advisor'],
  ])('%s', (_, text, id) => {
    expect(first(filled(), text)).toBe(id);
  });

  test('in English, without tags', () => {
    const index = createIndex();
    index.add({ id: 'pin', text: 'I forgot my PIN, how can I reset it?', tags: {} });
    index.add({ id: 'rate', text: 'The exchange rate was wrong when I paid abroad', tags: {} });
    expect(first(index, 'why is the rate for exchanging so bad')).toBe('rate');
    expect(first(index, 'resetting a pin')).toBe('pin');
  });
});

describe('tags are evidence, never a condition', () => {
  const twins = [
    { id: 'aap', text: 'Venter fortsatt på svar på søknaden', tags: { tema: 'AAP', step: 'wait' } },
    { id: 'ufo', text: 'Venter fortsatt på svar på søknaden', tags: { tema: 'UFO', step: 'wait' } },
  ];
  test('of equal texts the one with the same tema comes first', () => {
    expect(first(filled(twins), 'venter på svar', { tema: 'UFO' })).toBe('ufo');
    expect(first(filled(twins), 'venter på svar', { tema: 'AAP' })).toBe('aap');
  });
  test('another tema, or none, hides nothing', () => {
    expect(first(filled(twins), 'telefonkø', { tema: 'AAP', step: 'wait' })).toBe('queue');
    expect(filled(twins).similar({ text: 'venter på svar', tags: { tema: null } })).toHaveLength(5);
  });
});

describe('the index follows its texts', () => {
  test('a text is never among its own matches, whether or not it is in the index', () => {
    const ids = filled()
      .similar({ id: 'queue', text: texts['queue'] ?? '', tags: {} }, 10)
      .map(({ id }) => id);
    expect(ids).not.toContain('queue');
  });

  test('a changed text is found by its new words alone', () => {
    const index = filled();
    index.add({ id: 'queue', text: 'Barnetrygden er ikke kommet', tags: {} });
    expect(index.size).toBe(6);
    expect(first(index, 'barnetrygd')).toBe('queue');
    expect(index.similar({ text: 'telefonkø brutt', tags: {} })[0]?.id).not.toBe('queue');
  });

  test('a removed text is gone; removing what is not there changes nothing', () => {
    const index = filled();
    index.remove('card');
    index.remove('card');
    index.remove('never');
    expect(index.size).toBe(5);
    expect(index.has('card')).toBe(false);
    expect(
      index.similar({ text: texts['card'] ?? '', tags: {} }, 10).map(({ id }) => id),
    ).not.toContain('card');
  });

  test('nothing in it, nothing asked: no matches', () => {
    expect(createIndex().similar({ text: 'dagpenger', tags: {} })).toEqual([]);
    expect(filled().similar({ text: '', tags: { tema: 'DAG' } })).toEqual([]);
    expect(filled().similar({ text: ' … ', tags: {} })).toEqual([]);
    expect(filled().similar({ text: 'dagpenger', tags: {} }, 0)).toEqual([]);
  });
});

test('copies of one thing leave room for something else', () => {
  const copies = Array.from({ length: 6 }, (_, at) => ({
    id: `copy${at}`,
    text: `Stod i telefonkø i over en time og ble brutt ${at}`,
    tags: {},
  }));
  const ids = filled(copies)
    .similar({ text: 'Telefonkø i en time, spør om feilmelding når meldekortet sendes', tags: {} })
    .map(({ id }) => id);
  expect(ids.some((id) => /copy|queue/.test(id))).toBe(true);
  expect(ids.slice(0, 2)).toContain('card');
});

const words =
  'søknad vedtak brev ventet dagpenger meldekort lege telefon kø veileder svar ikke'.split(' ');
const someText = fc
  .array(fc.constantFrom(...words), { maxLength: 8 })
  .map((list) => list.join(' '));
const someId = fc.integer({ min: 0, max: 30 }).map(String);
const change = fc.oneof(
  fc.record({ kind: fc.constant('add' as const), id: someId, text: someText }),
  fc.record({ kind: fc.constant('remove' as const), id: someId }),
  fc.record({ kind: fc.constant('ask' as const), text: someText }),
);

test('after any changes it answers as an index of what is left, each text at most once', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 80 }), someText, (changes, asked) => {
      const index = createIndex();
      const left = new Map<string, string>();
      for (const one of changes) {
        if (one.kind === 'ask') index.similar({ text: one.text, tags: {} });
        if (one.kind === 'remove') {
          index.remove(one.id);
          left.delete(one.id);
        }
        if (one.kind === 'add') {
          index.add({ id: one.id, text: one.text, tags: {} });
          left.delete(one.id);
          left.set(one.id, one.text);
        }
      }
      const matches = index.similar({ text: asked, tags: {} }, 40);
      const ids = matches.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const id of ids) expect(left.has(id)).toBe(true);
      expect(index.size).toBe(left.size);
      const fresh = createIndex();
      for (const [id, text] of left) fresh.add({ id, text, tags: {} });
      const expected = fresh.similar({ text: asked, tags: {} }, 40).map(({ id }) => id);
      expect(new Set(ids)).toEqual(new Set(expected));
    }),
  );
});

test('any text can be added and asked for', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'binary', maxLength: 60 }), { maxLength: 6 }),
      fc.string({ unit: 'binary', maxLength: 60 }),
      (some, asked) => {
        const index = createIndex();
        some.forEach((text, at) => {
          index.add({ id: String(at), text, tags: { tema: 'X', step: null } });
        });
        for (const { score } of index.similar({ text: asked, tags: { tema: 'X' } }))
          expect(score).toBeGreaterThan(0);
      },
    ),
  );
});

test('in a large index the shortcut finds what a look at all would find', () => {
  const index = createIndex();
  const parts = Object.values(texts).map((text) => text.split(' '));
  for (let at = 0; at < 4000; at += 1) {
    const one = parts[at % 6] ?? [];
    const other = parts[(at * 7 + 3) % 6] ?? [];
    const text = [...one.slice(at % 5), ...other.slice(0, (at * 13) % 7), `nr${at}`].join(' ');
    index.add({ id: String(at), text, tags: { tema: at % 2 === 0 ? 'DAG' : 'AAP' } });
  }
  for (const text of Object.values(texts)) {
    const query = { text, tags: { tema: 'AAP' } };
    const all = index.nearest(query, 30).matches[0];
    const quick = Math.max(...index.similar(query).map(({ score }) => score));
    expect(quick).toBeCloseTo(all?.score ?? Number.NaN, 4);
  }
});
