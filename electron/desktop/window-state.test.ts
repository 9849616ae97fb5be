import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { smallestSize, stillVisible, type WindowState, windowMemory } from './window-state.ts';

const screen = { x: 0, y: 0, width: 1920, height: 1040 };
const left = { x: -1920, y: 0, width: 1920, height: 1040 };
const place: WindowState = { x: 100, y: 80, width: 1180, height: 780, maximized: false };

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'lytt-window-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

describe('the remembered place', () => {
  test('is what was saved, also after another save', () => {
    const memory = windowMemory(home);
    expect(memory.load()).toBeNull();
    memory.save(place);
    memory.save({ ...place, maximized: true });
    expect(windowMemory(home).load()).toEqual({ ...place, maximized: true });
    expect(readdirSync(home)).toEqual(['window.json']);
  });

  test.each([
    '',
    '{',
    'null',
    '[]',
    '{"x":1}',
    JSON.stringify({ ...place, x: '1' }),
    JSON.stringify({ ...place, width: 1.5 }),
    JSON.stringify({ ...place, more: 1 }),
  ])('is none where the file says %j', (content) => {
    writeFileSync(join(home, 'window.json'), content);
    expect(windowMemory(home).load()).toBeNull();
  });

  test('that can’t be written is forgotten without a fault', () => {
    const gone = join(home, 'none');
    windowMemory(gone).save(place);
    chmodSync(home, 0o500);
    windowMemory(home).save(place);
    chmodSync(home, 0o700);
    expect(windowMemory(gone).load()).toBeNull();
  });
});

describe('a place', () => {
  test('on a screen is kept as it is', () => {
    const { maximized: _, ...kept } = place;
    expect(stillVisible(place, [screen])).toEqual(kept);
    expect(stillVisible({ ...place, x: -1500 }, [screen, left])?.x).toBe(-1500);
  });

  test.each([
    ['on a screen that is gone', { x: -1500 }],
    ['below the screen', { y: 1200 }],
    ['with its title above the screen', { y: -40 }],
    ['right of the screen', { x: 1900 }],
    ['that would leave the screen once cut to it', { x: -7000, width: 8000 }],
    ['with a sliver left on the screen', { x: -1100 }],
  ])('%s is given up', (_what, change) => {
    expect(stillVisible({ ...place, ...change }, [screen])).toBeNull();
  });

  test('larger than its screen is cut to it, smaller than the page needs is widened', () => {
    expect(stillVisible({ ...place, width: 9000, height: 9000 }, [screen])).toMatchObject({
      width: screen.width,
      height: screen.height,
    });
    expect(stillVisible({ ...place, width: 200, height: 10 }, [screen])).toMatchObject(
      smallestSize,
    );
  });

  test('whatever was remembered, the window can be seen and dragged', () => {
    const side = fc.integer({ min: -20_000, max: 20_000 });
    const length = fc.integer({ min: 500, max: 8_000 });
    const area = fc.record({ x: side, y: side, width: length, height: length });
    const state = fc.record({
      x: side,
      y: side,
      width: side,
      height: side,
      maximized: fc.boolean(),
    });
    fc.assert(
      fc.property(state, fc.array(area, { maxLength: 3 }), (remembered, areas) => {
        const seen = stillVisible(remembered, areas);
        if (seen === null) return;
        const visible = areas.some(
          (on) =>
            seen.x + seen.width - 120 >= on.x &&
            seen.x + 120 <= on.x + on.width &&
            seen.y >= on.y &&
            seen.y + 120 <= on.y + on.height,
        );
        expect(visible).toBe(true);
        expect(seen.width).toBeGreaterThanOrEqual(smallestSize.width);
        expect(seen.height).toBeGreaterThanOrEqual(smallestSize.height);
      }),
    );
  });
});
