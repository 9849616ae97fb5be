import { createHash } from 'node:crypto';
import type { Id } from '../../../shared/domain/ids.ts';
import { checkRow, type ImportedNote, type RowFault } from '../../../shared/import/check-row.ts';
import type { Source } from './source.ts';

export interface CheckedNote {
  readonly row: number;
  /** The row's own name in the file, or null. */
  readonly id: string | null;
  readonly note: ImportedNote;
}
export interface RefusedRow {
  readonly row: number;
  readonly faults: readonly RowFault[];
}
export interface CheckedSource {
  readonly notes: readonly CheckedNote[];
  readonly refused: readonly RefusedRow[];
  /** Codes outside the taxonomy and the rows that bear them; kept as they are. */
  readonly unknownTema: ReadonlyMap<string, readonly number[]>;
}

/** Checks every row of a file before any is taken in. */
export function checkSource(source: Source, now: number): CheckedSource {
  const notes: CheckedNote[] = [];
  const refused: RefusedRow[] = source.faulty.map(({ row, fault }) => ({ row, faults: [fault] }));
  const unknownTema = new Map<string, number[]>();
  const firstRowOf = new Map<string, number>();
  for (const sourceRow of source.rows) {
    const { row } = sourceRow;
    const outcome = checkRow(sourceRow, now);
    if (!outcome.ok) {
      refused.push({ row, faults: outcome.faults });
      continue;
    }
    const { id, note } = outcome;
    const firstRow = id === null ? undefined : firstRowOf.get(id);
    if (firstRow !== undefined) {
      refused.push({ row, faults: [{ kind: 'duplicate', field: 'id', firstRow }] });
      continue;
    }
    if (id !== null) firstRowOf.set(id, row);
    notes.push({ row, id, note });
    if (outcome.unknownTema !== null)
      unknownTema.set(outcome.unknownTema, [...(unknownTema.get(outcome.unknownTema) ?? []), row]);
  }
  return { notes, refused: refused.toSorted((a, b) => a.row - b.row), unknownTema };
}

/**
 * Ids for the observations of a file, made from who takes it in and what each row says, so that the same file again is the
 * same observations, while a row whose words were changed since is a new one. Rows that say the same without an id of their own
 * are told apart by their order among themselves.
 */
export function observationIds(personId: string, notes: readonly CheckedNote[]): Id[] {
  const seen = new Map<string, number>();
  return notes.map(({ id, note }) => {
    const { text, workaround, heardAt } = note;
    const said = JSON.stringify([personId, id, text, workaround, heardAt]);
    const times = seen.get(said) ?? 0;
    seen.set(said, times + 1);
    return derivedId(`${said} ${times}`, heardAt);
  });
}

/** Ids without an instant of their own all bear this one, 1 January 2020. */
const NO_INSTANT = Date.UTC(2020, 0, 1);

/** Shaped as a UUIDv7: the instant, then bits of a SHA-256 instead of chance. */
function derivedId(name: string, heardAt: string | null): Id {
  const bytes = createHash('sha256').update(name).digest().subarray(0, 16);
  bytes.writeUIntBE(heardAt === null ? NO_INSTANT : Date.parse(heardAt), 0, 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}
