import { DatePicker, useDatepicker } from '@navikt/ds-react/DatePicker';
import { Select } from '@navikt/ds-react/Select';
import { Textarea } from '@navikt/ds-react/Textarea';
import { useRef, useState } from 'react';
import { NOTE_LIMIT } from '../../../shared/domain/text.ts';
import { reachableFrom, type Theme, ThemeStatus } from '../../../shared/domain/theme.ts';
import { themeStatusMessages } from '../../../shared/i18n/states.ts';
import { themeMessages } from '../../../shared/i18n/theme.ts';
import { useLanguage, useTranslate } from '../../state/i18n.ts';
import { say } from '../../state/notices.ts';
import { calendarDate, dayOf } from './calendar-date.ts';
import { changeTheme } from './change-theme.ts';
import { OwnerField, ownerIn } from './owner-field.tsx';
import { PanelForm } from './panel-form.tsx';
import { askedFor, type StatusFault, statusFault, statusPatch } from './status-change.ts';
import { OWNER_LIMIT, textFault } from './text-field-fault.ts';
import { useAttempt } from './use-attempt.ts';

/** Moves a theme on. Asks only what the new status needs, as soon as it is chosen, and says why before anything is pressed. */
export function StatusForm({
  theme,
  onClose,
}: {
  readonly theme: Theme;
  readonly onClose: () => void;
}) {
  const t = useTranslate(themeMessages);
  const statusName = useTranslate(themeStatusMessages);
  const language = useLanguage();
  const [status, setStatus] = useState<ThemeStatus | null>(null);
  const [reason, setReason] = useState('');
  const [dateInvalid, setDateInvalid] = useState(false);
  const [fault, setFault] = useState<StatusFault | null>(null);
  const [ownerFault, setOwnerFault] = useState<string | undefined>(undefined);
  const owner = useRef<HTMLInputElement>(null);
  const { busy, error, run } = useAttempt();
  const { datepickerProps, inputProps, selectedDay } = useDatepicker({
    locale: language,
    ...(theme.releaseDate !== null && { defaultSelected: dayOf(theme.releaseDate) }),
    onValidate: ({ isEmpty, isValidDate }) => setDateInvalid(!isEmpty && !isValidDate),
  });
  const asked = askedFor(theme, status);

  const submit = () => {
    const draft = {
      status,
      owner: asked.owner ? ownerIn(owner.current) : theme.owner,
      releaseDate: selectedDay === undefined ? null : calendarDate(selectedDay),
      dateInvalid,
      reason,
    };
    const wrong = statusFault(theme, draft);
    const wrongOwner =
      asked.owner && draft.owner !== null ? textFault(draft.owner, OWNER_LIMIT) : null;
    setFault(wrong);
    setOwnerFault(
      wrongOwner === null ? undefined : t(`fault_${wrongOwner}`, { limit: OWNER_LIMIT }),
    );
    if (wrong !== null || wrongOwner !== null) return;
    run(async () => {
      await changeTheme(theme.id, statusPatch(theme, draft), reason.trim() === '' ? null : reason);
      say(t('saved'));
      onClose();
    });
  };
  const at = (field: StatusFault['field']) =>
    fault?.field === field ? faultText(t, fault) : undefined;

  return (
    <PanelForm
      label={t('changeStatus')}
      submit={t('save')}
      cancel={t('cancel')}
      busy={busy}
      error={error}
      onSubmit={submit}
      onCancel={onClose}
    >
      <Select
        size="small"
        label={t('newStatus')}
        value={status ?? ''}
        error={at('status')}
        onChange={({ target }) => {
          setStatus(ThemeStatus.safeParse(target.value).data ?? null);
          setFault(null);
        }}
      >
        <option value="">{t('chooseStatus')}</option>
        {reachableFrom(theme.status).map((value) => (
          <option key={value} value={value}>
            {statusName(value)}
          </option>
        ))}
      </Select>
      {asked.owner && (
        <OwnerField
          ref={owner}
          tema={theme.tema}
          owner={theme.owner}
          error={at('owner') ?? ownerFault}
        />
      )}
      {asked.releaseDate && (
        <DatePicker {...datepickerProps}>
          <DatePicker.Input
            {...inputProps}
            size="small"
            label={t('releaseDate')}
            description={t('releaseDateHint')}
            error={at('releaseDate')}
          />
        </DatePicker>
      )}
      {status !== null && (
        <Textarea
          size="small"
          label={t(asked.reasonRequired ? 'reason' : 'reasonOptional')}
          description={t('reasonHint')}
          minRows={2}
          maxRows={6}
          value={reason}
          error={at('reason')}
          onChange={({ target }) => setReason(target.value)}
        />
      )}
    </PanelForm>
  );
}

function faultText(
  t: ReturnType<typeof useTranslate<keyof (typeof themeMessages)['nb']>>,
  fault: StatusFault,
): string {
  switch (fault.field) {
    case 'status':
      return t(fault.kind === 'missing' ? 'fault_statusMissing' : 'fault_statusNotReachable');
    case 'owner':
      return t('fault_ownerMissing');
    case 'releaseDate':
      return t(fault.kind === 'missing' ? 'fault_releaseDateMissing' : 'fault_releaseDateInvalid');
    case 'reason':
      return fault.kind === 'missing'
        ? t('fault_reasonMissing')
        : t('fault_tooLong', { limit: NOTE_LIMIT });
  }
}
