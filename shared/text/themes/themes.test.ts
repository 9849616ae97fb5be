import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TextDoc } from '../similar/similar-index.ts';
import { groupThemes } from './group-themes.ts';
import { placeInThemes } from './place-in-themes.ts';

const about: Readonly<Record<string, readonly string[]>> = {
  queue: [
    'Stod i telefonkø i over en time',
    'Telefonkøen er håpløs, ventet førti minutter på linja',
    'Linja ble brutt etter lang tid i telefonkø',
    'Kommer ikke gjennom på telefon, bare ventemusikk i køen',
  ],
  doctor: [
    'Fastlegen har ikke sendt legeerklæringen',
    'Venter på erklæring fra fastlegen, legekontoret svarer ikke',
    'Legen sier at legeerklæringen er sendt for lenge siden',
    'Legekontoret vil ikke skrive ny erklæring',
  ],
  card: [
    'Glemte meldekortet og mistet dagpengene',
    'Meldekortet ble sendt en dag for sent, ingen dagpenger',
    'Visste ikke om fristen for meldekort, dagpengene er stanset',
    'Ingen påminnelse om meldekortet, utbetalingen stanset',
  ],
};
const single = 'Gravferdsstønaden ble avslått på grunn av formue i boet';

const docs: readonly TextDoc[] = [
  ...Object.entries(about).flatMap(([name, texts]) =>
    texts.map((text, at) => ({ id: `${name}${at}`, text, tags: {} })),
  ),
  { id: 'single', text: single, tags: {} },
];
const kind = (id: string) => id.replace(/\d+$/, '');

describe('grouping', () => {
  const groups = groupThemes(docs);

  test('texts about the same come together; what nothing else is about stands alone', () => {
    for (const { members } of groups) expect(new Set(members.map(kind)).size).toBe(1);
    expect(groups.length).toBeLessThanOrEqual(6);
    expect(groups.filter(({ members }) => members.includes('single'))[0]?.members).toEqual([
      'single',
    ]);
  });

  test('a group has its own words, and quotes from among its members', () => {
    const queue = groups.find(({ members }) => members.includes('queue1'));
    expect(queue?.keyTerms.some((term) => /telefonkø|linja|køen/.test(term))).toBe(true);
    for (const { members, quotes, keyTerms } of groups) {
      expect(quotes.length).toBe(Math.min(3, members.length));
      for (const quote of quotes) expect(members).toContain(quote);
      expect(keyTerms.length).toBeGreaterThan(0);
      expect(keyTerms.filter((term) => /^(?:uten|etter|før|ringer|fikk|uker)$/.test(term))).toEqual(
        [],
      );
    }
  });

  test('the same texts give the same groups', () => {
    expect(groupThemes(docs)).toEqual(groups);
  });

  test('few or no texts', () => {
    expect(groupThemes([])).toEqual([]);
    expect(groupThemes(docs.slice(0, 1)).map(({ members }) => members)).toEqual([['queue0']]);
    const empty = [
      { id: 'a', text: '', tags: {} },
      { id: 'b', text: '', tags: {} },
    ];
    expect(
      groupThemes(empty)
        .flatMap(({ members }) => members)
        .toSorted(),
    ).toEqual(['a', 'b']);
  });

  test('each text is in one group, whatever the texts', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { maxLength: 12 }),
        (texts) => {
          const some = texts.map((text, at) => ({ id: String(at), text, tags: { tema: 'DAG' } }));
          const members = groupThemes(some).flatMap((group) => group.members);
          expect(members.toSorted()).toEqual(some.map(({ id }) => id).toSorted());
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('placing new texts in standing themes', () => {
  const standing = (name: string, left: number) => ({
    id: name,
    members: docs.filter(({ id }) => kind(id) === name).slice(0, left),
  });
  const themes = [standing('queue', 3), standing('card', 3)];
  const known = new Set(themes.flatMap(({ members }) => members.map(({ id }) => id)));
  const fresh = docs.filter(({ id }) => !known.has(id));

  test('they go where they belong; the rest is proposed as groups of its own', () => {
    const { placed, proposed } = placeInThemes(themes, fresh);
    expect(placed).toEqual([
      { id: 'queue3', theme: 'queue' },
      { id: 'card3', theme: 'card' },
    ]);
    const left = proposed.flatMap(({ members }) => members);
    expect(left.toSorted()).toEqual(['doctor0', 'doctor1', 'doctor2', 'doctor3', 'single']);
    for (const { members } of proposed) expect(new Set(members.map(kind)).size).toBe(1);
  });

  test('people’s themes are not questioned: two that are alike stay two, and one that is mixed stays whole', () => {
    const mixed = { id: 'mixed', members: docs.slice(0, 12) };
    const { placed, proposed } = placeInThemes([mixed, standing('card', 2)], fresh.slice(-1));
    for (const { id } of placed) expect(fresh.map((doc) => doc.id)).toContain(id);
    expect(placed.length + proposed.length).toBe(1);
  });

  test('nothing new, or nothing standing', () => {
    expect(placeInThemes(themes, [])).toEqual({ placed: [], proposed: [] });
    const { placed, proposed } = placeInThemes([], docs);
    expect(placed).toEqual([]);
    expect(proposed.flatMap(({ members }) => members).length).toBe(docs.length);
  });

  test('each new text is placed or proposed, once', () => {
    const split = fc.array(fc.constantFrom('queue', 'doctor', 'card', 'new'), {
      minLength: docs.length,
      maxLength: docs.length,
    });
    fc.assert(
      fc.property(split, (where) => {
        const named = ['queue', 'doctor', 'card'].map((name) => ({
          id: name,
          members: docs.filter((_, at) => where[at] === name),
        }));
        const some = docs.filter((_, at) => where[at] === 'new');
        const { placed, proposed } = placeInThemes(named, some);
        const ids = [...placed.map(({ id }) => id), ...proposed.flatMap(({ members }) => members)];
        expect(ids.toSorted()).toEqual(some.map(({ id }) => id).toSorted());
      }),
      { numRuns: 40 },
    );
  });
});
