import { ChatIcon, PencilIcon } from '@navikt/aksel-icons';
import { Button } from '@navikt/ds-react/Button';
import { Textarea } from '@navikt/ds-react/Textarea';
import { useState } from 'react';
import { NOTE_LIMIT } from '../../../shared/domain/text.ts';
import type { Theme } from '../../../shared/domain/theme.ts';
import { themeMessages } from '../../../shared/i18n/theme.ts';
import { useTranslate } from '../../state/i18n.ts';
import { say } from '../../state/notices.ts';
import { changeTheme } from './change-theme.ts';
import { PanelForm } from './panel-form.tsx';
import { textFault } from './text-field-fault.ts';
import { useAttempt } from './use-attempt.ts';
import { useEditing } from './use-editing.ts';

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
  const fault = textFault(text, NOTE_LIMIT);
  const submit = () => {
    // Emptied means taken away.
    if (fault !== null && fault !== 'empty') return;
    const workaround = text.trim() === '' ? null : text;
    run(async () => {
      if (workaround?.trim() !== theme.workaround?.trim()) {
        await changeTheme(theme.id, { workaround });
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
      <Textarea
        size="small"
        hideLabel
        label={t('workaround')}
        description={t('workaroundHint')}
        minRows={3}
        maxRows={10}
        value={text}
        error={
          fault !== null && fault !== 'empty'
            ? t(`fault_${fault}`, { limit: NOTE_LIMIT })
            : undefined
        }
        onChange={({ target }) => setText(target.value)}
      />
    </PanelForm>
  );
}
