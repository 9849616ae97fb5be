import { Button } from '@navikt/ds-react/Button';
import { UNSAFE_Combobox as Combobox } from '@navikt/ds-react/Combobox';
import { useMemo, useRef, useState } from 'react';
import { NOTE_LIMIT } from '../../../shared/domain/text.ts';
import type { Theme } from '../../../shared/domain/theme.ts';
import { curatingMessages } from '../../../shared/i18n/curating.ts';
import { call } from '../../bridge.ts';
import { useTranslate } from '../../state/i18n.ts';
import { say } from '../../state/notices.ts';
import { useCall } from '../../state/use-call.ts';
import { useAsking } from '../gate/use-asking.tsx';
import { useTrimmedSaid } from '../gate/use-gate.ts';
import { WordsField } from '../gate/words-field.tsx';
import { PanelForm } from './panel-form.tsx';
import { useAttempt } from './use-attempt.ts';
import { useEditing } from './use-editing.ts';

/** Makes one theme of two, or takes that back: with a reason, which those who heard it get to read. */
export function ThemeMerge({ theme }: { readonly theme: Theme }) {
  const t = useTranslate(curatingMessages);
  const editing = useEditing();
  const apart = theme.mergedInto !== null;
  return (
    <section className="theme-merge">
      {editing.on ? (
        <MergeForm theme={theme} apart={apart} onClose={editing.close} />
      ) : (
        <Button ref={editing.opener} size="small" variant="tertiary" onClick={editing.open}>
          {t(apart ? 'unmerge' : 'merge')}
        </Button>
      )}
    </section>
  );
}

function MergeForm({
  theme,
  apart,
  onClose,
}: {
  readonly theme: Theme;
  readonly apart: boolean;
  readonly onClose: () => void;
}) {
  const t = useTranslate(curatingMessages);
  const fieldId = `merge-${theme.id}`;
  const { data } = useCall('theme.list', {}, ['themes']);
  const options = useMemo(
    () =>
      (data?.themes ?? [])
        .filter(({ id, mergedInto }) => id !== theme.id && mergedInto === null)
        .map(({ id, name }) => ({ value: id, label: name })),
    [data, theme.id],
  );
  const [into, setInto] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const { busy, error, run } = useAttempt();
  const field = useRef<HTMLTextAreaElement>(null);
  const asking = useAsking(fieldId, { reason }, { reason: field });
  const onTrimmed = useTrimmedSaid();
  const chosen = options.filter(({ value }) => value === into);

  const submit = () => {
    setTried(true);
    const [target] = chosen;
    if (reason.trim() === '' || (!apart && target === undefined)) return;
    run(async () => {
      const acknowledged = await asking.pass();
      if (acknowledged === null) return;
      const said = { themeId: theme.id, reason, acknowledged };
      if (apart) {
        await call('theme.unmerge', said);
        say(t('unmerged'));
      } else if (target !== undefined) {
        await call('theme.merge', { ...said, into: target.value });
        say(t('merged', { name: target.label }));
      }
      onClose();
    });
  };
  return (
    <PanelForm
      label={t(apart ? 'unmergeTitle' : 'mergeTitle')}
      submit={t(apart ? 'unmergeDo' : 'mergeDo')}
      cancel={t('cancel')}
      busy={busy}
      error={error}
      onSubmit={submit}
      onCancel={onClose}
    >
      {!apart && (
        <Combobox
          size="small"
          label={t('into')}
          options={options}
          shouldAutocomplete
          selectedOptions={chosen}
          error={tried && chosen.length === 0 ? t('intoMissing') : undefined}
          onToggleSelected={(value, on) => setInto(on ? value : null)}
        />
      )}
      <WordsField
        ref={field}
        id={fieldId}
        label={t('reason')}
        hint={t('reasonHint')}
        value={reason}
        onChange={setReason}
        findings={asking.gate.verdict.marked.reason}
        messageId={asking.messageId}
        limit={NOTE_LIMIT}
        lines={2}
        required
        error={tried && reason.trim() === '' ? t('reasonMissing') : undefined}
        onTrimmed={onTrimmed}
      />
      {asking.message}
    </PanelForm>
  );
}
