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

/** The remembered place if it can still be seen on one of the screens, cut to that screen; else null: centred, default size. */
export function stillVisible(
  state: WindowState,
  workAreas: readonly Rectangle[],
): Rectangle | null {
  const area = workAreas.find(
    (screen) =>
      overlap(state.x, state.width, screen.x, screen.width) >= VISIBLE &&
      state.y >= screen.y &&
      state.y <= screen.y + screen.height - VISIBLE,
  );
  if (area === undefined) return null;
  return {
    x: state.x,
    y: state.y,
    width: clamp(state.width, smallestSize.width, area.width),
    height: clamp(state.height, smallestSize.height, area.height),
  };
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
