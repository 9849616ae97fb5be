import { Button } from '@navikt/ds-react/Button';
import { useEffect, useRef, useState } from 'react';
import { NOTE_LIMIT } from '../../../shared/domain/text.ts';
import { reviewMessages } from '../../../shared/i18n/review.ts';
import type { FindingKind } from '../../../shared/privacy/finding.ts';
import { useTranslate } from '../../state/i18n.ts';
import { Keys } from '../../ui/keys.tsx';
import { useHotkeys } from '../../ui/use-hotkeys.ts';
import { useAsking } from '../gate/use-asking.tsx';
import { useTrimmedSaid } from '../gate/use-gate.ts';
import { WordsField } from '../gate/words-field.tsx';

const FIELD_ID = 'review-note';

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
  /** `acknowledged`: what the gate asked about in it and she kept. */
  readonly onSend: (text: string, acknowledged: readonly FindingKind[]) => void;
  readonly onCancel: () => void;
}) {
  const t = useTranslate(reviewMessages);
  const field = useRef<HTMLTextAreaElement>(null);
  const [tried, setTried] = useState(false);
  const asking = useAsking(FIELD_ID, { text }, { text: field });
  const onTrimmed = useTrimmedSaid();
  const empty = text.trim() === '';
  useEffect(() => {
    const { current } = field;
    current?.focus();
    current?.setSelectionRange(current.value.length, current.value.length);
  }, []);

  const send = async () => {
    setTried(true);
    if (empty) {
      field.current?.focus();
      return;
    }
    const acknowledged = await asking.pass();
    if (acknowledged !== null) onSend(text, acknowledged);
  };
  useHotkeys({ 'ctrl+enter': () => void send(), escape: onCancel });

  return (
    <form
      className="note-panel"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <WordsField
        ref={field}
        id={FIELD_ID}
        label={t(kind === 'ask' ? 'askLabel' : 'declineLabel')}
        hint={t(kind === 'ask' ? 'askHint' : 'declineHint')}
        value={text}
        onChange={onText}
        findings={asking.gate.verdict.marked.text}
        messageId={asking.messageId}
        limit={NOTE_LIMIT}
        lines={2}
        required
        error={tried && empty ? t(kind === 'ask' ? 'askEmpty' : 'declineEmpty') : undefined}
        onTrimmed={onTrimmed}
      />
      {asking.message}
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
