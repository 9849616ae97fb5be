import { Button } from '@navikt/ds-react/Button';
import { useEffect, useRef } from 'react';
import { reviewMessages } from '../../../shared/i18n/review.ts';
import { useTranslate } from '../../state/i18n.ts';
import { Keys } from '../../ui/keys.tsx';
import { useHotkeys } from '../../ui/use-hotkeys.ts';
import { Verb } from './verbs.tsx';

/** Stands where the verbs stood while an approval waits for the supervisor to say that what the author kept is nobody. */
export function ConfirmPanel({
  places,
  busy,
  onConfirm,
  onAsk,
  onRetag,
  onCancel,
}: {
  /** What the author kept, in words. */
  readonly places: string;
  readonly busy: boolean;
  readonly onConfirm: () => void;
  readonly onAsk: () => void;
  readonly onRetag: () => void;
  readonly onCancel: () => void;
}) {
  const t = useTranslate(reviewMessages);
  const confirm = useRef<HTMLButtonElement>(null);
  useEffect(() => confirm.current?.focus({ preventScroll: true }), []);
  useHotkeys({ 'ctrl+enter': onConfirm, escape: onCancel, s: onAsk, m: onRetag });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields; these are buttons.
    <div className="confirm-panel" role="group" aria-labelledby="confirm-title">
      <p id="confirm-title" className="confirm-panel__ask">
        {t('confirmAsk', { places })}
      </p>
      <div className="verbs">
        <Button
          ref={confirm}
          size="small"
          loading={busy}
          aria-describedby="confirm-title"
          aria-keyshortcuts="Control+Enter"
          onClick={onConfirm}
        >
          {t('confirmSend')}
          <Keys keys={['Ctrl', 'Enter']} />
        </Button>
        <Verb letter="S" variant="secondary" onClick={onAsk}>
          {t('confirmReturn')}
        </Verb>
        <Verb letter="M" variant="secondary" onClick={onRetag}>
          {t('retag')}
        </Verb>
        <Button size="small" variant="tertiary" aria-keyshortcuts="Escape" onClick={onCancel}>
          {t('cancel')}
          <Keys keys={['Esc']} />
        </Button>
      </div>
    </div>
  );
}
