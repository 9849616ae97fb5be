import { shellMessages } from '../../../shared/i18n/shell.ts';
import { useTranslate } from '../../state/i18n.ts';
import { useCall } from '../../state/use-call.ts';
import { PageHeading } from '../../ui/page-heading.tsx';
import { Row, RowList } from '../../ui/row-list.tsx';

/** Questions and replies. */
export function InboxPage() {
  const t = useTranslate(shellMessages);
  const { data } = useCall('inbox.list', {}, ['inbox']);
  const items = data === undefined ? [] : [...data.needsYou, ...data.happened];
  return (
    <div className="page page--reading">
      <PageHeading>{t('inbox')}</PageHeading>
      <RowList>
        {items.map(({ id, text }) => (
          <Row key={id}>{text}</Row>
        ))}
      </RowList>
    </div>
  );
}
