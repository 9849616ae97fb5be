import { ArrowLeftIcon } from '@navikt/aksel-icons';
import { LyttError } from '../../../shared/domain/errors.ts';
import { evidenceMessages } from '../../../shared/i18n/evidence.ts';
import { themeMessages } from '../../../shared/i18n/theme.ts';
import { useTranslate } from '../../state/i18n.ts';
import { paths, themePath } from '../../state/route.ts';
import { useSession } from '../../state/session.ts';
import { useCall } from '../../state/use-call.ts';
import { DueTag } from '../../ui/due-tag.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { PageHeading } from '../../ui/page-heading.tsx';
import { RouteLink } from '../../ui/route-link.tsx';
import { Evidence } from './evidence.tsx';
import { Life } from './life.tsx';
import { Owner } from './owner.tsx';
import { PlacedInsights, Quotes } from './quotes.tsx';
import { ReplyCard } from './reply-card.tsx';
import { SignalLine } from './signal-line.tsx';
import { AnswersLine, SpreadTable } from './spread-table.tsx';
import { StatusForm } from './status-form.tsx';
import { ThemeMerge } from './theme-merge.tsx';
import { ThemeStatus } from './theme-status.tsx';
import { ThemeTitle } from './theme-title.tsx';
import { useEditing } from './use-editing.ts';
import { VerdictLine } from './verdict-line.tsx';
import './backlog.css';
import './theme.css';

/** One theme: where it stands and what to tell the citizen first, then what was heard; owner and life at the side. */
export function ThemePage({ themeId }: { readonly themeId: string }) {
  const t = useTranslate(themeMessages);
  const { person } = useSession();
  const edits = person?.roles.includes('product') ?? false;
  const curates = edits || (person?.roles.includes('supervisor') ?? false);
  const editing = useEditing();
  const { data, error, reload } = useCall('theme.get', { themeId }, ['themes']);

  if (data === undefined) {
    const unknown =
      error instanceof LyttError &&
      (error.code === 'theme.unknown' || error.code === 'input.invalid');
    return (
      <div className="page page--reading">
        <PageHeading>{t(unknown ? 'unknown' : 'loading')}</PageHeading>
        {unknown ? <p>{t('unknownHint')}</p> : <ErrorNote error={error} onRetry={reload} />}
        <ToList />
      </div>
    );
  }
  const { theme, insights } = data;
  return (
    <div className="page theme">
      <div className="theme__head">
        <ToList />
        <ThemeTitle theme={theme} edits={edits} />
        <ThemeStatus theme={theme} editing={edits && theme.mergedInto === null ? editing : null} />
        {theme.mergedInto !== null && <Merged into={theme.mergedInto} />}
      </div>
      <div className="theme__card">
        <ReplyCard theme={theme} edits={edits} />
      </div>
      <div className="theme__main">
        <ErrorNote error={error} onRetry={reload} />
        {edits && editing.on && <StatusForm theme={theme} onClose={editing.close} />}
        {theme.due !== null && <DueTag due={theme.due} />}
        {theme.verdict !== null && <VerdictLine verdict={theme.verdict} />}
        {theme.signal !== null && <SignalLine signal={theme.signal} />}
        <Evidence theme={theme} />
        {theme.spread !== null && <SpreadTable spread={theme.spread} />}
        {theme.answers !== null && <AnswersLine answers={theme.answers} />}
        {edits ? (
          <PlacedInsights theme={theme} insights={insights} />
        ) : (
          <Quotes theme={theme} insights={insights} />
        )}
      </div>
      <div className="theme__side">
        <Owner theme={theme} edits={edits} />
        {curates && <ThemeMerge theme={theme} />}
        <Life theme={theme} />
      </div>
    </div>
  );
}

/** What is heard of it counts elsewhere now. */
function Merged({ into }: { readonly into: string }) {
  const t = useTranslate(evidenceMessages);
  return (
    <p>
      {t('mergedInto')} <RouteLink to={themePath(into)}>{t('toMerged')}</RouteLink>
    </p>
  );
}

function ToList() {
  const t = useTranslate(themeMessages);
  return (
    <RouteLink to={paths.themes} className="theme__back">
      <ArrowLeftIcon aria-hidden fontSize="1.25rem" />
      {t('backToList')}
    </RouteLink>
  );
}
