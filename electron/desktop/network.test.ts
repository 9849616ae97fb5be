import type { Session } from 'electron';
import { expect, test } from 'vitest';
import { SessionDouble } from '../../tests/desktop/electron-double.ts';
import { networkFetch } from './network.ts';

function made() {
  const double = new SessionDouble('service');
  return { double, fetch: networkFetch(double as unknown as Session) };
}

test('asks through Chromium, leaving no cookie and no answer behind', async () => {
  const { double, fetch } = made();
  const { signal } = new AbortController();
  const answer = await fetch('https://lytt.example.org/operations', {
    method: 'POST',
    body: '[]',
    cache: 'force-cache',
    credentials: 'include',
    signal,
  });
  expect(answer.status).toBe(204);
  expect(double.fetched).toEqual([
    {
      input: 'https://lytt.example.org/operations',
      init: { method: 'POST', body: '[]', cache: 'no-store', credentials: 'omit', signal },
    },
  ]);
});

test('takes every form of address that fetch takes', async () => {
  const { double, fetch } = made();
  await fetch(new URL('https://lytt.example.org/a?b=c'));
  await fetch(new Request('https://lytt.example.org/d'));
  expect(double.fetched.map(({ input }) => (input instanceof Request ? input.url : input))).toEqual(
    ['https://lytt.example.org/a?b=c', 'https://lytt.example.org/d'],
  );
});
