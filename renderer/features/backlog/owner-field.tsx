import { UNSAFE_Combobox as Combobox } from '@navikt/ds-react/Combobox';
import { type Ref, useRef } from 'react';
import { isSuggestedOwner, suggestOwners } from '../../../shared/domain/taxonomy/owners.ts';
import { themeMessages } from '../../../shared/i18n/theme.ts';
import { useTranslate } from '../../state/i18n.ts';

/**
 * Who answers for a theme: a suggestion, those for its tema first, or any name. What stands in the field is what counts, also
 * where it was written and never chosen.
 */
export function OwnerField({
  tema,
  error,
  text,
  onText: setText,
  ref,
}: {
  readonly tema: string;
  readonly error: string | undefined;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly ref: Ref<HTMLInputElement>;
}) {
  const t = useTranslate(themeMessages);
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

/** What was written, or null where that is nothing. */
export function ownerIn(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}

/** What the gate is to judge: one of the organisations that are offered is nobody's name. */
export function ownerToJudge(text: string): string {
  return isSuggestedOwner(ownerIn(text)) ? '' : text;
}
