import { Button } from '@navikt/ds-react/Button';
import { useEffect, useRef } from 'react';
import type { Tags } from '../../../shared/domain/tags.ts';
import { reviewMessages } from '../../../shared/i18n/review.ts';
import { useLanguage, useTranslate } from '../../state/i18n.ts';
import { Keys } from '../../ui/keys.tsx';
import { TagFields } from '../../ui/tag-fields.tsx';

/** The fields that stand where the tags stood. The first one has the focus. */
export function RetagFields({
  tags,
  temaMissing,
  onChange,
  onSave,
  onCancel,
}: {
  readonly tags: Tags;
  readonly temaMissing: boolean;
  readonly onChange: (tags: Tags) => void;
  readonly onSave: () => void;
  readonly onCancel: () => void;
}) {
  const t = useTranslate(reviewMessages);
  const language = useLanguage();
  const place = useRef<HTMLFieldSetElement>(null);
  useEffect(() => place.current?.querySelector<HTMLElement>('input')?.focus(), []);
  return (
    <fieldset
      ref={place}
      className="retag-fields"
      aria-label={t('retagTitle')}
      // Before the fields see them: these two they would keep for themselves.
      onKeyDownCapture={(event) => {
        const saves = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
        // The first Escape closes a list that is open; the field takes that one itself.
        const leaves =
          event.key === 'Escape' && !place.current?.querySelector('[aria-expanded="true"]');
        if (!saves && !leaves) return;
        event.preventDefault();
        event.stopPropagation();
        if (saves) onSave();
        else onCancel();
      }}
    >
      <TagFields
        value={tags}
        onChange={onChange}
        language={language}
        required={temaMissing}
        temaError={temaMissing && tags.tema === null ? t('retagTemaMissing') : undefined}
      />
    </fieldset>
  );
}

/** Stands where the verbs stood while the tags are being changed. */
export function RetagVerbs({
  thenApprove,
  busy,
  onSave,
  onCancel,
}: {
  readonly thenApprove: boolean;
  readonly busy: boolean;
  readonly onSave: () => void;
  readonly onCancel: () => void;
}) {
  const t = useTranslate(reviewMessages);
  return (
    <div className="verbs">
      <Button size="small" loading={busy} aria-keyshortcuts="Control+Enter" onClick={onSave}>
        {t(thenApprove ? 'retagSaveApprove' : 'retagSave')}
        <Keys keys={['Ctrl', 'Enter']} />
      </Button>
      <Button size="small" variant="tertiary" aria-keyshortcuts="Escape" onClick={onCancel}>
        {t('cancel')}
        <Keys keys={['Esc']} />
      </Button>
    </div>
  );
}
