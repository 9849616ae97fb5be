import type { ReactNode } from 'react';
import type { Theme } from '../../../shared/domain/theme.ts';
import { themeStatusMessages } from '../../../shared/i18n/states.ts';
import { useTranslate } from '../../state/i18n.ts';
import { themePath } from '../../state/route.ts';
import type { ThemeLine } from './theme-lines.tsx';

/** A theme as a line: the fact that brought it here first, then where it stands and whose it is. */
export function useThemeLine(): (theme: Theme, fact: string | null, mark: ReactNode) => ThemeLine {
  const status = useTranslate(themeStatusMessages);
  return ({ id, name, owner, evidence, ...theme }, fact, mark) => ({
    ...{ id, name, mark, to: themePath(id), weeks: evidence.weeks },
    facts: [fact, status(theme.status), owner],
  });
}
