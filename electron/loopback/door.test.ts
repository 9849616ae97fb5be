import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { cookieValue, makeDoor } from './door.ts';

const DAY = 24 * 60 * 60_000;

test('a session nobody came back to is swept, one that is in use or was asked for is not', () => {
  let now = 0;
  const ended: string[] = [];
  const door = makeDoor(
    () => now,
    (length) => randomBytes(length),
    (windowId) => ended.push(windowId),
  );
  const [asked, used, left] = [door.enter(), door.enter(), door.enter()];
  const usedId = door.session(used)?.windowId;
  const leftId = door.session(left)?.windowId;
  now = DAY;
  door.session(asked);
  now += 1;
  door.sweep((windowId) => windowId === usedId);
  expect(ended).toEqual([leftId]);
  expect(door.session(asked)).not.toBeNull();
  expect(door.session(used)).not.toBeNull();
  expect(door.session(left)).toBeNull();
});

test('only so many tickets wait at once', () => {
  const door = makeDoor(
    () => 0,
    (length) => randomBytes(length),
    () => undefined,
  );
  const tickets = Array.from({ length: 33 }, () => door.ticket());
  expect(tickets.map((ticket) => door.spend(ticket))).toEqual([false, ...Array(32).fill(true)]);
});

test('a cookie is found by its whole name', () => {
  expect(cookieValue('a=1; lytt-1=x=y; lytt-11=z', 'lytt-1')).toBe('x=y');
  expect(cookieValue('xlytt-1=z', 'lytt-1')).toBeNull();
  expect(cookieValue('lytt-1', 'lytt-1')).toBeNull();
  expect(cookieValue(undefined, 'lytt-1')).toBeNull();
});
