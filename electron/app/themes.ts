import type { Output, ParsedInput } from '../../shared/api.ts';
import { LyttError } from '../../shared/domain/errors.ts';
import { isSuggestedOwner } from '../../shared/domain/taxonomy/owners.ts';
import { type Theme, themeFault } from '../../shared/domain/theme.ts';
import type { ReadableDb, WritableDb } from '../store/database.ts';
import { insightsOfTheme, missingInsights } from '../store/insights.ts';
import {
  findTheme,
  listThemes as listStored,
  queueThemeChange,
  queueThemeCreate,
  queueThemePlace,
} from '../store/themes.ts';
import { type Begin, type PersonContext, perform } from './context.ts';
import { passGate } from './gate.ts';

/** Most insights a theme is shown with. */
const SHOWN_INSIGHTS = 1_000;

export function listThemes(
  { store }: PersonContext,
  { query }: ParsedInput<'theme.list'>,
): Output<'theme.list'> {
  return { themes: store.read((db) => listStored(db, query)) };
}

export function getTheme(
  { store }: PersonContext,
  { themeId }: ParsedInput<'theme.get'>,
): Output<'theme.get'> {
  return store.read((db) => ({
    theme: knownTheme(db, themeId),
    insights: insightsOfTheme(db, themeId, SHOWN_INSIGHTS),
  }));
}

/** A theme, and the insights it begins with, in one transaction. Errors: `insight.unknown`, `text.identifies`, `text.mayIdentify`. */
export function createTheme(
  context: PersonContext,
  { name, tema, step, insightIds, ...asked }: ParsedInput<'theme.create'>,
): Theme {
  const acknowledged = passGate({ name }, asked.acknowledged);
  return perform(context, ['themes', 'sync'], (db, begin) => {
    const themeId = context.newId();
    const operation = { ...begin(context.person.unit), kind: 'theme.create' as const };
    queueThemeCreate(db, { ...operation, themeId, name, tema, step, acknowledged });
    place(context, db, begin, themeId, insightIds);
    return knownTheme(db, themeId);
  });
}

/**
 * Errors: `theme.unknown`, `session.forbidden`, `input.invalid` for a change of nothing, `text.identifies`, `text.mayIdentify`, and what `themeFault`
 * tells, before anything is queued.
 */
export function changeTheme(
  context: PersonContext,
  { themeId, patch, reason, ...asked }: ParsedInput<'theme.change'>,
): Theme {
  const { name = null, owner = null, workaround = null } = patch;
  const texts = {
    'patch.name': name,
    // An organisation, whatever its name looks like.
    'patch.owner': isSuggestedOwner(owner) ? null : owner,
    'patch.workaround': workaround,
    reason,
  };
  const acknowledged = passGate(texts, asked.acknowledged);
  if (Object.keys(patch).length === 0 && reason === null)
    throw new LyttError('input.invalid', { field: 'patch' });
  // What a supervisor may do for a theme is to name it.
  const names = Object.keys(patch).every((key) => key === 'name');
  if (!names && !context.person.roles.includes('product')) throw new LyttError('session.forbidden');
  return perform(context, ['themes', 'observations', 'sync'], (db, begin) => {
    const fault = themeFault(knownTheme(db, themeId), patch, reason);
    if (fault !== null) throw new LyttError(fault);
    const operation = { ...begin(context.person.unit), kind: 'theme.change' as const };
    const changeId = context.newId();
    queueThemeChange(db, { ...operation, themeId, changeId, patch, reason, acknowledged });
    return knownTheme(db, themeId);
  });
}

/** Puts insights into a theme, or takes them out. Errors: `theme.unknown`, `insight.unknown`. */
export function placeInsights(
  context: PersonContext,
  { themeId, insightIds }: ParsedInput<'theme.place'>,
): Output<'theme.place'> {
  return perform(context, ['themes', 'sync'], (db, begin) => {
    if (themeId !== null) knownTheme(db, themeId);
    place(context, db, begin, themeId, insightIds);
    return {};
  });
}

function place(
  { person }: PersonContext,
  db: WritableDb,
  begin: Begin,
  themeId: string | null,
  insightIds: readonly string[],
): void {
  const ids = [...new Set(insightIds)];
  if (ids.length === 0) return;
  if (missingInsights(db, ids).length > 0) throw new LyttError('insight.unknown');
  const operation = { ...begin(person.unit), kind: 'theme.place' as const };
  queueThemePlace(db, { ...operation, themeId, insightIds: ids });
}

/** @throws LyttError `theme.unknown` */
export function knownTheme(db: ReadableDb, id: string): Theme {
  const theme = findTheme(db, id);
  if (theme === undefined) throw new LyttError('theme.unknown');
  return theme;
}
