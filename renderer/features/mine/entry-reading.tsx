import { Button } from '@navikt/ds-react/Button';
import { mineMessages } from '../../../shared/i18n/mine.ts';
import type { Entry } from '../../../shared/view/entry.ts';
import type { SyncItem } from '../../../shared/view/sync.ts';
import { call } from '../../bridge.ts';
import { useErrorText, useTranslate } from '../../state/i18n.ts';
import { doLater } from '../../state/later.ts';
import { say } from '../../state/notices.ts';
import { themePath } from '../../state/route.ts';
import { excerpt } from '../../ui/excerpt.ts';
import { RouteLink } from '../../ui/route-link.tsx';
import { TagRow } from '../../ui/tag-row.tsx';
import { useWords } from '../../ui/use-words.ts';
import type { Cure } from '../sync/cures.ts';
import { Beside } from './beside.tsx';
import { dropEdit, openRow } from './edit-store.ts';
import { giveUpKey, withdrawKey } from './going.ts';

const words = {
  edit: 'edit',
  retry: 'retry',
  withdraw: 'withdraw',
  giveUp: 'giveUp',
} as const satisfies Record<Cure, string>;

/** The rest of an entry, and what one can do with it. */
export function EntryReading({
  entry,
  item,
  actions,
}: {
  readonly entry: Entry;
  readonly item: SyncItem | undefined;
  readonly actions: readonly Cure[];
}) {
  const t = useTranslate(mineMessages);
  const said = useWords();
  const fault = useErrorText();
  const { id, text, workaround, tags, theme } = entry;
  const tagged = Object.values(tags).some((tag) => tag !== null);

  const attempt = async (work: () => Promise<unknown>, done: string | null) => {
    try {
      await work();
      if (done !== null) say(done);
    } catch (error) {
      say(fault(error));
    }
  };
  const withdraw = async () => {
    await call('observation.withdraw', { observationId: id });
    dropEdit(id);
  };
  const take = (action: Cure) => {
    const operationId = item?.operationId;
    switch (action) {
      case 'edit':
        return openRow(id, true);
      case 'withdraw':
        return doLater(withdrawKey(id), () =>
          attempt(withdraw, t('withdrawn', { text: excerpt(said(text)) })),
        );
      case 'retry':
        if (operationId !== undefined)
          void attempt(
            () => call('sync.retry', { operationId }),
            t('retried', { text: excerpt(said(text)) }),
          );
        return;
      case 'giveUp':
        if (operationId !== undefined)
          doLater(giveUpKey(id), () => attempt(() => call('sync.dismiss', { operationId }), null));
        return;
    }
  };

  return (
    <>
      {workaround !== null && (
        <p className="mine-row__workaround">
          <span className="quiet">{t('workaround')}: </span>
          {workaround}
        </p>
      )}
      {tagged ? <TagRow tags={tags} /> : <p className="quiet">{t('noTags')}</p>}
      {entry.beside > 0 && <Beside entry={entry} editable={actions.includes('edit')} />}
      <div className="mine-row__buttons">
        {theme !== null && (
          <RouteLink to={themePath(theme.id)} className="aksel-link">
            {t('toTheme')}
          </RouteLink>
        )}
        {actions.map((action, place) => (
          <Button
            key={action}
            size="small"
            variant={place === 0 && action !== 'withdraw' ? 'secondary' : 'tertiary'}
            onClick={() => take(action)}
          >
            {t(words[action])}
          </Button>
        ))}
        {actions.includes('withdraw') && <span className="quiet small">{t('withdrawHint')}</span>}
      </div>
    </>
  );
}
