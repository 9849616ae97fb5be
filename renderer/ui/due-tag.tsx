import { ClockDashedIcon } from '@navikt/aksel-icons';
import { Tag } from '@navikt/ds-react/Tag';
import type { Due } from '../../shared/domain/evidence.ts';
import { evidenceMessages } from '../../shared/i18n/evidence.ts';
import { useLanguage, useTranslate } from '../state/i18n.ts';
import { formatDay } from './format-time.ts';

/** What somebody is to do about a theme, and by when. */
export function DueTag({ due }: { readonly due: Due }) {
  const t = useTranslate(evidenceMessages);
  const language = useLanguage();
  const date = formatDay(due.date, { language, now: Date.now() });
  return (
    <Tag
      variant="moderate"
      size="small"
      className="due-tag"
      data-color={due.overdue ? 'danger' : 'neutral'}
      icon={<ClockDashedIcon aria-hidden />}
    >
      {t(`${due.overdue ? 'overdue' : 'due'}_${due.kind}`, { date })}
    </Tag>
  );
}
