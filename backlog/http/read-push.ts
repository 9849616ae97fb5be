import { LyttError } from '../../shared/domain/errors.ts';
import { Id } from '../../shared/domain/ids.ts';
import { PUSH_LIMIT } from '../../shared/protocol/protocol.ts';
import { speaks, type Versions } from '../../shared/protocol/versions.ts';
import type { Arrival } from '../operations/read-operation.ts';

/**
 * Takes a push apart. Throws for the request as a whole: `protocol.unsupported`, `input.tooLarge` (too many), `input.invalid`
 * with `field` naming the element that has no id to answer by.
 */
export function readPush(body: unknown, versions: Versions): Arrival[] {
  if (!isRecord(body)) throw new LyttError('input.invalid');
  const { protocol, operations } = body;
  if (typeof protocol !== 'number' || !Number.isInteger(protocol) || protocol < 1)
    throw new LyttError('input.invalid', { field: 'protocol' });
  if (!speaks(versions, protocol)) throw new LyttError('protocol.unsupported');
  if (!Array.isArray(operations)) throw new LyttError('input.invalid', { field: 'operations' });
  if (operations.length > PUSH_LIMIT)
    throw new LyttError('input.tooLarge', { field: 'operations' });
  return operations.map((element: unknown, index) => {
    const id = isRecord(element) ? Id.safeParse(element['id']) : null;
    if (!isRecord(element) || id?.success !== true)
      throw new LyttError('input.invalid', { field: `operations.${index}.id` });
    return { id: id.data, body: element };
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
