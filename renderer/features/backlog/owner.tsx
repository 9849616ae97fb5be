import { PencilIcon } from '@navikt/aksel-icons';
import { Button } from '@navikt/ds-react/Button';
import { useRef, useState } from 'react';
import { type Theme, themeFault } from '../../../shared/domain/theme.ts';
import { themeMessages } from '../../../shared/i18n/theme.ts';
import { useTranslate } from '../../state/i18n.ts';
import { say } from '../../state/notices.ts';
import { useAsking } from '../gate/use-asking.tsx';
import { changeTheme } from './change-theme.ts';
import { OwnerField, ownerIn, ownerToJudge } from './owner-field.tsx';
import { PanelForm } from './panel-form.tsx';
import { OWNER_LIMIT, textFault } from './text-field-fault.ts';
import { useAttempt } from './use-attempt.ts';
import { useEditing } from './use-editing.ts';

/** Who answers for the theme. */
export function Owner({ theme, edits }: { readonly theme: Theme; readonly edits: boolean }) {
  const t = useTranslate(themeMessages);
  const editing = useEditing();
  return (
    <section className="owner" aria-labelledby="owner-title">
      <div className="owner__line">
        <h2 id="owner-title">{t('owner')}</h2>
        {!editing.on && (
          <span className={theme.owner === null ? 'quiet' : ''}>{theme.owner ?? t('noOwner')}</span>
        )}
        {edits && !editing.on && (
          <Button
            ref={editing.opener}
            size="xsmall"
            variant="tertiary"
            icon={<PencilIcon title={t('editOwner')} />}
            onClick={editing.open}
          />
        )}
      </div>
      {editing.on && <OwnerForm theme={theme} onClose={editing.close} />}
    </section>
  );
}

function OwnerForm({ theme, onClose }: { readonly theme: Theme; readonly onClose: () => void }) {
  const t = useTranslate(themeMessages);
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(theme.owner ?? '');
  const asking = useAsking(
    'theme-owner',
    { owner: ownerToJudge(text) },
    { owner: field },
    { owner: theme.owner ?? '' },
  );
  const [fault, setFault] = useState<string | undefined>(undefined);
  const { busy, error, run } = useAttempt();
  const submit = () => {
    const owner = ownerIn(text);
    const wrong = owner === null ? null : textFault(owner, OWNER_LIMIT);
    // Under a status that must have an owner, it may be changed but not taken away.
    const rule = themeFault(theme, { owner }, null);
    setFault(
      wrong !== null
        ? t(`fault_${wrong}`, { limit: OWNER_LIMIT })
        : rule === 'theme.ownerMissing'
          ? t('fault_ownerNeeded')
          : undefined,
    );
    if (wrong !== null || rule !== null) return;
    run(async () => {
      const acknowledged = await asking.pass();
      if (acknowledged === null) return;
      if (owner !== theme.owner) {
        await changeTheme(theme.id, { owner }, acknowledged);
        say(t('saved'));
      }
      onClose();
    });
  };
  return (
    <PanelForm
      label={t('editOwner')}
      submit={t('save')}
      cancel={t('cancel')}
      busy={busy}
      error={error}
      onSubmit={submit}
      onCancel={onClose}
    >
      <OwnerField ref={field} tema={theme.tema} text={text} onText={setText} error={fault} />
      {asking.message}
    </PanelForm>
  );
}
