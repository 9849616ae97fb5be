import fc from 'fast-check';
import { expect, it } from 'vitest';
import { EventStream, type StreamEvent } from './event-stream.ts';

const read = (...pieces: string[]): StreamEvent[] => {
  const stream = new EventStream();
  return pieces.flatMap((piece) => stream.read(piece));
};

it.each(['\n', '\r\n', '\r'])('reads events whose lines end in %j', (end) => {
  const text = [
    'event: hint',
    'data: {"a":1}',
    '',
    ': beat',
    '',
    'data: two',
    'data: lines',
    '',
    '',
  ];
  expect(read(text.join(end))).toEqual([
    { event: 'hint', data: '{"a":1}' },
    { event: 'message', data: 'two\nlines' },
  ]);
});

it('passes over comments, fields of no use, and events without data', () => {
  expect(read(':\n\nid: 7\nretry: 10\n\nevent: ready\n\nnonsense\n\ndata\n\n')).toEqual([
    { event: 'message', data: '' },
  ]);
});

it('takes one blank after the colon away, no more', () => {
  expect(read('data:  x\n\n', 'data:y\n\n')).toEqual([
    { event: 'message', data: ' x' },
    { event: 'message', data: 'y' },
  ]);
});

it('does not hand out an event that has not ended', () => {
  expect(read('event: hint\ndata: x\n')).toEqual([]);
});

it('does not keep a line for ever', () => {
  const stream = new EventStream();
  expect(() => {
    for (let n = 0; n < 100; n += 1) stream.read('x'.repeat(1_000));
  }).toThrow();
});

it('finds the same events in whatever pieces the text comes', () => {
  const value = fc.string({ maxLength: 8 }).filter((text) => !/[\r\n]/.test(text));
  const line = fc.oneof(
    value.map((text) => `data: ${text}`),
    value.map((text) => `event: ${text}`),
    value.map((text) => `:${text}`),
    fc.constant(''),
  );
  const end = fc.constantFrom('\n', '\r\n', '\r');
  fc.assert(
    fc.property(
      fc.array(fc.tuple(line, end), { maxLength: 30 }),
      fc.array(fc.nat()),
      (lines, cuts) => {
        const text = lines.map(([content, ending]) => content + ending).join('');
        const places = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].sort(
          (a, b) => a - b,
        );
        const pieces = [0, ...places].map((place, index) => text.slice(place, places[index]));
        expect(pieces.join('')).toBe(text);
        expect(read(...pieces)).toEqual(read(text));
      },
    ),
  );
});
