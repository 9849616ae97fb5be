import { Button } from '@navikt/ds-react/Button';
import { useCallback, useMemo, useRef } from 'react';
import { inboxMessages } from '../../../shared/i18n/inbox.ts';
import { useLanguage, useTranslate } from '../../state/i18n.ts';
import { openEntry } from '../../state/open-entry.ts';
import { themePath } from '../../state/route.ts';
import { useCall } from '../../state/use-call.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { formatDay } from '../../ui/format-time.ts';
import { Keys } from '../../ui/keys.tsx';
import { PageHeading, SectionHeading } from '../../ui/page-heading.tsx';
import { RouteLink } from '../../ui/route-link.tsx';
import { useHotkeys } from '../../ui/use-hotkeys.ts';
import { VirtualRows } from '../../ui/virtual-rows.tsx';
import { AskedRow, pressAnswer } from './asked-row.tsx';
import {
  fixDate,
  type HappenedLine,
  happenedLines,
  needsLines,
  type Question,
  type ReplyLine,
} from './inbox-lines.ts';
import { InboxRow } from './inbox-row.tsx';
import { useMarkRead } from './use-mark-read.ts';
import './inbox.css';

/** Two lines and the space around them, in pixels. */
const ROUGH_HEIGHT = 105;

/** What came of what one logged: first what needs an answer, then what happened, newest first. */
export function InboxPage() {
  const t = useTranslate(inboxMessages);
  const { data, error, reload } = useCall('inbox.list', {}, ['inbox']);
  const happened = useMemo(() => happenedLines(data?.happened ?? []), [data]);
  const needs = useMemo(() => needsLines(data?.needsYou ?? []), [data]);
  const { isNew, watch } = useMarkRead(happened);
  const place = useRef<HTMLDivElement>(null);
  const step = useCallback((by: 1 | -1) => stepRows(place.current, by), []);
  const press = (key: string) => () => pressAnswer(place.current, key);
  useHotkeys({
    arrowdown: () => step(1),
    arrowup: () => step(-1),
    j: press('j'),
    n: press('n'),
    v: press('v'),
  });

  const none = data !== undefined && needs.length === 0 && happened.length === 0;
  return (
    <div ref={place} className="page page--reading inbox">
      <PageHeading
        action={
          needs.length + happened.length > 1 && (
            <span className="inbox__browse quiet">
              {t('browse')}
              <Keys keys={['↓', '↑']} />
            </span>
          )
        }
      >
        {t('heading')}
      </PageHeading>
      <ErrorNote error={error} onRetry={reload} />
      {data === undefined && error === undefined && (
        <p className="quiet" role="status">
          {t('loading')}
        </p>
      )}
      {none && (
        <div className="inbox__empty">
          <p>{t('empty')}</p>
          <p className="quiet">{t('emptyHint')}</p>
        </div>
      )}
      {data !== undefined && !none && (
        <>
          <section aria-labelledby="inbox-needs">
            <SectionHeading id="inbox-needs">{t('needsYou')}</SectionHeading>
            {needs.length === 0 ? (
              <p className="inbox__nothing quiet">{t('nothingNeedsYou')}</p>
            ) : (
              <VirtualRows
                items={needs}
                keyOf={({ id }) => id}
                estimate={() => ROUGH_HEIGHT}
                label={t('needsYou')}
                render={(line) =>
                  line.kind === 'question' ? (
                    <QuestionRow question={line} />
                  ) : (
                    <AskedRow line={line} />
                  )
                }
              />
            )}
          </section>
          {happened.length > 0 && (
            <section aria-labelledby="inbox-happened">
              <SectionHeading id="inbox-happened">{t('happened')}</SectionHeading>
              <VirtualRows
                items={happened}
                keyOf={({ id }) => id}
                estimate={() => ROUGH_HEIGHT}
                label={t('happened')}
                render={(line) => (
                  <div ref={watch} data-line={line.id}>
                    <HappenedRow line={line} isNew={isNew(line)} />
                  </div>
                )}
              />
            </section>
          )}
        </>
      )}
    </div>
  );
}

function QuestionRow({ question }: { readonly question: Question }) {
  const t = useTranslate(inboxMessages);
  return (
    <InboxRow
      at={question.at}
      heading={t('question', { question: question.question })}
      texts={[question.text]}
      same={question.same}
    >
      <Button
        data-stop
        size="small"
        variant="secondary"
        aria-label={t('answerNamed', { question: question.question })}
        onClick={() => openEntry(question.observationId)}
      >
        {t('answer')}
      </Button>
    </InboxRow>
  );
}

function HappenedRow({ line, isNew }: { readonly line: HappenedLine; readonly isNew: boolean }) {
  const t = useTranslate(inboxMessages);
  if (line.kind === 'reply') return <ReplyRow line={line} isNew={isNew} />;
  return (
    <InboxRow
      at={line.at}
      heading={
        <span data-stop tabIndex={-1}>
          {t('declined')}
        </span>
      }
      texts={[line.text]}
      same={line.same}
    >
      <p>
        <span className="quiet">{t('reason')} </span>
        {t('quoted', { text: line.reason })}
      </p>
    </InboxRow>
  );
}

function ReplyRow({ line, isNew }: { readonly line: ReplyLine; readonly isNew: boolean }) {
  const t = useTranslate(inboxMessages);
  const language = useLanguage();
  const { reply } = line;
  const now = Date.now();
  const when = fixDate(reply, new Date(now).toISOString().slice(0, 10));
  const facts = [
    when !== null && reply.releaseDate !== null
      ? t(when, { date: formatDay(reply.releaseDate, { language, now }) })
      : '',
    reply.owner === null ? '' : t('owner', { owner: reply.owner }),
  ].filter((fact) => fact !== '');
  return (
    <InboxRow
      at={line.at}
      isNew={isNew}
      heading={
        <RouteLink data-stop to={themePath(reply.themeId)}>
          {t(
            reply.event === 'merged' || reply.event === 'split' || reply.event === 'asked'
              ? reply.event
              : `reply_${reply.status}`,
            { theme: reply.themeName },
          )}
        </RouteLink>
      }
      texts={line.texts}
      same={reply.same}
    >
      {(reply.event === 'merged' || reply.event === 'split') && <p>{t('stays')}</p>}
      {reply.helped !== null && <p>{t('youAnswered', { answer: t(`helped_${reply.helped}`) })}</p>}
      {reply.reason !== null && (
        <p>
          {reply.status === 'declined' && <span className="quiet">{t('reason')} </span>}
          {t('quoted', { text: reply.reason })}
        </p>
      )}
      {facts.length > 0 && <p className="quiet">{facts.join(' · ')}</p>}
    </InboxRow>
  );
}

/** Takes focus to what can be done in the next line or the one before; the browser brings it into sight. */
function stepRows(place: HTMLElement | null, by: 1 | -1): void {
  const stops = [...(place?.querySelectorAll<HTMLElement>('[data-stop]') ?? [])];
  const row = document.activeElement?.closest('.inbox-row') ?? null;
  const at = row === null ? -1 : stops.findIndex((stop) => row.contains(stop));
  const next = at === -1 ? stops[0] : stops[Math.min(stops.length - 1, Math.max(0, at + by))];
  next?.focus();
}
