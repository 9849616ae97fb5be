import { UNSAFE_Combobox as Combobox } from '@navikt/ds-react/Combobox';
import { useMemo } from 'react';
import type { Tags } from '../../shared/domain/tags.ts';
import { tagLabel } from '../../shared/domain/taxonomy/labels.ts';
import { tagMessages } from '../../shared/i18n/tags.ts';
import type { Language } from '../../shared/view/session.ts';
import { useTranslate } from '../state/i18n.ts';
import { type TagField, tagFields, tagOptions, withTag } from './tag-options.ts';
import './tags.css';

export interface TagFieldsProps {
  readonly value: Tags;
  readonly onChange: (tags: Tags) => void;
  readonly language: Language;
  /** Says at the tema field that it must be chosen. */
  readonly required?: boolean;
  /** What is wrong with the tema, shown and read at its field. */
  readonly temaError?: string | undefined;
}

/** Every tag as a field one can type in. A tema outside the taxonomy stands there, marked as unknown, until it is changed. */
export function TagFields({
  value,
  onChange,
  language,
  required = false,
  temaError,
}: TagFieldsProps) {
  return (
    <div className="tag-fields">
      {tagFields.map((field) => (
        <OneField
          key={field}
          field={field}
          tags={value}
          onChange={onChange}
          language={language}
          required={required && field === 'tema'}
          error={field === 'tema' ? temaError : undefined}
        />
      ))}
    </div>
  );
}

function OneField({
  field,
  tags,
  onChange,
  language,
  required,
  error,
}: {
  readonly field: TagField;
  readonly tags: Tags;
  readonly onChange: (tags: Tags) => void;
  readonly language: Language;
  readonly required: boolean;
  readonly error: string | undefined;
}) {
  const t = useTranslate(tagMessages);
  const options = useMemo(() => tagOptions(field, language), [field, language]);
  const value = tags[field];
  const selected = useMemo(
    () =>
      value === null ? [] : [{ value: String(value), label: tagLabel(field, value, language) }],
    [field, value, language],
  );
  return (
    <Combobox
      size="small"
      className={`tag-fields__${field}`}
      label={required ? t('temaRequired') : t(field)}
      options={options}
      selectedOptions={selected}
      // Typing the first letters and Enter chooses, without an arrow first.
      shouldAutocomplete
      aria-required={required || undefined}
      error={error}
      onToggleSelected={(option, chosen) => onChange(withTag(tags, field, chosen ? option : null))}
    />
  );
}
