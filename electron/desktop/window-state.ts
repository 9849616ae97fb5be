import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rectangle } from 'electron';
import { z } from 'zod';

export const WindowState = z.strictObject({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
  maximized: z.boolean(),
});
/** Where the window stood, in screen points. */
export type WindowState = z.infer<typeof WindowState>;

export const defaultSize = { width: 1180, height: 780 } as const;
export const smallestSize = { width: 480, height: 480 } as const;
/** So much of the window must be on a screen that it can be seen and dragged. */
const VISIBLE = 120;

/** The remembered place, cut to the screen it can be seen on; null where it can be seen on none: centred, default size. */
export function stillVisible(
  state: WindowState,
  workAreas: readonly Rectangle[],
): Rectangle | null {
  for (const screen of workAreas) {
    const place = {
      x: state.x,
      y: state.y,
      width: clamp(state.width, smallestSize.width, screen.width),
      height: clamp(state.height, smallestSize.height, screen.height),
    };
    const seen =
      overlap(place.x, place.width, screen.x, screen.width) >= VISIBLE &&
      place.y >= screen.y &&
      place.y <= screen.y + screen.height - VISIBLE;
    if (seen) return place;
  }
  return null;
}

function overlap(start: number, length: number, otherStart: number, otherLength: number): number {
  return Math.min(start + length, otherStart + otherLength) - Math.max(start, otherStart);
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, Math.max(low, high)));
}

/** Remembers the window's place in `window.json` of the data folder. A missing or odd file is no place at all. */
export function windowMemory(home: string): {
  load(): WindowState | null;
  save(state: WindowState): void;
} {
  const file = join(home, 'window.json');
  return {
    load() {
      try {
        return WindowState.parse(JSON.parse(readFileSync(file, 'utf8')));
      } catch {
        return null;
      }
    },
    save(state) {
      try {
        writeFileSync(`${file}.new`, JSON.stringify(state));
        renameSync(`${file}.new`, file);
      } catch {
        // A full or read-only disk: the place is forgotten, nothing else.
      }
    },
  };
}
