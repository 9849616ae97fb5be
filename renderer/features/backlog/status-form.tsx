import { DatePicker, useDatepicker } from '@navikt/ds-react/DatePicker';
import { Select } from '@navikt/ds-react/Select';
import { useRef, useState } from 'react';
import { NOTE_LIMIT } from '../../../shared/domain/text.ts';
import { reachableFrom, type Theme, ThemeStatus } from '../../../shared/domain/theme.ts';
import { themeStatusMessages } from '../../../shared/i18n/states.ts';
import { themeMessages } from '../../../shared/i18n/theme.ts';
import { useLanguage, useTranslate } from '../../state/i18n.ts';
import { say } from '../../state/notices.ts';
import { useAsking } from '../gate/use-asking.tsx';
import { useTrimmedSaid } from '../gate/use-gate.ts';
import { WordsField } from '../gate/words-field.tsx';
import { calendarDate, dayOf } from './calendar-date.ts';
import { changeTheme } from './change-theme.ts';
import { OwnerField, ownerIn, ownerToJudge } from './owner-field.tsx';
import { PanelForm } from './panel-form.tsx';
import { askedFor, type StatusFault, statusFault, statusPatch } from './status-change.ts';
import { OWNER_LIMIT, textFault } from './text-field-fault.ts';
import { useAttempt } from './use-attempt.ts';

const REASON_ID = 'theme-reason';

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
  const [ownerText, setOwnerText] = useState(theme.owner ?? '');
  const owner = useRef<HTMLInputElement>(null);
  const reasonField = useRef<HTMLTextAreaElement>(null);
  const onTrimmed = useTrimmedSaid();
  const { busy, error, run } = useAttempt();
  const { datepickerProps, inputProps, selectedDay } = useDatepicker({
    locale: language,
    ...(theme.releaseDate !== null && { defaultSelected: dayOf(theme.releaseDate) }),
    onValidate: ({ isEmpty, isValidDate }) => setDateInvalid(!isEmpty && !isValidDate),
  });
  const asked = askedFor(theme, status);
  const asking = useAsking(
    REASON_ID,
    { owner: asked.owner ? ownerToJudge(ownerText) : '', reason },
    { owner, reason: reasonField },
    { owner: theme.owner ?? '' },
  );

  const submit = () => {
    const draft = {
      status,
      owner: asked.owner ? ownerIn(ownerText) : theme.owner,
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
      const acknowledged = await asking.pass();
      if (acknowledged === null) return;
      const why = reason.trim() === '' ? null : reason;
      await changeTheme(theme.id, statusPatch(theme, draft), acknowledged, why);
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
          text={ownerText}
          onText={setOwnerText}
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
        <WordsField
          ref={reasonField}
          id={REASON_ID}
          label={t(asked.reasonRequired ? 'reason' : 'reasonOptional')}
          hint={t('reasonHint')}
          value={reason}
          onChange={setReason}
          findings={asking.gate.verdict.marked.reason}
          messageId={asking.messageId}
          limit={NOTE_LIMIT}
          lines={2}
          required={asked.reasonRequired}
          error={at('reason')}
          onTrimmed={onTrimmed}
        />
      )}
      {asking.message}
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
