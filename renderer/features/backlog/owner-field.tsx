import { UNSAFE_Combobox as Combobox } from '@navikt/ds-react/Combobox';
import { type Ref, useRef, useState } from 'react';
import { suggestOwners } from '../../../shared/domain/taxonomy/owners.ts';
import { themeMessages } from '../../../shared/i18n/theme.ts';
import { useTranslate } from '../../state/i18n.ts';

/**
 * Who answers for a theme: a suggestion, those for its tema first, or any name. What stands in the field is what counts, also
 * where it was written and never chosen: read it with `ownerIn`.
 */
export function OwnerField({
  tema,
  owner,
  error,
  ref,
}: {
  readonly tema: string;
  readonly owner: string | null;
  readonly error: string | undefined;
  readonly ref: Ref<HTMLInputElement>;
}) {
  const t = useTranslate(themeMessages);
  const [text, setText] = useState(owner ?? '');
  // The field empties itself when one goes on to the next, and after a choice; what was written is to stay all the same.
  const emptiesItself = useRef(false);
  const write = (next: string) => {
    if (next !== '' || !emptiesItself.current) setText(next);
    emptiesItself.current = false;
  };
  return (
    <Combobox
      ref={ref}
      size="small"
      label={t('ownerAnswers')}
      description={t('ownerHint')}
      options={[...suggestOwners(tema)]}
      value={text}
      onChange={write}
      onClear={() => {
        emptiesItself.current = true;
      }}
      selectedOptions={[]}
      error={error}
      onToggleSelected={(value) => setText(value)}
    />
  );
}

/** What the field holds, or null where it is empty. */
export function ownerIn(field: HTMLInputElement | null): string | null {
  const text = field?.value.trim() ?? '';
  return text === '' ? null : text;
}
