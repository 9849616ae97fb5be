import { Button } from '@navikt/ds-react/Button';
import { Textarea } from '@navikt/ds-react/Textarea';
import { useEffect, useRef, useState } from 'react';
import { reviewMessages } from '../../../shared/i18n/review.ts';
import { useTranslate } from '../../state/i18n.ts';
import { Keys } from '../../ui/keys.tsx';
import { useHotkeys } from '../../ui/use-hotkeys.ts';
import { noteFault } from './note.ts';

/** Stands where the verbs stood: the question or the reason, which the author will read. */
export function NotePanel({
  kind,
  text,
  busy,
  onText,
  onSend,
  onCancel,
}: {
  readonly kind: 'ask' | 'decline';
  readonly text: string;
  readonly busy: boolean;
  readonly onText: (text: string) => void;
  readonly onSend: (text: string) => void;
  readonly onCancel: () => void;
}) {
  const t = useTranslate(reviewMessages);
  const field = useRef<HTMLTextAreaElement>(null);
  const [tried, setTried] = useState(false);
  const fault = noteFault(text);
  useEffect(() => field.current?.focus(), []);

  const send = () => {
    setTried(true);
    if (fault === null) onSend(text);
    else field.current?.focus();
  };
  useHotkeys({ 'ctrl+enter': send, escape: onCancel });

  const shown = tried || fault?.kind === 'long' ? fault : null;
  return (
    <form
      className="note-panel"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Textarea
        ref={field}
        size="small"
        label={t(kind === 'ask' ? 'askLabel' : 'declineLabel')}
        description={t(kind === 'ask' ? 'askHint' : 'declineHint')}
        minRows={2}
        maxRows={6}
        value={text}
        onChange={(event) => onText(event.target.value)}
        error={
          shown === null
            ? undefined
            : shown.kind === 'long'
              ? t('noteTooLong', { over: shown.over })
              : t(kind === 'ask' ? 'askEmpty' : 'declineEmpty')
        }
      />
      <div className="verbs">
        <Button size="small" type="submit" loading={busy} aria-keyshortcuts="Control+Enter">
          {t(kind === 'ask' ? 'askSend' : 'declineSend')}
          <Keys keys={['Ctrl', 'Enter']} />
        </Button>
        <Button
          size="small"
          type="button"
          variant="tertiary"
          aria-keyshortcuts="Escape"
          onClick={onCancel}
        >
          {t('cancel')}
          <Keys keys={['Esc']} />
        </Button>
      </div>
    </form>
  );
}
