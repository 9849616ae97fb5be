import { expect, test } from 'vitest';
import { noTags } from '../../../shared/domain/tags.ts';
import type { Insight } from '../../../shared/domain/theme.ts';
import { voicesOf } from './voices.ts';

const insight = (id: string, text: string, same = false): Insight => ({
  ...{ id, text, same },
  ...{ workaround: null, tags: noTags, week: '2026-W47', themeId: null },
});

test('the typical words come first, each wording once; a +1 says nothing new', () => {
  const insights = [
    insight('a', 'Kø'),
    insight('b', 'Ble kastet ut av køen'),
    insight('c', 'Kø'),
    insight('d', 'Kommer ikke gjennom', true),
    insight('e', ''),
  ];
  expect(voicesOf({ quotes: [{ id: 'b', text: 'Ble kastet ut av køen' }] }, insights)).toEqual([
    { id: 'b', text: 'Ble kastet ut av køen' },
    { id: 'a', text: 'Kø' },
  ]);
});

test('of a theme that has +1s alone, their words stand in', () => {
  const insights = [insight('a', 'Kø', true), insight('b', 'Kø', true)];
  expect(voicesOf({ quotes: [] }, insights)).toEqual([{ id: 'a', text: 'Kø' }]);
});
