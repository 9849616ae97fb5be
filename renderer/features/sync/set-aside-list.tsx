import { Button } from '@navikt/ds-react/Button';
import { useEffect, useRef } from 'react';
import { isOperationKind } from '../../../shared/domain/operation.ts';
import { operationMessages, syncMessages } from '../../../shared/i18n/sync.ts';
import type { SyncItem } from '../../../shared/view/sync.ts';
import { call } from '../../bridge.ts';
import { useErrorText, useTranslate } from '../../state/i18n.ts';
import { doLater, takeBack, useLater } from '../../state/later.ts';
import { say } from '../../state/notices.ts';
import { openEntry } from '../../state/open-entry.ts';
import { excerpt } from '../../ui/excerpt.ts';
import { SectionHeading } from '../../ui/page-heading.tsx';
import { Row, RowList } from '../../ui/row-list.tsx';
import { Time } from '../../ui/time.tsx';
import { type Cure, curesOf } from './cures.ts';

/** What the service could not take as it stands: why, and every way out of it. */
export function SetAsideList({
  items,
  count,
  onDone,
}: {
  readonly items: readonly SyncItem[];
  readonly count: number;
  readonly onDone: () => void;
}) {
  const t = useTranslate(syncMessages);
  if (items.length === 0) return null;
  return (
    <>
      <SectionHeading>{t('aside')}</SectionHeading>
      <p className="quiet small sync__hint">{t('asideHint')}</p>
      <RowList label={t('aside')}>
        {items.map((item) => (
          <SetAsideRow key={item.operationId} item={item} onDone={onDone} />
        ))}
      </RowList>
      {count > items.length && (
        <p className="quiet small">{t('more', { count: count - items.length })}</p>
      )}
    </>
  );
}

function SetAsideRow({ item, onDone }: { readonly item: SyncItem; readonly onDone: () => void }) {
  const t = useTranslate(syncMessages);
  const kindWord = useTranslate(operationMessages);
  const words = useErrorText();
  const { operationId, kind, entityId, text, madeAt, setAside } = item;
  const going = useLater(({ keys }) => keys.has(operationId));
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (going) back.current?.focus();
  }, [going]);

  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      say(words(error));
    }
    onDone();
  };
  const take = (cure: Cure) => {
    switch (cure) {
      case 'edit':
        return openEntry(entityId);
      case 'retry':
        return void attempt(async () => {
          await call('sync.retry', { operationId });
          say(t('retried', { text: excerpt(text) }));
        });
      case 'withdraw':
        return doLater(operationId, () =>
          attempt(() => call('observation.withdraw', { observationId: entityId })),
        );
      case 'giveUp':
        return doLater(operationId, () => attempt(() => call('sync.dismiss', { operationId })));
    }
  };

  return (
    <Row className="sync__row sync__row--aside">
      <Time at={madeAt} />
      <div className="sync__aside">
        <p className="sync__text">
          {kind !== 'observation.log' && (
            <span className="quiet">{kindWord(isOperationKind(kind) ? kind : 'other')}: </span>
          )}
          {text}
        </p>
        <p className="quiet">{words(setAside?.code)}</p>
        <div className="sync__cures">
          {going ? (
            <>
              <span className="quiet">{t('gone')}</span>
              <Button
                ref={back}
                size="xsmall"
                variant="secondary"
                onClick={() => takeBack(operationId)}
              >
                {t('undo')}
              </Button>
            </>
          ) : (
            curesOf(item).map((cure, place) => (
              <Button
                key={cure}
                size="xsmall"
                variant={place === 0 ? 'secondary' : 'tertiary'}
                aria-label={t('forItem', { cure: t(cure), text: excerpt(text) })}
                onClick={() => take(cure)}
              >
                {t(cure)}
              </Button>
            ))
          )}
        </div>
      </div>
    </Row>
  );
}
