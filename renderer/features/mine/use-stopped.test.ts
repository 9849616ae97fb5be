import { expect, test, vi } from 'vitest';

vi.stubGlobal('window', { lytt: {} });
const { toldOf } = await import('./use-stopped.ts');

test('what the service stopped is told on; a kind without a word here can’t be pointed at', () => {
  const known = { field: 'text', kind: 'name', severity: 'warn', words: 'Kari' } as const;
  expect(toldOf([known, { ...known, kind: 'licence-plate' }])).toEqual([known]);
});
