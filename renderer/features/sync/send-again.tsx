import { Button } from '@navikt/ds-react/Button';
import { useEffect, useRef, useState } from 'react';
import { syncMessages } from '../../../shared/i18n/sync.ts';
import { useTranslate } from '../../state/i18n.ts';

/**
 * The way on after a halt. Asks once more before it sends: what has gone to a service can't be called back. `count`: what would
 * go again; 0 asks nothing.
 */
export function SendAgain({
  count,
  onSend,
}: {
  readonly count: number;
  readonly onSend: () => Promise<void>;
}) {
  const t = useTranslate(syncMessages);
  const [asking, setAsking] = useState(false);
  const [sending, setSending] = useState(false);
  const yes = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (asking) yes.current?.focus();
  }, [asking]);

  const send = async () => {
    if (sending) return;
    setSending(true);
    await onSend();
    setSending(false);
    setAsking(false);
  };
  if (!asking)
    return (
      <div className="sync__again">
        <Button
          size="small"
          aria-busy={sending}
          onClick={() => (count === 0 ? void send() : setAsking(true))}
        >
          {t(count === 0 ? 'goOn' : 'sendAgain')}
        </Button>
      </div>
    );
  return (
    <fieldset className="sync__again">
      <legend>{t('sendAgainAsk', { count })}</legend>
      <p className="quiet">{t('sendAgainHarmless')}</p>
      <div className="sync__cures">
        <Button ref={yes} size="small" aria-busy={sending} onClick={() => void send()}>
          {t('sendAgainYes')}
        </Button>
        <Button size="small" variant="tertiary" onClick={() => setAsking(false)}>
          {t('cancel')}
        </Button>
      </div>
    </fieldset>
  );
}
