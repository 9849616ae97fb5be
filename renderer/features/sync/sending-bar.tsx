import { ProgressBar } from '@navikt/ds-react/ProgressBar';
import { useRef } from 'react';
import { syncMessages } from '../../../shared/i18n/sync.ts';
import type { SyncStatus } from '../../../shared/view/sync.ts';
import { useTranslate } from '../../state/i18n.ts';
import { mostWaiting, progressOf } from './progress.ts';

/** How far many entries have come on their way out. */
export function SendingBar({ status }: { readonly status: SyncStatus }) {
  const t = useTranslate(syncMessages);
  const most = useRef(0);
  most.current = mostWaiting(most.current, status.waiting);
  const progress = progressOf(most.current, status);
  if (progress === null) return null;
  return (
    <div className="sync__progress">
      <ProgressBar
        size="small"
        value={progress.sent}
        valueMax={progress.most}
        aria-labelledby="sync-progress"
      />
      <p id="sync-progress" className="small">
        {t('sentOf', { sent: progress.sent, most: progress.most })}
      </p>
    </div>
  );
}
