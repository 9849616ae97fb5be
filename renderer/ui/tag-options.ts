import {
  channels,
  journeySteps,
  painTypes,
  severities,
  type Tags,
} from '../../shared/domain/tags.ts';
import { tagLabel, temaOptions } from '../../shared/domain/taxonomy/labels.ts';
import type { Language } from '../../shared/view/session.ts';

export type TagField = keyof Tags;

/** The order the fields stand in, everywhere. */
export const tagFields = [
  'tema',
  'step',
  'pain',
  'severity',
  'channel',
] as const satisfies readonly TagField[];

export interface TagOption {
  readonly value: string;
  readonly label: string;
}

const closed = { step: journeySteps, pain: painTypes, channel: channels, severity: severities };

/** What a field offers in a language; tema with the daily codes first. */
export function tagOptions(field: TagField, language: Language): TagOption[] {
  if (field === 'tema')
    return temaOptions(language).map(({ code, label }) => ({ value: code, label }));
  return closed[field].map((value) => ({
    value: String(value),
    label: tagLabel(field, value, language),
  }));
}

/** `tags` with one field set to an option's value, or emptied. A value the field does not offer changes nothing. */
export function withTag(tags: Tags, field: TagField, value: string | null): Tags {
  if (value === null) return { ...tags, [field]: null };
  if (field === 'tema') return { ...tags, tema: value };
  const offered = closed[field].find((one) => String(one) === value);
  return offered === undefined ? tags : { ...tags, [field]: offered };
}

export interface SetTag {
  readonly field: TagField;
  readonly value: string;
  readonly label: string;
}

/** The tags that are set, in order, with what a person reads for them. */
export function setTags(tags: Tags, language: Language): SetTag[] {
  return tagFields.flatMap((field) => {
    const value = tags[field];
    return value === null
      ? []
      : [{ field, value: String(value), label: tagLabel(field, value, language) }];
  });
}
