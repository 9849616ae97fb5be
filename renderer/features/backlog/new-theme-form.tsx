import { UNSAFE_Combobox as Combobox } from '@navikt/ds-react/Combobox';
import { Select } from '@navikt/ds-react/Select';
import { useMemo, useRef, useState } from 'react';
import { type JourneyStep, journeySteps } from '../../../shared/domain/tags.ts';
import { tagLabel } from '../../../shared/domain/taxonomy/labels.ts';
import { backlogMessages } from '../../../shared/i18n/backlog.ts';
import { themeMessages } from '../../../shared/i18n/theme.ts';
import { useLanguage, useTranslate } from '../../state/i18n.ts';
import { say } from '../../state/notices.ts';
import { tagOptions } from '../../ui/tag-options.ts';
import { useAsking } from '../gate/use-asking.tsx';
import { useTrimmedSaid } from '../gate/use-gate.ts';
import { WordsField } from '../gate/words-field.tsx';
import type { InsightFilter } from './insight-filter.ts';
import { PanelForm } from './panel-form.tsx';
import type { NewTheme } from './place-insights.ts';
import { NAME_LIMIT, textFault } from './text-field-fault.ts';
import { useAttempt } from './use-attempt.ts';

const FIELD_ID = 'new-theme-name';

/** Names a new theme of the chosen insights. Tema and step come filled in with what most of them have. */
export function NewThemeForm({
  count,
  suggested,
  create,
  onDone,
  onCancel,
}: {
  /** How many insights it is made of. */
  readonly count: number;
  readonly suggested: InsightFilter;
  readonly create: (theme: NewTheme) => Promise<unknown>;
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
  const field = useRef<HTMLTextAreaElement>(null);
  const asking = useAsking(FIELD_ID, { name }, { name: field });
  const onTrimmed = useTrimmedSaid();
  const fault = textFault(name, NAME_LIMIT);

  const submit = () => {
    setTried(true);
    if (fault !== null || tema === null) return;
    run(async () => {
      const acknowledged = await asking.pass();
      if (acknowledged === null) return;
      await create({ name, tema, step, acknowledged });
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
      label={t('newThemeTitle', { count })}
      submit={t('create')}
      cancel={t('cancel')}
      busy={busy}
      error={error}
      onSubmit={submit}
      onCancel={onCancel}
    >
      <WordsField
        ref={field}
        id={FIELD_ID}
        label={t('name')}
        hint={t('nameHint')}
        value={name}
        onChange={setName}
        findings={asking.gate.verdict.marked.name}
        messageId={asking.messageId}
        limit={NAME_LIMIT}
        lines={1}
        required
        error={tried ? nameError : undefined}
        onTrimmed={onTrimmed}
      />
      {asking.message}
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
