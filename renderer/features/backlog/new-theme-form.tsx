import { UNSAFE_Combobox as Combobox } from '@navikt/ds-react/Combobox';
import { Select } from '@navikt/ds-react/Select';
import { TextField } from '@navikt/ds-react/TextField';
import { useMemo, useState } from 'react';
import { type JourneyStep, journeySteps } from '../../../shared/domain/tags.ts';
import { tagLabel } from '../../../shared/domain/taxonomy/labels.ts';
import { backlogMessages } from '../../../shared/i18n/backlog.ts';
import { themeMessages } from '../../../shared/i18n/theme.ts';
import { useLanguage, useTranslate } from '../../state/i18n.ts';
import { say } from '../../state/notices.ts';
import { tagOptions } from '../../ui/tag-options.ts';
import type { InsightFilter } from './insight-filter.ts';
import { PanelForm } from './panel-form.tsx';
import { createTheme } from './place-insights.ts';
import { NAME_LIMIT, textFault } from './text-field-fault.ts';
import { useAttempt } from './use-attempt.ts';

/** Names a new theme of the chosen insights. Tema and step come filled in with what most of them have. */
export function NewThemeForm({
  insightIds,
  suggested,
  onDone,
  onCancel,
}: {
  readonly insightIds: readonly string[];
  readonly suggested: InsightFilter;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}) {
  const t = useTranslate(backlogMessages);
  const words = useTranslate(themeMessages);
  const language = useLanguage();
  const [name, setName] = useState('');
  const [tema, setTema] = useState(suggested.tema);
  const [step, setStep] = useState(suggested.step);
  const [tried, setTried] = useState(false);
  const { busy, error, run } = useAttempt();
  const options = useMemo(() => tagOptions('tema', language), [language]);
  const fault = textFault(name, NAME_LIMIT);

  const submit = () => {
    setTried(true);
    if (fault !== null || tema === null) return;
    run(async () => {
      await createTheme({ name, tema, step }, insightIds);
      say(t('created', { name: name.trim() }));
      onDone();
    });
  };
  const nameError =
    fault === 'empty'
      ? t('nameEmpty')
      : fault === null
        ? undefined
        : words(`fault_${fault}`, { limit: NAME_LIMIT });

  return (
    <PanelForm
      label={t('newThemeTitle', { count: insightIds.length })}
      submit={t('create')}
      cancel={t('cancel')}
      busy={busy}
      error={error}
      onSubmit={submit}
      onCancel={onCancel}
    >
      <TextField
        size="small"
        label={t('name')}
        description={t('nameHint')}
        value={name}
        autoComplete="off"
        error={tried || fault === 'tooLong' ? nameError : undefined}
        onChange={({ target }) => setName(target.value)}
      />
      <div className="panel-form__pair">
        <Combobox
          size="small"
          label={t('tema')}
          options={options}
          shouldAutocomplete
          selectedOptions={
            tema === null ? [] : [{ value: tema, label: tagLabel('tema', tema, language) }]
          }
          error={tried && tema === null ? t('temaMissing') : undefined}
          onToggleSelected={(value, on) => setTema(on ? value : null)}
        />
        <Select
          size="small"
          label={t('step')}
          value={step ?? ''}
          onChange={({ target }) =>
            setStep(target.value === '' ? null : (target.value as JourneyStep))
          }
        >
          <option value="">{t('stepNone')}</option>
          {journeySteps.map((value) => (
            <option key={value} value={value}>
              {tagLabel('step', value, language)}
            </option>
          ))}
        </Select>
      </div>
    </PanelForm>
  );
}
