import type { IncomingMessage } from 'node:http';
import { LyttError } from '../../shared/domain/errors.ts';

/**
 * Reads a request's body as JSON. Errors: `input.tooLarge` over `limit` bytes, `input.invalid` for what is not UTF-8, not JSON
 * or cut short.
 */
export async function readJson(request: IncomingMessage, limit: number): Promise<unknown> {
  const text = decode(await readBytes(request, limit));
  try {
    return JSON.parse(text);
  } catch {
    throw new LyttError('input.invalid', { field: 'body' });
  }
}

function readBytes(request: IncomingMessage, limit: number): Promise<Buffer> {
  const tooLarge = () => new LyttError('input.tooLarge', { params: { limit } });
  return new Promise((resolve, reject) => {
    if (Number(request.headers['content-length'] ?? 0) > limit) {
      // Read to its end all the same, or the answer is lost when the connection breaks.
      request.resume();
      reject(tooLarge());
      return;
    }
    const parts: Buffer[] = [];
    let size = 0;
    request.on('data', (part: Buffer) => {
      size += part.length;
      if (size > limit) {
        parts.length = 0;
        reject(tooLarge());
      } else parts.push(part);
    });
    request.once('end', () => resolve(Buffer.concat(parts)));
    // After `end` it changes nothing: a promise settles once.
    request.once('close', () => reject(new LyttError('input.invalid', { field: 'body' })));
    request.once('error', () => reject(new LyttError('input.invalid', { field: 'body' })));
  });
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new LyttError('input.invalid', { field: 'body' });
  }
}
