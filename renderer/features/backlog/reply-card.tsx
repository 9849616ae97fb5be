import { ChatIcon, PencilIcon } from '@navikt/aksel-icons';
import { Button } from '@navikt/ds-react/Button';
import { useRef, useState } from 'react';
import { NOTE_LIMIT } from '../../../shared/domain/text.ts';
import type { Theme } from '../../../shared/domain/theme.ts';
import { themeMessages } from '../../../shared/i18n/theme.ts';
import { useTranslate } from '../../state/i18n.ts';
import { say } from '../../state/notices.ts';
import { useAsking } from '../gate/use-asking.tsx';
import { useTrimmedSaid } from '../gate/use-gate.ts';
import { WordsField } from '../gate/words-field.tsx';
import { changeTheme } from './change-theme.ts';
import { PanelForm } from './panel-form.tsx';
import { useAttempt } from './use-attempt.ts';
import { useEditing } from './use-editing.ts';

const FIELD_ID = 'theme-workaround';

/** What to tell the citizen meanwhile: the one framed surface of the page. Left out where there is nothing and nobody to write it. */
export function ReplyCard({ theme, edits }: { readonly theme: Theme; readonly edits: boolean }) {
  const t = useTranslate(themeMessages);
  const editing = useEditing();
  if (theme.workaround === null && !edits) return null;
  return (
    <section className="reply-card" aria-labelledby="reply-card-title">
      <div className="reply-card__head">
        <ChatIcon aria-hidden fontSize="1.5rem" />
        <h2 id="reply-card-title">{t('workaround')}</h2>
        {edits && !editing.on && (
          <Button
            ref={editing.opener}
            size="xsmall"
            variant="tertiary"
            icon={
              <PencilIcon
                title={t(theme.workaround === null ? 'addWorkaround' : 'editWorkaround')}
              />
            }
            onClick={editing.open}
          />
        )}
      </div>
      <div className="reply-card__body">
        {editing.on ? (
          <WorkaroundForm theme={theme} onClose={editing.close} />
        ) : theme.workaround === null ? (
          <p className="quiet">{t('workaroundHint')}</p>
        ) : (
          <p>{theme.workaround}</p>
        )}
      </div>
    </section>
  );
}

function WorkaroundForm({
  theme,
  onClose,
}: {
  readonly theme: Theme;
  readonly onClose: () => void;
}) {
  const t = useTranslate(themeMessages);
  const [text, setText] = useState(theme.workaround ?? '');
  const { busy, error, run } = useAttempt();
  const field = useRef<HTMLTextAreaElement>(null);
  const before = { text: theme.workaround ?? '' };
  const asking = useAsking(FIELD_ID, { text }, { text: field }, before);
  const onTrimmed = useTrimmedSaid();
  const submit = () => {
    // Emptied means taken away.
    const workaround = text.trim() === '' ? null : text;
    run(async () => {
      const acknowledged = await asking.pass();
      if (acknowledged === null) return;
      if (workaround?.trim() !== theme.workaround?.trim()) {
        await changeTheme(theme.id, { workaround }, acknowledged);
        say(t('saved'));
      }
      onClose();
    });
  };
  return (
    <PanelForm
      label={t('editWorkaround')}
      submit={t('save')}
      cancel={t('cancel')}
      busy={busy}
      error={error}
      onSubmit={submit}
      onCancel={onClose}
    >
      <WordsField
        ref={field}
        id={FIELD_ID}
        label={t('workaround')}
        labelHidden
        hint={t('workaroundHint')}
        value={text}
        onChange={setText}
        findings={asking.gate.verdict.marked.text}
        messageId={asking.messageId}
        limit={NOTE_LIMIT}
        lines={3}
        onTrimmed={onTrimmed}
      />
      {asking.message}
    </PanelForm>
  );
}
