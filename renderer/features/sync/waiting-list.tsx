import { isOperationKind } from '../../../shared/domain/operation.ts';
import { operationMessages, syncMessages } from '../../../shared/i18n/sync.ts';
import type { SyncItem } from '../../../shared/view/sync.ts';
import { useErrorText, useTranslate } from '../../state/i18n.ts';
import { SectionHeading } from '../../ui/page-heading.tsx';
import { Row, RowList } from '../../ui/row-list.tsx';
import { Time } from '../../ui/time.tsx';

/** What is on its way, oldest first. */
export function WaitingList({
  items,
  count,
}: {
  readonly items: readonly SyncItem[];
  readonly count: number;
}) {
  const t = useTranslate(syncMessages);
  const kindWord = useTranslate(operationMessages);
  const words = useErrorText();
  if (items.length === 0) return null;
  return (
    <>
      <SectionHeading>{t('waiting')}</SectionHeading>
      <RowList label={t('waiting')}>
        {items.map(({ operationId, kind, text, madeAt, heldBy }) => (
          <Row key={operationId} className="sync__row">
            <Time at={madeAt} />
            <span className="quiet">{kindWord(isOperationKind(kind) ? kind : 'other')}</span>
            <span className="sync__text">
              {text}
              {heldBy !== null && <span className="quiet sync__held">{words(heldBy)}</span>}
            </span>
          </Row>
        ))}
      </RowList>
      {count > items.length && (
        <p className="quiet small">{t('more', { count: count - items.length })}</p>
      )}
    </>
  );
}
