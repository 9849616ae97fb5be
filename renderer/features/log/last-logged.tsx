import { logMessages } from '../../../shared/i18n/log.ts';
import type { Entry } from '../../../shared/view/entry.ts';
import { useTranslate } from '../../state/i18n.ts';
import { paths } from '../../state/route.ts';
import { SectionHeading } from '../../ui/page-heading.tsx';
import { RouteLink } from '../../ui/route-link.tsx';
import { Row, RowList } from '../../ui/row-list.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { Time } from '../../ui/time.tsx';
import { useWords } from '../../ui/use-words.ts';

/** One's latest entries and where each stands; before the first, what becomes of them. */
export function LastLogged({ entries }: { readonly entries: readonly Entry[] }) {
  const t = useTranslate(logMessages);
  const words = useWords();
  if (entries.length === 0)
    return (
      <>
        <SectionHeading>{t('firstTitle')}</SectionHeading>
        <RowList>
          <Row>{t('first1')}</Row>
          <Row>{t('first2')}</Row>
          <Row>{t('first3')}</Row>
        </RowList>
      </>
    );
  return (
    <>
      <SectionHeading
        action={
          <RouteLink to={paths.mine} className="aksel-link small">
            {t('all')}
          </RouteLink>
        }
      >
        {t('lastLogged')}
      </SectionHeading>
      <RowList label={t('lastLogged')}>
        {entries.map(({ id, heardAt, text, state }) => (
          <Row key={id} className="last-logged">
            <Time at={heardAt} />
            <span className="last-logged__text">{words(text)}</span>
            <StateTag state={state} />
          </Row>
        ))}
      </RowList>
    </>
  );
}
