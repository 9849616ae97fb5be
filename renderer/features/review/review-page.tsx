import { shellMessages } from '../../../shared/i18n/shell.ts';
import { useTranslate } from '../../state/i18n.ts';
import { useCall } from '../../state/use-call.ts';
import { PageHeading } from '../../ui/page-heading.tsx';
import { Row, RowList } from '../../ui/row-list.tsx';

/** What waits for a decision. */
export function ReviewPage() {
  const t = useTranslate(shellMessages);
  const { data } = useCall('review.list', {}, ['reviews']);
  return (
    <div className="page">
      <PageHeading>{t('review')}</PageHeading>
      <RowList>
        {data?.items.map(({ observation }) => (
          <Row key={observation.id}>{observation.revisions.at(-1)?.text}</Row>
        ))}
      </RowList>
    </div>
  );
}
