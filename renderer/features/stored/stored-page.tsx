import { Button } from '@navikt/ds-react/Button';
import { useState } from 'react';
import type { Stored, StoredKind } from '../../../shared/domain/stored.ts';
import { storedMessages } from '../../../shared/i18n/stored.ts';
import { call } from '../../bridge.ts';
import { useLanguage, useTranslate } from '../../state/i18n.ts';
import { say } from '../../state/notices.ts';
import { menuFor, paths } from '../../state/route.ts';
import { useSession } from '../../state/session.ts';
import { useCall } from '../../state/use-call.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { formatDay } from '../../ui/format-time.ts';
import { PageHeading, SectionHeading } from '../../ui/page-heading.tsx';
import { RouteLink } from '../../ui/route-link.tsx';
import { Row, RowList } from '../../ui/row-list.tsx';
import { saveFile } from './save-file.ts';
import './stored.css';

/** What Lytt keeps of the person who looks, and all of it as a file. */
export function StoredPage() {
  const t = useTranslate(storedMessages);
  const { person } = useSession();
  const { data, error, reload } = useCall('person.stored', {}, ['session', 'sync']);
  return (
    <div className="page page--reading stored">
      <PageHeading>{t('title')}</PageHeading>
      <p className="stored__lead">{t('who', { name: person?.name ?? '' })}</p>
      <Export />
      <ErrorNote error={error} onRetry={reload} />
      {data === undefined ? (
        error === undefined && <p className="visually-hidden">{t('loading')}</p>
      ) : (
        <>
          {data.serviceFault !== null && <p className="stored__lead">{t('noService')}</p>}
          <Kinds kinds={data.kinds} />
          <HowLong stored={data} />
          <Receipts receipts={data.receipts} />
        </>
      )}
      <Rights />
    </div>
  );
}

function Export() {
  const t = useTranslate(storedMessages);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const download = async () => {
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      const { fileName, json, complete } = await call('person.export', {});
      saveFile(fileName, json);
      say(t(complete ? 'exported' : 'exportedHere', { file: fileName }));
    } catch (fault) {
      setError(fault);
    }
    setBusy(false);
  };
  return (
    <div className="stored__export">
      <Button
        size="small"
        variant="secondary"
        aria-busy={busy}
        aria-describedby="stored-export-help"
        onClick={() => void download()}
      >
        {t('export')}
      </Button>
      <p id="stored-export-help">{t('exportHelp')}</p>
      <ErrorNote error={error} />
    </div>
  );
}

function useDay(): (instant: string) => string {
  const language = useLanguage();
  return (instant) => formatDay(instant, { language, now: Date.now() });
}

/** Those of which there is something, or could be on this machine. */
function Kinds({ kinds }: { readonly kinds: Stored['kinds'] }) {
  const t = useTranslate(storedMessages);
  const day = useDay();
  const shown = kinds.filter(({ here, atService }) => (here ?? 0) + (atService ?? 0) > 0);
  return (
    <section aria-labelledby="stored-list">
      <SectionHeading id="stored-list">{t('list')}</SectionHeading>
      {shown.length === 0 ? (
        <p>{t('none')}</p>
      ) : (
        <RowList>
          {shown.map(({ kind, here, atService, oldest }) => (
            <Row key={kind} className="stored__row">
              <span className="stored__kind">{t(kind)}</span>
              <span className="stored__counts">
                {here !== null && <span>{t('here', { count: here })}</span>}
                {atService !== null && <span>{t('atService', { count: atService })}</span>}
                {oldest !== null && <span>{t('since', { day: day(oldest) })}</span>}
              </span>
              <span className="stored__help">{t(`${kind}Help` satisfies `${StoredKind}Help`)}</span>
            </Row>
          ))}
        </RowList>
      )}
    </section>
  );
}

function HowLong({ stored }: { readonly stored: Stored }) {
  const t = useTranslate(storedMessages);
  const day = useDay();
  const { here, service, nextGone, copies } = stored;
  const days = (count: number, undecided: number) => ({ count, days: count, undecided });
  return (
    <section aria-labelledby="stored-how-long">
      <SectionHeading id="stored-how-long">{t('howLong')}</SectionHeading>
      <p>{t('keptHere', days(here.textDays, here.undecidedDays))}</p>
      {service !== null && (
        <p>
          {t('keptService', {
            ...days(service.textDays, service.undecidedDays),
            insight: service.insightDays,
          })}
        </p>
      )}
      <p>{nextGone === null ? t('nothingGoes') : t('nextGone', { day: day(nextGone) })}</p>
      {copies.oldest !== null && (
        <p>{t('copies', { count: copies.count, day: day(copies.oldest) })}</p>
      )}
    </section>
  );
}

const gone = {
  words: 'wordsGone',
  operation: 'operationGone',
  draft: 'draftGone',
  line: 'lineGone',
} as const;

function isKnown(kind: string): kind is keyof typeof gone {
  return Object.hasOwn(gone, kind);
}

function Receipts({ receipts }: { readonly receipts: Stored['receipts'] }) {
  const t = useTranslate(storedMessages);
  const day = useDay();
  return (
    <section aria-labelledby="stored-receipts">
      <SectionHeading id="stored-receipts">{t('receipts')}</SectionHeading>
      {receipts.length === 0 ? (
        <p>{t('none')}</p>
      ) : (
        <RowList>
          {receipts.map(({ at, kind, count }) => (
            <Row key={`${at} ${kind}`} className="stored__receipt">
              <time dateTime={at}>{day(at)}</time>
              <span>{t(isKnown(kind) ? gone[kind] : 'otherGone', { count })}</span>
            </Row>
          ))}
        </RowList>
      )}
    </section>
  );
}

function Rights() {
  const t = useTranslate(storedMessages);
  const [before = '', after = ''] = t('rightsText').split('{mine}');
  const { person } = useSession();
  const logs = menuFor(person?.roles ?? []).includes('mine');
  return (
    <section aria-labelledby="stored-rights">
      <SectionHeading id="stored-rights">{t('rights')}</SectionHeading>
      {logs && (
        <p>
          {before}
          <RouteLink to={paths.mine} className="aksel-link">
            {t('mine')}
          </RouteLink>
          {after}
        </p>
      )}
      <p>{t('rightsOther')}</p>
    </section>
  );
}
