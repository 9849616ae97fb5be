import type { z } from 'zod';
import {
  channels,
  journeySteps,
  painTypes,
  severities,
  type Tags,
  TemaCode,
} from '../domain/tags.ts';
import { isKnownTema } from '../domain/taxonomy/labels.ts';
import {
  channelLabels,
  type Label,
  painLabels,
  severityLabels,
  stepLabels,
} from '../domain/taxonomy/values.ts';
import { ObservationText, Workaround } from '../domain/text.ts';
import type { FindingKind } from '../privacy/finding.ts';
import { findIdentifiers } from '../privacy/gate.ts';
import type { Column, SourceRow } from './columns.ts';
import { parseHeardAt } from './heard-at.ts';

/** Why a row is refused. Holds nothing of what it says. */
export type RowFault =
  | { readonly kind: 'empty' | 'tooLong' | 'invalidCharacter' | 'notText'; readonly field: Column }
  | { readonly kind: 'notAllowed'; readonly field: Column; readonly allowed: readonly string[] }
  | { readonly kind: 'identifies'; readonly field: Column; readonly kinds: readonly FindingKind[] }
  | { readonly kind: 'duplicate'; readonly field: 'id'; readonly firstRow: number }
  /** More places than the header has. */
  | { readonly kind: 'tooManyCells'; readonly field: null };

/** What a row says, once it is known to be sound. */
export interface ImportedNote {
  readonly text: string;
  readonly workaround: string | null;
  readonly tags: Tags;
  readonly heardAt: string | null;
}

export type RowOutcome =
  | {
      readonly ok: true;
      readonly id: string | null;
      readonly note: ImportedNote;
      readonly unknownTema: string | null;
    }
  | { readonly ok: false; readonly faults: readonly RowFault[] };

/** Checks one row as the app would what is typed, and through the same gate. A tema outside the taxonomy is kept as it is. */
export function checkRow({ cells }: SourceRow, now: number): RowOutcome {
  const faults: RowFault[] = [];
  const text = textOf('text', cells.get('text'), ObservationText, faults);
  const workaround = textOf('workaround', blankToNull(cells.get('workaround')), Workaround, faults);
  const tags: Tags = {
    tema: temaOf(cells.get('tema'), faults),
    step: choiceOf('step', cells.get('step'), journeySteps, stepLabels, faults),
    pain: choiceOf('pain', cells.get('pain'), painTypes, painLabels, faults),
    channel: choiceOf('channel', cells.get('channel'), channels, channelLabels, faults),
    severity: choiceOf('severity', cells.get('severity'), severities, severityLabels, faults),
  };
  const heardAt = heardAtOf(cells.get('heardAt'), now, faults);
  const id = idOf(cells.get('id'), faults);
  if (faults.length > 0 || text === null) return { ok: false, faults };
  const { tema } = tags;
  return {
    ok: true,
    id,
    note: { text, workaround, tags, heardAt },
    unknownTema: tema !== null && !isKnownTema(tema) ? tema : null,
  };
}

function blankToNull(cell: unknown): unknown {
  return cell === undefined || (typeof cell === 'string' && cell.trim() === '') ? null : cell;
}

function textOf(
  field: 'text' | 'workaround',
  cell: unknown,
  schema: z.ZodType<string | null>,
  faults: RowFault[],
): string | null {
  // A spreadsheet makes a number of a text that is one; it is somebody's words all the same.
  const value = cell === undefined ? '' : typeof cell === 'number' ? String(cell) : cell;
  if (value !== null && typeof value !== 'string') {
    faults.push({ kind: 'notText', field });
    return null;
  }
  const parsed = schema.safeParse(field === 'text' ? (value ?? '') : value);
  if (!parsed.success) {
    faults.push({ kind: textFault(parsed.error.issues[0]?.message), field });
    return null;
  }
  const kinds = parsed.data === null ? [] : findIdentifiers(parsed.data).map(({ kind }) => kind);
  if (kinds.length > 0) faults.push({ kind: 'identifies', field, kinds: [...new Set(kinds)] });
  return parsed.data;
}

function textFault(
  message: string | undefined,
): 'empty' | 'tooLong' | 'invalidCharacter' | 'notText' {
  switch (message) {
    case 'text.empty':
      return 'empty';
    case 'text.tooLong':
      return 'tooLong';
    case 'text.invalidCharacter':
      return 'invalidCharacter';
    default:
      return 'notText';
  }
}

function temaOf(cell: unknown, faults: RowFault[]): string | null {
  const value = blankToNull(cell);
  if (value === null) return null;
  const parsed = TemaCode.safeParse(typeof value === 'string' ? value.trim().toUpperCase() : value);
  if (parsed.success) return parsed.data;
  faults.push({ kind: 'notAllowed', field: 'tema', allowed: ['two to five letters or digits'] });
  return null;
}

/** One of a closed set, by its value or by its name in any of the app's languages. */
function choiceOf<T extends string | number>(
  field: Column,
  cell: unknown,
  values: readonly T[],
  labels: Readonly<Record<T, Label>>,
  faults: RowFault[],
): T | null {
  const value = blankToNull(cell);
  if (value === null) return null;
  const said = typeof value === 'string' || typeof value === 'number' ? plain(String(value)) : '';
  const found = values.find(
    (one) =>
      plain(String(one)) === said ||
      Object.values(labels[one]).some((label) => plain(label) === said),
  );
  if (found !== undefined) return found;
  faults.push({ kind: 'notAllowed', field, allowed: values.map(String) });
  return null;
}

const plain = (word: string) => word.normalize('NFC').trim().toLowerCase();

function heardAtOf(cell: unknown, now: number, faults: RowFault[]): string | null {
  const value = blankToNull(cell);
  if (value === null) return null;
  const heardAt = parseHeardAt(value, now);
  if (heardAt === null)
    faults.push({
      kind: 'notAllowed',
      field: 'heardAt',
      allowed: ['a date such as 24.11.2026 or 2026-11-24T13:45Z, from 2000 and not in the future'],
    });
  return heardAt;
}

function idOf(cell: unknown, faults: RowFault[]): string | null {
  const value = blankToNull(cell);
  if (value === null) return null;
  const id = typeof value === 'number' ? String(value) : value;
  if (typeof id === 'string' && id.length <= 200 && id.isWellFormed()) return id.trim();
  faults.push({ kind: 'notAllowed', field: 'id', allowed: ['up to 200 characters'] });
  return null;
}
