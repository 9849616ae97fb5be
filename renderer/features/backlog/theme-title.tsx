import { PencilIcon } from '@navikt/aksel-icons';
import { Button } from '@navikt/ds-react/Button';
import { TextField } from '@navikt/ds-react/TextField';
import { Heading } from '@navikt/ds-react/Typography';
import { useState } from 'react';
import { tagLabel } from '../../../shared/domain/taxonomy/labels.ts';
import type { Theme } from '../../../shared/domain/theme.ts';
import { themeMessages } from '../../../shared/i18n/theme.ts';
import { useLanguage, useTranslate } from '../../state/i18n.ts';
import { say } from '../../state/notices.ts';
import { changeTheme } from './change-theme.ts';
import { PanelForm } from './panel-form.tsx';
import { NAME_LIMIT, textFault } from './text-field-fault.ts';
import { useAttempt } from './use-attempt.ts';
import { useEditing } from './use-editing.ts';

/** What the theme is about and what it is called. */
export function ThemeTitle({ theme, edits }: { readonly theme: Theme; readonly edits: boolean }) {
  const t = useTranslate(themeMessages);
  const language = useLanguage();
  const editing = useEditing();
  const place = [tagLabel('tema', theme.tema, language), tagLabel('step', theme.step, language)];
  return (
    <div className="theme__title">
      <p className="theme__place">{place.filter((word) => word !== '').join(' · ')}</p>
      <div className="theme__name">
        <Heading level="1" size="medium" className={editing.on ? 'visually-hidden' : ''}>
          {theme.name}
        </Heading>
        {edits && !editing.on && (
          <Button
            ref={editing.opener}
            size="small"
            variant="tertiary"
            icon={<PencilIcon title={t('editName')} />}
            onClick={editing.open}
          />
        )}
      </div>
      {editing.on && <NameForm theme={theme} onClose={editing.close} />}
    </div>
  );
}

function NameForm({ theme, onClose }: { readonly theme: Theme; readonly onClose: () => void }) {
  const t = useTranslate(themeMessages);
  const [name, setName] = useState(theme.name);
  const [tried, setTried] = useState(false);
  const { busy, error, run } = useAttempt();
  const fault = textFault(name, NAME_LIMIT);
  const submit = () => {
    setTried(true);
    if (fault !== null) return;
    run(async () => {
      if (name.trim() !== theme.name) {
        await changeTheme(theme.id, { name });
        say(t('saved'));
      }
      onClose();
    });
  };
  return (
    <PanelForm
      label={t('editName')}
      submit={t('save')}
      cancel={t('cancel')}
      busy={busy}
      error={error}
      onSubmit={submit}
      onCancel={onClose}
    >
      <TextField
        size="small"
        label={t('name')}
        value={name}
        autoComplete="off"
        error={
          fault !== null && (tried || fault === 'tooLong')
            ? t(`fault_${fault}`, { limit: NAME_LIMIT })
            : undefined
        }
        onChange={({ target }) => setName(target.value)}
      />
    </PanelForm>
  );
}
