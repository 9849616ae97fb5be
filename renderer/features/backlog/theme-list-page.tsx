import { shellMessages } from '../../../shared/i18n/shell.ts';
import { useTranslate } from '../../state/i18n.ts';
import { themePath } from '../../state/route.ts';
import { useCall } from '../../state/use-call.ts';
import { PageHeading } from '../../ui/page-heading.tsx';
import { RouteLink } from '../../ui/route-link.tsx';
import { Row, RowList } from '../../ui/row-list.tsx';

/** The themes. */
export function ThemeListPage() {
  const t = useTranslate(shellMessages);
  const { data } = useCall('theme.list', {}, ['themes']);
  return (
    <div className="page">
      <PageHeading>{t('themes')}</PageHeading>
      <RowList>
        {data?.themes.map(({ id, name }) => (
          <Row key={id}>
            <RouteLink to={themePath(id)}>{name}</RouteLink>
          </Row>
        ))}
      </RowList>
    </div>
  );
}
