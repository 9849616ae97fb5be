import { Tag } from '@navikt/ds-react/Tag';
import type { Tags } from '../../shared/domain/tags.ts';
import { useLanguage } from '../state/i18n.ts';
import { setTags } from './tag-options.ts';
import './tags.css';

/** The tags that are set, side by side. Nothing where none is. */
export function TagRow({ tags }: { readonly tags: Tags }) {
  const language = useLanguage();
  return (
    <ul className="tag-row">
      {setTags(tags, language).map(({ field, label }) => (
        <li key={field}>
          <Tag variant="moderate" size="small" data-color="neutral">
            {label}
          </Tag>
        </li>
      ))}
    </ul>
  );
}
