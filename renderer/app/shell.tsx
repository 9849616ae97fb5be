import { Component, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { shellMessages } from '../../shared/i18n/shell.ts';
import type { Person } from '../../shared/view/session.ts';
import type { Counts } from '../../shared/view/sync.ts';
import { useTranslate } from '../state/i18n.ts';
import { matchRoute, mayVisit, menuFor, navigate, paths, usePath } from '../state/route.ts';
import { useCounts } from '../state/use-counts.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { RouteLink } from '../ui/route-link.tsx';
import { Banner } from './banner.tsx';
import { Header } from './header.tsx';
import { NoticeLine } from './notice-line.tsx';
import { RecoveryNote } from './recovery-note.tsx';
import { pageOf } from './routes.tsx';
import './shell.css';

/** Header, banner, the feature of the route, and the line at the foot. */
export function Shell({ person }: { readonly person: Person }) {
  const t = useTranslate(shellMessages);
  const path = usePath();
  const counts = useCounts();
  const route = matchRoute(path);
  const first = menuFor(person.roles)[0];
  const allowed = route !== null && mayVisit(route, person.roles);
  // After a switch of person the address may be one that this person has no business at.
  const misplaced = route !== null && !allowed && first !== undefined;
  useEffect(() => {
    if (misplaced && first !== undefined) navigate(paths[first], { replace: true });
  }, [misplaced, first]);
  const name = route?.name ?? 'sync';
  const title = name === 'theme' ? t('themes') : t(name);
  useEffect(() => {
    document.title = `${title} – Lytt`;
  }, [title]);
  useFocusOnArrival(path);

  return (
    <>
      <Header person={person} counts={counts} current={name} />
      <Banner />
      <RecoveryNote />
      <main id="content" tabIndex={-1} className="content">
        {allowed ? (
          <PageBoundary key={path}>
            <Suspense fallback={<p className="page visually-hidden">{t('loading')}</p>}>
              {pageOf(route)}
            </Suspense>
          </PageBoundary>
        ) : (
          !misplaced && <UnknownPage />
        )}
      </main>
      <NoticeLine />
      <NetworkSaid counts={counts} />
    </>
  );
}

/** After a move within the page, focus goes to the content, unless the page has put it somewhere itself. */
function useFocusOnArrival(path: string): void {
  const came = useRef(path);
  useEffect(() => {
    if (came.current === path) return;
    came.current = path;
    const content = document.getElementById('content');
    if (content !== null && !content.contains(document.activeElement)) content.focus();
  }, [path]);
}

/** Says to a screen reader, once, when the service goes away and when it comes back. */
function NetworkSaid({ counts }: { readonly counts: Counts | undefined }) {
  const t = useTranslate(shellMessages);
  const [said, setSaid] = useState('');
  const wasOffline = useRef(false);
  const state = counts?.state;
  useEffect(() => {
    if (state === undefined || state === 'working') return;
    const offline = state === 'offline';
    if (offline !== wasOffline.current) setSaid(t(offline ? 'offlineSaid' : 'onlineSaid'));
    wasOffline.current = offline;
  }, [state, t]);
  return (
    <div className="visually-hidden" role="status">
      {said}
    </div>
  );
}

function UnknownPage() {
  const t = useTranslate(shellMessages);
  return (
    <div className="page page--reading">
      <PageHeading>{t('unknownPage')}</PageHeading>
      <p>{t('unknownPageHelp')}</p>
      <RouteLink to="/" className="aksel-link">
        {t('toStart')}
      </RouteLink>
    </div>
  );
}

/** A fault in one page leaves the header and the others usable. */
class PageBoundary extends Component<
  { readonly children: ReactNode },
  { readonly error: unknown }
> {
  override state: { readonly error: unknown } = { error: null };
  static getDerivedStateFromError(error: unknown) {
    return { error };
  }
  override render() {
    if (this.state.error === null) return this.props.children;
    return (
      <div className="page page--reading">
        <ErrorNote error={this.state.error} onRetry={() => this.setState({ error: null })} />
      </div>
    );
  }
}
