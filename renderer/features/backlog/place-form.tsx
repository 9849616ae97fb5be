import { UNSAFE_Combobox as Combobox } from '@navikt/ds-react/Combobox';
import { useMemo, useState } from 'react';
import { tagLabel } from '../../../shared/domain/taxonomy/labels.ts';
import { backlogMessages } from '../../../shared/i18n/backlog.ts';
import { useLanguage, useTranslate } from '../../state/i18n.ts';
import { say } from '../../state/notices.ts';
import { useCall } from '../../state/use-call.ts';
import { PanelForm } from './panel-form.tsx';
import { placeInsights } from './place-insights.ts';
import { useAttempt } from './use-attempt.ts';

/** Puts the chosen insights into a theme there is. Themes about the same tema are offered first. */
export function PlaceForm({
  insightIds,
  from,
  tema,
  onDone,
  onCancel,
}: {
  readonly insightIds: readonly string[];
  /** The theme they lie in now: not offered, and where an undo puts them back. */
  readonly from: string | null;
  readonly tema: string | null;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}) {
  const t = useTranslate(backlogMessages);
  const language = useLanguage();
  const { data } = useCall('theme.list', {}, ['themes']);
  const [themeId, setThemeId] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const { busy, error, run } = useAttempt();
  const options = useMemo(
    () =>
      (data?.themes ?? [])
        .filter(({ id }) => id !== from)
        .toSorted((a, b) => Number(b.tema === tema) - Number(a.tema === tema))
        .map(({ id, name, tema: of }) => ({
          value: id,
          label: `${name} (${tagLabel('tema', of, language)})`,
        })),
    [data, from, tema, language],
  );
  const chosen = options.filter(({ value }) => value === themeId);

  const submit = () => {
    setTried(true);
    const theme = data?.themes.find(({ id }) => id === themeId);
    if (theme === undefined) return;
    run(async () => {
      await placeInsights(theme.id, insightIds);
      say(t('placed', { count: insightIds.length, name: theme.name }), () =>
        placeInsights(from, insightIds),
      );
      onDone();
    });
  };

  return (
    <PanelForm
      label={t('placeTitle', { count: insightIds.length })}
      submit={t('place')}
      cancel={t('cancel')}
      busy={busy}
      error={error}
      onSubmit={submit}
      onCancel={onCancel}
    >
      <Combobox
        size="small"
        label={t('placeTheme')}
        options={options}
        shouldAutocomplete
        selectedOptions={chosen}
        error={tried && chosen.length === 0 ? t('placeMissing') : undefined}
        onToggleSelected={(value, on) => setThemeId(on ? value : null)}
      />
    </PanelForm>
  );
}
