import { type KeyboardEvent, useEffect, useLayoutEffect, useRef } from 'react';
import { logMessages } from '../../../shared/i18n/log.ts';
import { useTranslate } from '../../state/i18n.ts';
import { useSession } from '../../state/session.ts';
import { useCall } from '../../state/use-call.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { choicesIn, leavesField } from '../similar/choice-keys.ts';
import { enterLog } from './keep-log.ts';
import { LastLogged } from './last-logged.tsx';
import { LogForm } from './log-form.tsx';
import { LogSide } from './log-side.tsx';
import { settleChannel, useLogStore } from './log-store.ts';
import './log.css';

const LATEST = 6;

/** Where a caseworker writes what she hears, with what is known and similar beside it and her latest entries below. */
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

  const side = useRef<HTMLDivElement>(null);
  const goToSimilar = (event: KeyboardEvent<HTMLElement>) => {
    const { target } = event;
    if (!(target instanceof HTMLTextAreaElement) || target.id !== 'log-text') return;
    const [first] = choicesIn(side.current);
    if (first === undefined || !leavesField(event, target)) return;
    event.preventDefault();
    first.focus();
  };

  return (
    <div className="page log">
      <h1 className="visually-hidden">{t('title')}</h1>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the field inside is what one types in. */}
      <div className="log__main" onKeyDown={goToSimilar}>
        {hers && <LogForm />}
      </div>
      <LogSide place={side} />
      <div className="log__last">
        {data === undefined ? (
          <ErrorNote error={error} onRetry={reload} />
        ) : (
          <LastLogged entries={data.entries} />
        )}
      </div>
    </div>
  );
}
