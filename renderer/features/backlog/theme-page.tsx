import { useCall } from '../../state/use-call.ts';
import { PageHeading } from '../../ui/page-heading.tsx';
import { Row, RowList } from '../../ui/row-list.tsx';

/** One theme and what was heard of it. */
export function ThemePage({ themeId }: { readonly themeId: string }) {
  const { data } = useCall('theme.get', { themeId }, ['themes']);
  return (
    <div className="page">
      <PageHeading>{data?.theme.name}</PageHeading>
      <RowList>
        {data?.insights.map(({ id, text }) => (
          <Row key={id}>{text}</Row>
        ))}
      </RowList>
    </div>
  );
}
