import { PencilIcon } from '@navikt/aksel-icons';
import { Button } from '@navikt/ds-react/Button';
import { Heading } from '@navikt/ds-react/Typography';
import { useRef, useState } from 'react';
import { tagLabel } from '../../../shared/domain/taxonomy/labels.ts';
import type { Theme } from '../../../shared/domain/theme.ts';
import { themeMessages } from '../../../shared/i18n/theme.ts';
import { useLanguage, useTranslate } from '../../state/i18n.ts';
import { say } from '../../state/notices.ts';
import { useAsking } from '../gate/use-asking.tsx';
import { useTrimmedSaid } from '../gate/use-gate.ts';
import { WordsField } from '../gate/words-field.tsx';
import { changeTheme } from './change-theme.ts';
import { PanelForm } from './panel-form.tsx';
import { NAME_LIMIT, textFault } from './text-field-fault.ts';
import { useAttempt } from './use-attempt.ts';
import { useEditing } from './use-editing.ts';

const FIELD_ID = 'theme-name';

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
  const field = useRef<HTMLTextAreaElement>(null);
  const asking = useAsking(FIELD_ID, { name }, { name: field }, { name: theme.name });
  const onTrimmed = useTrimmedSaid();
  const fault = textFault(name, NAME_LIMIT);
  const submit = () => {
    setTried(true);
    if (fault !== null) return;
    run(async () => {
      const acknowledged = await asking.pass();
      if (acknowledged === null) return;
      if (name.trim() !== theme.name) {
        await changeTheme(theme.id, { name }, acknowledged);
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
      <WordsField
        ref={field}
        id={FIELD_ID}
        label={t('name')}
        value={name}
        onChange={setName}
        findings={asking.gate.verdict.marked.name}
        messageId={asking.messageId}
        limit={NAME_LIMIT}
        lines={1}
        required
        error={fault !== null && tried ? t(`fault_${fault}`, { limit: NAME_LIMIT }) : undefined}
        onTrimmed={onTrimmed}
      />
      {asking.message}
    </PanelForm>
  );
}
