import { Button } from '@navikt/ds-react/Button';
import { Link } from '@navikt/ds-react/Link';
import { useState } from 'react';
import { syncMessages } from '../../../shared/i18n/sync.ts';
import type { SyncStatus } from '../../../shared/view/sync.ts';
import { call } from '../../bridge.ts';
import { useLanguage, useTranslate } from '../../state/i18n.ts';
import { say } from '../../state/notices.ts';
import { useCall } from '../../state/use-call.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { formatTime } from '../../ui/format-time.ts';
import { PageHeading } from '../../ui/page-heading.tsx';
import { useNow } from '../../ui/use-now.ts';
import { headline } from './headline.ts';
import { SendAgain } from './send-again.tsx';
import { SendingBar } from './sending-bar.tsx';
import { SetAsideList } from './set-aside-list.tsx';
import { WaitingList } from './waiting-list.tsx';
import './sync.css';

/** What waits, why, and what is done about it. */
export function SyncPage() {
  const t = useTranslate(syncMessages);
  const { data, error, reload } = useCall('sync.status', {}, ['sync', 'session', 'observations']);
  return (
    <div className="page page--reading sync">
      {data === undefined ? (
        <>
          <PageHeading>
            <span className={error === undefined ? 'visually-hidden' : ''}>{t('loading')}</span>
          </PageHeading>
          <ErrorNote error={error} onRetry={reload} />
        </>
      ) : (
        <>
          <Standing status={data} onTried={reload} />
          <ErrorNote error={error} onRetry={reload} />
          <SetAsideList items={data.setAsideItems} count={data.setAside} onDone={reload} />
          <WaitingList items={data.waitingItems} count={data.waiting} />
        </>
      )}
    </div>
  );
}

function Standing({
  status,
  onTried,
}: {
  readonly status: SyncStatus;
  readonly onTried: () => void;
}) {
  const t = useTranslate(syncMessages);
  const language = useLanguage();
  const now = useNow(1000);
  const time = (instant: string) => formatTime(instant, { language, now: Date.now() });
  const { title, lines } = headline(status, now, time, t);
  const [trying, setTrying] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [url, setUrl] = useState<string | null>(null);

  const attempt = async (work: () => Promise<void>) => {
    setError(null);
    try {
      await work();
    } catch (fault) {
      setError(fault);
    }
  };
  const tryNow = async () => {
    if (trying) return;
    setTrying(true);
    await attempt(async () => {
      const after = await call('sync.tryNow', {});
      say(t('tried', { title: headline(after, Date.now(), time, t).title }));
      onTried();
    });
    setTrying(false);
  };
  const sendAgain = () =>
    attempt(async () => {
      const after = await call('sync.sendAgain', {});
      say(t('sentAgain', { title: headline(after, Date.now(), time, t).title }));
      onTried();
    });
  const signIn = () =>
    attempt(async () => {
      const answer = await call('session.signIn', {});
      setUrl(answer.url);
      if (answer.url !== null) window.open(answer.url, '_blank', 'noopener');
    });
  const facts = [
    ['lastSent', status.lastSentAt],
    ['lastFetched', status.lastFetchedAt],
    ['lastTried', status.lastTriedAt],
  ] as const;

  return (
    <>
      <PageHeading
        action={
          status.state === 'signed_out' ? (
            <Button size="small" onClick={() => void signIn()}>
              {t('signIn')}
            </Button>
          ) : (
            <Button
              size="small"
              variant="secondary"
              aria-busy={trying}
              onClick={() => void tryNow()}
            >
              {t('tryNow')}
            </Button>
          )
        }
      >
        {title}
      </PageHeading>
      <div className="sync__lines">
        {lines.map((line, place) => (
          // A sentence has its place; its words change.
          // biome-ignore lint/suspicious/noArrayIndexKey: the countdown must not be a new paragraph each second.
          <p key={place}>{line}</p>
        ))}
      </div>
      <SendingBar status={status} />
      {(status.state === 'other_server' || status.state === 'restored') && (
        <SendAgain count={status.sendable} onSend={sendAgain} />
      )}
      {url !== null && (
        <p>
          <Link href={url} target="_blank" rel="noopener">
            {t('signInOpen')}
          </Link>
        </p>
      )}
      <ErrorNote error={error} />
      <dl className="sync__facts">
        {facts.map(([name, instant]) => (
          <div key={name}>
            <dt>{t(name)}</dt>
            <dd>{instant === null ? t('never') : time(instant)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
