import { lazy, type ReactNode } from 'react';
import { assertNever } from '../../shared/domain/assert-never.ts';
import type { Route } from '../state/route.ts';

const LogPage = lazy(async () => ({
  default: (await import('../features/log/log-page.tsx')).LogPage,
}));
const MinePage = lazy(async () => ({
  default: (await import('../features/mine/mine-page.tsx')).MinePage,
}));
const SyncPage = lazy(async () => ({
  default: (await import('../features/sync/sync-page.tsx')).SyncPage,
}));
const InboxPage = lazy(async () => ({
  default: (await import('../features/inbox/inbox-page.tsx')).InboxPage,
}));
const ReviewPage = lazy(async () => ({
  default: (await import('../features/review/review-page.tsx')).ReviewPage,
}));
const ThemeListPage = lazy(async () => ({
  default: (await import('../features/backlog/theme-list-page.tsx')).ThemeListPage,
}));
const ThemePage = lazy(async () => ({
  default: (await import('../features/backlog/theme-page.tsx')).ThemePage,
}));

const StoredPage = lazy(async () => ({
  default: (await import('../features/stored/stored-page.tsx')).StoredPage,
}));
const OverviewPage = lazy(async () => ({
  default: (await import('../features/overview/overview-page.tsx')).OverviewPage,
}));

/** The page of a route. */
export function pageOf(route: Route): ReactNode {
  switch (route.name) {
    case 'log':
      return <LogPage />;
    case 'mine':
      return <MinePage />;
    case 'inbox':
      return <InboxPage />;
    case 'themes':
      return <ThemeListPage />;
    case 'theme':
      return <ThemePage key={route.themeId} themeId={route.themeId} />;
    case 'overview':
      return <OverviewPage />;
    case 'review':
      return <ReviewPage />;
    case 'sync':
      return <SyncPage />;
    case 'stored':
      return <StoredPage />;
    default:
      return assertNever(route);
  }
}
