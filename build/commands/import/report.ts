import { assertNever } from '../../../shared/domain/assert-never.ts';
import type { RowFault } from '../../../shared/import/check-row.ts';
import { findingWord } from '../../../shared/privacy/mask.ts';
import type { CheckedSource } from './check-source.ts';
import type { Source } from './source.ts';

export interface ImportResult {
  readonly source: Source;
  readonly checked: CheckedSource;
  /** Null: only checked, nothing taken in. */
  readonly takenIn: {
    readonly logged: number;
    readonly known: number;
    readonly person: string;
  } | null;
}

/** How many row numbers a line of the report names; `--json` names them all. */
const NAMED_ROWS = 20;

/** The report for a person. Holds row numbers and reasons, nothing of what a row says. */
export function reportText({ source, checked, takenIn }: ImportResult): string {
  const { notes, refused, unknownTema } = checked;
  const total = notes.length + refused.length;
  const lines: string[] = [...source.remarks];
  if (takenIn === null)
    lines.push(`Checked only: ${notes.length} of ${total} notes could be taken in.`);
  else {
    lines.push(`Taken in: ${takenIn.logged} of ${total} notes, for ${takenIn.person}.`);
    if (takenIn.known > 0) lines.push(`There already, left as they were: ${takenIn.known}.`);
  }
  if (refused.length > 0) {
    lines.push(`Refused: ${refused.length}.`);
    for (const [reason, rows] of byReason(checked))
      lines.push(`  ${reason}: ${rowList(source.rowWord, rows)}`);
  }
  for (const [code, rows] of unknownTema)
    lines.push(
      `Unknown tema ${code}, kept as it is and shown as unknown: ${rowList(source.rowWord, rows)}`,
    );
  if (source.ignoredColumns > 0)
    lines.push(`Columns that are not known and were left out: ${source.ignoredColumns}.`);
  return `${lines.join('\n')}\n`;
}

/** The same for a program: one JSON object. */
export function reportJson({ source, checked, takenIn }: ImportResult): string {
  return `${JSON.stringify({
    takenIn: takenIn?.logged ?? 0,
    known: takenIn?.known ?? 0,
    checkedOnly: takenIn === null,
    accepted: checked.notes.length,
    refused: checked.refused.map(({ row, faults }) => ({
      row,
      faults: faults.map((fault) => ({ ...fault, message: reasonOf(fault) })),
    })),
    unknownTema: [...checked.unknownTema].map(([code, rows]) => ({ code, rows })),
    ignoredColumns: source.ignoredColumns,
    remarks: source.remarks,
  })}\n`;
}

function byReason({ refused }: CheckedSource): Map<string, number[]> {
  const reasons = new Map<string, number[]>();
  for (const { row, faults } of refused)
    for (const fault of faults) {
      const reason = reasonOf(fault);
      reasons.set(reason, [...(reasons.get(reason) ?? []), row]);
    }
  return reasons;
}

function rowList(word: 'line' | 'row', rows: readonly number[]): string {
  const named = rows.slice(0, NAMED_ROWS).join(', ');
  const more = rows.length > NAMED_ROWS ? ` and ${rows.length - NAMED_ROWS} more` : '';
  return `${word}${rows.length > 1 ? 's' : ''} ${named}${more}`;
}

function reasonOf(fault: RowFault): string {
  switch (fault.kind) {
    case 'empty':
      return `${fault.field} is empty`;
    case 'tooLong':
      return `${fault.field} is too long`;
    case 'invalidCharacter':
      return `${fault.field} holds a character that can't be stored (a control character, or half of one)`;
    case 'notText':
      return `${fault.field} is not a text`;
    case 'notAllowed':
      return `${fault.field} must be ${fault.allowed.length > 1 ? 'one of ' : ''}${fault.allowed.join(', ')}`;
    case 'identifies':
      return `${fault.field} may identify someone (${fault.kinds.map((kind) => findingWord(kind, 'en')).join(', ')})`;
    case 'duplicate':
      return `id is that of ${fault.firstRow} already`;
    case 'tooManyCells':
      return 'more columns than the header names';
    default:
      return assertNever(fault);
  }
}
