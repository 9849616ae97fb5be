import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { icns, ico } from './containers.ts';

const rendered = join(import.meta.dirname, 'rendered');
const picture = (size: number) => ({
  size,
  png: readFileSync(join(rendered, 'linux', `${size}x${size}.png`)),
});
const png = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

describe('a Windows icon file', () => {
  test('holds each picture whole, where its directory says', () => {
    const pictures = [picture(16), picture(32), picture(256)];
    const file = Buffer.from(ico(pictures));
    expect([file.readUInt16LE(0), file.readUInt16LE(2), file.readUInt16LE(4)]).toEqual([0, 1, 3]);
    pictures.forEach(({ size, png: whole }, index) => {
      const at = 6 + 16 * index;
      expect(file.readUInt8(at)).toBe(size === 256 ? 0 : size);
      const offset = file.readUInt32LE(at + 12);
      expect(file.subarray(offset, offset + file.readUInt32LE(at + 8))).toEqual(whole);
    });
  });

  test.each(['icon.ico', 'tray.ico'])(
    '%s as committed is one, down to the smallest size',
    (name) => {
      const file = readFileSync(join(rendered, name));
      const count = file.readUInt16LE(4);
      const sizes = Array.from(
        { length: count },
        (_, index) => file.readUInt8(6 + 16 * index) || 256,
      );
      expect(sizes[0]).toBe(16);
      expect(sizes).toEqual([...sizes].sort((one, other) => one - other));
      for (let index = 0; index < count; index++) {
        const offset = file.readUInt32LE(6 + 16 * index + 12);
        expect(file.subarray(offset, offset + 8)).toEqual(png);
        expect(file.readUInt32BE(offset + 16)).toBe(sizes[index]);
      }
    },
  );
});

describe('a macOS icon file', () => {
  const sections = (file: Buffer) => {
    const found: [string, Buffer][] = [];
    for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4))
      found.push([
        file.toString('latin1', at, at + 4),
        file.subarray(at + 8, at + file.readUInt32BE(at + 4)),
      ]);
    return found;
  };

  test('holds each picture once for every kind of its size', () => {
    const file = Buffer.from(icns([picture(32), picture(256)]));
    expect(file.toString('latin1', 0, 4)).toBe('icns');
    expect(file.readUInt32BE(4)).toBe(file.length);
    expect(sections(file)).toEqual([
      ['ic11', picture(32).png],
      ['ic08', picture(256).png],
      ['ic13', picture(256).png],
    ]);
  });

  test('has no place for a size macOS does not know', () => {
    expect(() => icns([picture(48)])).toThrow('48');
  });

  test('as committed has every size up to 1024', () => {
    const widths = sections(readFileSync(join(rendered, 'icon.icns'))).map(([kind, content]) => {
      expect(content.subarray(0, 8), kind).toEqual(png);
      return content.readUInt32BE(16);
    });
    expect(new Set(widths)).toEqual(new Set([32, 64, 128, 256, 512, 1024]));
  });
});
