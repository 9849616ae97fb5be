import type { Output, ParsedInput } from '../../shared/api.ts';
import { areaOf, knownAreas } from '../../shared/domain/taxonomy/owner-rules.ts';
import type { Theme } from '../../shared/domain/theme.ts';
import type { ReadableDb } from '../store/database.ts';
import { findOverview } from '../store/overviews.ts';
import { listProposals } from '../store/proposals.ts';
import { findTheme, listThemes } from '../store/themes.ts';
import { mayCall } from './access.ts';
import type { PersonContext } from './context.ts';

/** What the service has worked out and what the themes themselves say, put in the order it is to be looked at. */
export function getOverview(
  { store, person }: PersonContext,
  { area }: ParsedInput<'overview.get'>,
): Output<'overview.get'> {
  return store.read((db) => {
    const all = listThemes(db, null);
    const themes = all.filter((theme) => area === null || isOf(theme, area));
    const owned = all.flatMap(({ owner }) => (owner === null ? [] : [areaOf(owner)]));
    return {
      areas: [...new Set([...knownAreas(), ...owned])].sort((a, b) => a.localeCompare(b, 'nb')),
      overdue: themes.filter(({ due }) => due?.overdue === true).sort(longestOverdue),
      unowned: all.filter(isUnowned),
      rising: themes.filter(({ signal }) => signal !== null).sort(mostUnexpected),
      measured: themes.filter(({ verdict }) => verdict !== null).sort(latestRelease),
      proposals: mayCall(person.roles, 'proposal.list')
        ? listProposals(db).filter(({ signal }) => signal !== null)
        : [],
      measures: findOverview(db, null)?.measures ?? null,
      unit: mayCall(person.roles, 'review.list') ? unitPart(db, person.unit) : null,
    };
  });
}

function unitPart(db: ReadableDb, unit: string | null): Output<'overview.get'>['unit'] {
  const overview = unit === null ? undefined : findOverview(db, unit);
  if (overview === undefined) return null;
  const { measures, rising, answered } = overview;
  return {
    measures,
    rising: rising.flatMap(({ themeId, observed, expected }) => {
      const theme = findTheme(db, themeId);
      return theme === undefined ? [] : [{ theme, observed, expected }];
    }),
    answered: answered.flatMap(({ themeId, at }) => {
      const theme = findTheme(db, themeId);
      return theme === undefined ? [] : [{ theme, at }];
    }),
  };
}

function isOf({ owner }: Theme, area: string): boolean {
  return owner !== null && (owner === area || areaOf(owner) === area);
}

/** While it is still to be decided. */
function isUnowned({ owner, status }: Theme): boolean {
  return owner === null && (status === 'new' || status === 'assessing');
}

function longestOverdue(a: Theme, b: Theme): number {
  return (a.due?.date ?? '') < (b.due?.date ?? '') ? -1 : 1;
}

function mostUnexpected(a: Theme, b: Theme): number {
  return excess(b) - excess(a);
}

/** How far above what was expected, in units of its own spread. */
function excess({ signal }: Theme): number {
  return signal === null
    ? 0
    : (signal.observed - signal.expected) / Math.sqrt(Math.max(signal.expected, 1));
}

function latestRelease(a: Theme, b: Theme): number {
  return (a.verdict?.releaseDate ?? '') > (b.verdict?.releaseDate ?? '') ? -1 : 1;
}
