import { useEffect, useLayoutEffect } from 'react';
import { logMessages } from '../../../shared/i18n/log.ts';
import { useTranslate } from '../../state/i18n.ts';
import { useSession } from '../../state/session.ts';
import { useCall } from '../../state/use-call.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { enterLog } from './keep-log.ts';
import { LastLogged } from './last-logged.tsx';
import { LogForm } from './log-form.tsx';
import { settleChannel, useLogStore } from './log-store.ts';
import './log.css';

const LATEST = 6;

/** Where a caseworker writes what she hears, with her latest entries beside it. */
export function LogPage() {
  const t = useTranslate(logMessages);
  const personId = useSession().person?.id;
  const { data, error, reload } = useCall('observation.list', { limit: LATEST }, [
    'observations',
    'sync',
  ]);
  const hers = useLogStore((state) => state.personId === personId);
  const ready = useLogStore((state) => state.ready);
  const latest = data?.entries[0];

  useLayoutEffect(() => {
    if (personId !== undefined) void enterLog(personId);
  }, [personId]);
  useEffect(() => {
    if (ready && latest !== undefined) settleChannel(latest.tags.channel);
  }, [ready, latest]);

  return (
    <div className="page log">
      <h1 className="visually-hidden">{t('title')}</h1>
      <div className="log__main">{hers && <LogForm />}</div>
      <div className="log__side">
        {data === undefined ? (
          <ErrorNote error={error} onRetry={reload} />
        ) : (
          <LastLogged entries={data.entries} />
        )}
      </div>
    </div>
  );
}
