import { assertNever } from '../../shared/domain/assert-never.ts';
import type { OperationOf } from '../../shared/domain/operation.ts';
import { ownerByRule } from '../../shared/domain/taxonomy/owner-rules.ts';
import {
  newTheme,
  type Theme,
  type ThemeChange,
  type ThemePatch,
} from '../../shared/domain/theme.ts';
import type { OutboxRow } from './operations.ts';

/** How many insights more (or fewer) a week holds than the service has counted. */
export interface WeekShift {
  readonly week: string;
  readonly count: number;
}

/**
 * Lays operations on the service's document of a theme, matched by id. Refused ones are left out: they did not happen. Null
 * where there is no theme. `spent`: acknowledged operations that the document holds already.
 */
export function themeView(
  document: Theme | null,
  operations: readonly OutboxRow[],
  shifts: readonly WeekShift[],
): { readonly theme: Theme | null; readonly spent: readonly OutboxRow[] } {
  const known = new Set(document?.changes.map(({ id }) => id));
  const spent: OutboxRow[] = [];
  let theme = document;
  for (const row of operations) {
    const { operation, state } = row;
    switch (operation.kind) {
      case 'theme.create':
      case 'theme.split':
      case 'proposal.confirm':
        if (document !== null) {
          if (state === 'acknowledged') spent.push(row);
        } else if (state !== 'set_aside') theme ??= created(operation);
        break;
      case 'theme.change':
        if (known.has(operation.changeId)) {
          if (state === 'acknowledged') spent.push(row);
        } else if (state !== 'set_aside' && theme !== null) theme = changed(theme, operation);
        break;
      case 'theme.merge':
      case 'theme.unmerge':
        if (known.has(operation.changeId)) {
          if (state === 'acknowledged') spent.push(row);
        } else if (state !== 'set_aside' && theme !== null) theme = merged(theme, operation);
        break;
      default:
        break;
    }
  }
  return { theme: theme === null ? null : { ...theme, evidence: shifted(theme, shifts) }, spent };
}

function created(
  operation:
    | OperationOf<'theme.create'>
    | OperationOf<'theme.split'>
    | OperationOf<'proposal.confirm'>,
): Theme {
  const { name, tema, step, madeAt: createdAt } = operation;
  const id = operation.kind === 'theme.split' ? operation.newThemeId : operation.themeId;
  return newTheme({ id, name, tema, step, owner: ownerByRule(tema, step).owner, createdAt });
}

function merged(
  theme: Theme,
  operation: OperationOf<'theme.merge'> | OperationOf<'theme.unmerge'>,
): Theme {
  const { changeId: id, reason, madeAt } = operation;
  const into = operation.kind === 'theme.merge' ? operation.into : null;
  const event: ThemeChange['event'] =
    into !== null
      ? { kind: 'merged_into', theme: into }
      : theme.mergedInto === null
        ? null
        : { kind: 'parted_from', theme: theme.mergedInto };
  const change: ThemeChange = { id, patch: {}, reason, madeAt, event };
  return { ...theme, mergedInto: into, changes: [...theme.changes, change] };
}

function changed(theme: Theme, operation: OperationOf<'theme.change'>): Theme {
  const { changeId: id, patch, reason, madeAt } = operation;
  const change: ThemeChange = { id, patch, reason, madeAt, event: null };
  return { ...patched(theme, patch), changes: [...theme.changes, change] };
}

function patched(theme: Theme, patch: ThemePatch): Theme {
  const result = { ...theme };
  for (const name of Object.keys(patch) as (keyof ThemePatch)[]) {
    switch (name) {
      case 'name':
        result.name = patch.name ?? result.name;
        break;
      case 'status':
        result.status = patch.status ?? result.status;
        break;
      // Null is a value of these: taken away.
      case 'owner':
        result.owner = patch.owner ?? null;
        break;
      case 'releaseDate':
        result.releaseDate = patch.releaseDate ?? null;
        break;
      case 'workaround':
        result.workaround = patch.workaround ?? null;
        break;
      default:
        return assertNever(name);
    }
  }
  return result;
}

/** What was placed here counts at once. From how many units it came only the service knows. */
function shifted(theme: Theme, shifts: readonly WeekShift[]): Theme['evidence'] {
  if (shifts.length === 0) return theme.evidence;
  const weeks = new Map(theme.evidence.weeks.map(({ week, count }) => [week, count]));
  for (const { week, count } of shifts) weeks.set(week, (weeks.get(week) ?? 0) + count);
  const kept = [...weeks]
    .map(([week, count]) => ({ week, count: Math.max(count, 0) }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => (a.week < b.week ? -1 : 1));
  return {
    total: kept.reduce((total, { count }) => total + count, 0),
    units: theme.evidence.units,
    weeks: kept,
  };
}
