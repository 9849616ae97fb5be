import { expect, test } from 'vitest';
import { translator } from '../../shared/i18n/define.ts';
import { recoveryMessages } from '../../shared/i18n/recovery.ts';
import type { Recovery } from '../../shared/view/recovery.ts';
import { recoveryWords } from './recovery-words.ts';

const recovery: Recovery = {
  at: '2026-11-24T12:00:00.000Z',
  from: 'copy',
  copyMadeAt: '2026-11-24T07:00:00.000Z',
  entries: 120,
  unsent: 3,
  draft: true,
  fetched: 0,
  missing: 0,
  unread: 0,
  complete: false,
  keptIn: '/data/damaged',
};
const words = (changed: Partial<Recovery>) =>
  recoveryWords({ ...recovery, ...changed }, translator(recoveryMessages, 'nb'), (at) =>
    at.slice(11, 16),
  );

test('what came back is said in numbers, each kind by itself', () => {
  expect(words({})).toEqual([
    '120 ting du har logget, er tilbake fra kopien av 07:00 og det som kunne leses.',
    '3 som ikke var sendt, er tilbake og sendes av seg selv.',
    'Utkastet ditt er tilbake.',
    'Det som var sendt, hentes fra tjenesten når den svarer.',
    'Ingenting mangler.',
  ]);
  expect(words({ unsent: 0, draft: false, complete: true, fetched: 7 })).toEqual([
    expect.stringContaining('120'),
    '7 er hentet fra tjenesten siden.',
    'Ingenting mangler.',
  ]);
});

test('what did not come back is never passed over', () => {
  expect(words({ missing: 2, unread: 1 })).toEqual(
    expect.arrayContaining([
      '2 som var logget, er ikke kommet tilbake.',
      '1 lagring kunne ikke leses.',
    ]),
  );
  const unknown = words({ from: 'nothing', copyMadeAt: null, entries: 0, unread: null });
  expect(unknown[0]).toContain('ingen hel kopi. 0 ');
  expect(unknown).toContainEqual(expect.stringContaining('kan mangle'));
  for (const sentences of [words({ missing: 1 }), words({ unread: 4 }), unknown])
    expect(sentences).not.toContain('Ingenting mangler.');
});
