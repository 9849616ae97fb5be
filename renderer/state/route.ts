import { create } from 'zustand';
import type { Role } from '../../shared/domain/roles.ts';

/** Where in the page one is. */
export type Route =
  | { readonly name: 'log' }
  | { readonly name: 'mine' }
  | { readonly name: 'inbox' }
  | { readonly name: 'themes' }
  | { readonly name: 'theme'; readonly themeId: string }
  | { readonly name: 'review' }
  | { readonly name: 'overview' }
  | { readonly name: 'stored' }
  | { readonly name: 'sync' };
export type RouteName = Route['name'];

export const paths = {
  log: '/',
  mine: '/mine',
  inbox: '/innboks',
  themes: '/tema',
  review: '/gjennomgang',
  overview: '/oversikt',
  sync: '/synk',
  stored: '/om-meg',
} as const satisfies Partial<Record<RouteName, string>>;
export type NavName = keyof typeof paths;

export function themePath(themeId: string): string {
  return `${paths.themes}/${themeId}`;
}

/** The route a path names, or null. */
export function matchRoute(path: string): Route | null {
  const clean = path.length > 1 ? path.replace(/\/+$/, '') : path;
  for (const [name, known] of Object.entries(paths) as [NavName, string][])
    if (clean === known) return { name };
  const theme = /^\/tema\/([^/]+)$/.exec(clean)?.[1];
  return theme === undefined ? null : { name: 'theme', themeId: theme };
}

/** What the menu offers a person, in order. Sync is in the header for everyone. */
export function menuFor(roles: readonly Role[]): NavName[] {
  const supervises = roles.includes('supervisor') || roles.includes('deputy');
  const logs = roles.includes('caseworker') || supervises;
  const menu: NavName[] = logs ? ['log', 'mine', 'inbox', 'themes'] : ['themes'];
  if (supervises) menu.push('review');
  if (roles.includes('supervisor') || roles.includes('product')) menu.push('overview');
  return menu;
}

/** Whether a person may see a route; those who may not are taken to the first of their menu. */
export function mayVisit(route: Route, roles: readonly Role[]): boolean {
  const name = route.name === 'theme' ? 'themes' : route.name;
  return name === 'sync' || name === 'stored' || menuFor(roles).includes(name);
}

const useRouteStore = create<{ path: string }>()(() => ({
  path: typeof location === 'undefined' ? '/' : location.pathname,
}));

if (typeof window !== 'undefined')
  window.addEventListener('popstate', () => useRouteStore.setState({ path: location.pathname }));

export function usePath(): string {
  return useRouteStore(({ path }) => path);
}

/** Goes somewhere else in the page. `replace`: without a step in the history. */
export function navigate(path: string, { replace = false } = {}): void {
  if (replace) history.replaceState(null, '', path);
  else if (path !== location.pathname) history.pushState(null, '', path);
  useRouteStore.setState({ path });
  if (!replace) window.scrollTo(0, 0);
}
