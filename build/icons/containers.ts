/** A square picture: its side in pixels, and its PNG file. */
export interface Picture {
  readonly size: number;
  readonly png: Uint8Array;
}

/** Pictures in one Windows icon file (ICONDIR, one ICONDIRENTRY each, then the PNG files; up to 256 pixels). */
export function ico(pictures: readonly Picture[]): Uint8Array {
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  pictures.forEach(({ size, png }, index) => {
    const at = 6 + 16 * index;
    // One byte a side, where 0 means 256.
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  });
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
}

/** Which kinds of picture of each size macOS looks for; the second is the same size drawn for a dense screen. */
const kinds: Readonly<Record<number, readonly string[]>> = {
  32: ['ic11'],
  64: ['ic12'],
  128: ['ic07'],
  256: ['ic08', 'ic13'],
  512: ['ic09', 'ic14'],
  1024: ['ic10'],
};

/** Pictures in one macOS icon file: a header, then each PNG after its kind and length. */
export function icns(pictures: readonly Picture[]): Uint8Array {
  const parts = pictures.flatMap(({ size, png }) => {
    const names = kinds[size];
    if (names === undefined) throw new Error(`macOS has no icon of ${size} pixels`);
    return names.map((name) => section(name, png));
  });
  return section('icns', Buffer.concat(parts));
}

function section(name: string, content: Uint8Array): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32BE(8 + content.length, 4);
  return Buffer.concat([head, content]);
}
