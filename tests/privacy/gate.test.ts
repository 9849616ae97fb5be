import { describe, expect, test } from 'vitest';
import { findIdentifiers } from '../../shared/privacy/gate.ts';
import { chanceOf } from './chance.ts';
import { leakingDocuments } from './documents.ts';
import { cleanNotes, falseAlarmsOf, recallOf } from './measure.ts';
import type { PlantedKind } from './planted.ts';
import { sampleNotes, textsIn } from './sample-notes.ts';
import { seeds } from './seeds.ts';

const notes = sampleNotes.map(({ text }) => text);

/** Least share found, and of those kinds that may never be saved, least share blocked. */
const goals: readonly (readonly [PlantedKind, number, number])[] = [
  ['national-id', 0.999, 0.999],
  ['national-id-typo', 0.95, 0],
  ['account', 0.99, 0.99],
  ['actor-id', 0.99, 0.99],
  ['phone', 0.98, 0.95],
  ['email', 0.99, 0.99],
  ['address', 0.9, 0],
  ['nav-ident', 0.99, 0],
  ['name', 0.95, 0],
];

describe.each(Object.entries(seeds))('planted with the seed of %s', (_, seed) => {
  test.each(goals)('%s: found whole', (kind, leastFound, leastBlocked) => {
    const count = 600;
    const { found, blocked } = recallOf(findIdentifiers, kind, count, chanceOf(seed), notes);
    expect(found / count).toBeGreaterThanOrEqual(leastFound);
    expect(blocked / count).toBeGreaterThanOrEqual(leastBlocked);
  });

  test.each(['nb', 'nn'] as const)('few documents in %s let anything through', (lang) => {
    const leaking = leakingDocuments(findIdentifiers, 600, chanceOf(seed + 2), textsIn(lang));
    expect(leaking.length / 600).toBeLessThanOrEqual(0.05);
  });

  test('notes full of other numbers raise few alarms and block nearly nothing', () => {
    const clean = cleanNotes(2000, chanceOf(seed + 1), notes);
    const { flagged, blocked } = falseAlarmsOf(findIdentifiers, clean);
    expect(flagged.length / clean.length).toBeLessThanOrEqual(0.02);
    expect(blocked / clean.length).toBeLessThanOrEqual(0.002);
  });
});

test('the sample notes raise few alarms, and none is blocked', () => {
  const { flagged, blocked } = falseAlarmsOf(findIdentifiers, notes);
  expect(flagged.length / notes.length).toBeLessThanOrEqual(0.02);
  expect(blocked).toBe(0);
});
