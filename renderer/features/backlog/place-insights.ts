import { call } from '../../bridge.ts';

/** Most insights in one call. */
const AT_ONCE = 1000;

function parts(ids: readonly string[]): string[][] {
  const made: string[][] = [];
  for (let at = 0; at < ids.length; at += AT_ONCE) made.push(ids.slice(at, at + AT_ONCE));
  return made;
}

/** Puts insights into a theme, or takes them out (null), however many they are. */
export async function placeInsights(
  themeId: string | null,
  insightIds: readonly string[],
): Promise<void> {
  for (const part of parts(insightIds)) await call('theme.place', { themeId, insightIds: part });
}

export type NewTheme = Omit<Parameters<typeof call<'theme.create'>>[1], 'insightIds'>;

/** Makes a theme of insights, however many they are. */
export async function createTheme(theme: NewTheme, insightIds: readonly string[]): Promise<string> {
  const [first = [], ...rest] = parts(insightIds);
  const { id } = await call('theme.create', { ...theme, insightIds: first });
  for (const part of rest) await call('theme.place', { themeId: id, insightIds: part });
  return id;
}
