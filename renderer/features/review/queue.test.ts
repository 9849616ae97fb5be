import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleId, sampleItem } from '../../../tests/support/review-samples.ts';
import {
  chunks,
  idsOf,
  nearest,
  neighbourOf,
  shownQueue,
  stepFrom,
  stillDecided,
  toggled,
} from './queue.ts';

const items = [sampleItem(1), sampleItem(2), sampleItem(3)];
const ids = idsOf(items);
const at = (n: number) => sampleId(n);

describe('the queue as shown', () => {
  test('leaves out what was decided a moment ago, as long as it has the revision that was decided', () => {
    expect(idsOf(shownQueue(items, new Map([[at(2), at(102)]]), null))).toEqual([at(1), at(3)]);
    expect(idsOf(shownQueue(items, new Map([[at(2), at(99)]]), null))).toEqual(ids);
  });

  test('has what was taken back in its place, before the list has it', () => {
    const without = [sampleItem(1), sampleItem(3)];
    expect(idsOf(shownQueue(without, new Map(), sampleItem(2)))).toEqual(ids);
    expect(idsOf(shownQueue(without, new Map(), sampleItem(4)))).toEqual([at(1), at(3), at(4)]);
    expect(idsOf(shownQueue(items, new Map(), sampleItem(2)))).toEqual(ids);
  });

  test('forgets a decision once the list has let go of it', () => {
    const decided = new Map([
      [at(2), at(102)],
      [at(9), at(109)],
    ]);
    expect([...stillDecided(items, decided).keys()]).toEqual([at(2)]);
    const same = new Map([[at(1), at(101)]]);
    expect(stillDecided(items, same)).toBe(same);
  });
});

describe('what opens', () => {
  test('next is the one after, at the end the one before', () => {
    expect(neighbourOf(ids, at(1))).toBe(at(2));
    expect(neighbourOf(ids, at(3))).toBe(at(2));
    expect(neighbourOf([at(1)], at(1))).toBeNull();
    expect(neighbourOf(ids, null)).toBe(at(1));
  });

  test('after a change of the list is the nearest that stood after, then before', () => {
    expect(nearest(ids, at(2), [at(1), at(3)])).toBe(at(3));
    expect(nearest(ids, at(3), [at(1)])).toBe(at(1));
    expect(nearest(ids, at(2), [at(7)])).toBe(at(7));
    expect(nearest(ids, at(2), [])).toBeNull();
  });

  test('a step stays at the ends', () => {
    expect(stepFrom(ids, at(1), -1)).toBe(at(1));
    expect(stepFrom(ids, at(3), 1)).toBe(at(3));
    expect(stepFrom(ids, at(1), 1)).toBe(at(2));
    expect(stepFrom(ids, null, 1)).toBe(at(1));
    expect(stepFrom([], null, 1)).toBeUndefined();
  });
});

describe('choosing', () => {
  test('a range follows the box that was clicked, whichever way it goes', () => {
    expect([...toggled(new Set(), ids, at(3), at(1), true)].toSorted()).toEqual(ids);
    expect([...toggled(new Set(ids), ids, at(1), at(2), true)]).toEqual([at(3)]);
  });

  test('without a range, or with an anchor that is gone, touches one alone', () => {
    expect([...toggled(new Set(), ids, at(2), at(1), false)]).toEqual([at(2)]);
    expect([...toggled(new Set(), ids, at(2), at(9), true)]).toEqual([at(2)]);
  });

  test('the same click twice changes nothing', () => {
    fc.assert(
      fc.property(
        fc.subarray(ids),
        fc.constantFrom(...ids),
        fc.constantFrom(...ids),
        (chosen, id, anchor) => {
          const before = new Set(chosen);
          const once = toggled(before, ids, id, null, false);
          expect(new Set(toggled(once, ids, id, null, false))).toEqual(before);
          const range = toggled(before, ids, id, anchor, true);
          expect(range.has(id)).toBe(!before.has(id));
        },
      ),
    );
  });
});

test('parts hold everything once, in order, none larger than asked', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.integer({ min: 1, max: 7 }), (all, size) => {
      const parts = chunks(all, size);
      expect(parts.flat()).toEqual(all);
      expect(parts.every((part) => part.length > 0 && part.length <= size)).toBe(true);
    }),
  );
});
