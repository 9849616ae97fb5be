import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { noTags } from '../../shared/domain/tags.ts';
import type { Draft } from '../../shared/view/entry.ts';
import { type SlotState, startDraftSlot } from './draft-slot.ts';

const ENTRY = '019a0000-0000-7000-8000-000000000001';
const draft = (text: string, observationId: string | null = null): Draft => ({
  text,
  workaround: null,
  tags: noTags,
  observationId,
  answer: null,
});

function machine(first: Draft | null = null) {
  let disk = first;
  const states: SlotState[] = [];
  const slot = startDraftSlot({
    load: async () => disk,
    save: async (given) => {
      disk = given;
    },
    discard: async () => {
      disk = null;
    },
    onState: (state) => states.push(state),
  });
  return { slot, disk: () => disk, last: () => states.at(-1) };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('nothing is written over a draft that has not been read', async () => {
  const { slot, disk } = machine(draft('fra i går'));
  expect(slot.keep('log', draft('nytt'))).toBe(false);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(disk()?.text).toBe('fra i går');
});

test('an edit never takes the place of what is written on Log', async () => {
  const { slot, disk } = machine(draft('på Logg'));
  await slot.load('kari');
  expect(slot.keep(`entry:${ENTRY}`, draft('endring', ENTRY))).toBe(false);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(disk()?.text).toBe('på Logg');
});

test('an edit is kept where the place is free, and gives way to Log', async () => {
  const { slot, disk, last } = machine();
  await slot.load('kari');
  expect(slot.keep(`entry:${ENTRY}`, draft('endring', ENTRY))).toBe(true);
  await vi.advanceTimersByTimeAsync(400);
  expect(disk()?.observationId).toBe(ENTRY);
  expect(last()).toEqual({ holder: `entry:${ENTRY}`, state: { kind: 'saved' } });
  expect(slot.keep('log', draft('på Logg'))).toBe(true);
  expect(last()).toEqual({ holder: 'log', state: { kind: 'none' } });
  await vi.advanceTimersByTimeAsync(400);
  expect(disk()?.text).toBe('på Logg');
});

test('emptying one field never takes another’s draft away', async () => {
  const { slot, disk } = machine(draft('endring', ENTRY));
  await slot.load('kari');
  expect(slot.keep('log', null)).toBe(false);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(disk()?.text).toBe('endring');
});

test('reading it writes first what waits', async () => {
  const { slot } = machine();
  await slot.load('kari');
  slot.keep('log', draft('nettopp skrevet'));
  expect((await slot.load('kari'))?.text).toBe('nettopp skrevet');
});

test('what one person wrote is never written for the next', async () => {
  const { slot, disk } = machine();
  await slot.load('kari');
  slot.keep('log', draft('Karis ord'));
  await slot.load('ola');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(disk()).toBeNull();
});

test('once closed, no draft follows', async () => {
  const { slot, disk, last } = machine();
  await slot.load('kari');
  slot.keep('log', draft('ord'));
  await slot.close('log');
  slot.gone('log');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(disk()).toBeNull();
  expect(last()).toEqual({ holder: null, state: { kind: 'none' } });
});
