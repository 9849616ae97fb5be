import type { Tags } from '../../../shared/domain/tags.ts';
import { tagLabel } from '../../../shared/domain/taxonomy/labels.ts';
import type { TagSuggestion } from '../../../shared/text/suggest-tags.ts';
import type { Language } from '../../../shared/view/session.ts';
import { type SetTag, tagFields, withTag } from '../../ui/tag-options.ts';

/** A tag on the row: chosen, or suggested by the text. */
export interface Chip extends SetTag {
  readonly chosen: boolean;
}

/** One chip a field at most, in the fields' order: what is chosen, else what the text suggests. */
export function chipsOf(
  tags: Tags,
  suggestions: readonly TagSuggestion[],
  language: Language,
): Chip[] {
  return tagFields.flatMap((field) => {
    const chosen = tags[field];
    const value = chosen ?? suggestions.find((one) => one.field === field)?.value ?? null;
    if (value === null) return [];
    const label = tagLabel(field, value, language);
    return [{ field, value: String(value), label, chosen: chosen !== null }];
  });
}

/** The tags with every suggestion taken that no choice stands in the way of. */
export function acceptAll(tags: Tags, chips: readonly Chip[]): Tags {
  return chips.reduce(
    (accepted, { field, value, chosen }) => (chosen ? accepted : withTag(accepted, field, value)),
    tags,
  );
}
