import { Button } from '@navikt/ds-react/Button';
import { useId } from 'react';
import { mineMessages } from '../../../shared/i18n/mine.ts';
import { themeStatusMessages } from '../../../shared/i18n/states.ts';
import type { Entry } from '../../../shared/view/entry.ts';
import type { SyncItem } from '../../../shared/view/sync.ts';
import { useErrorText, useLanguage, useTranslate } from '../../state/i18n.ts';
import { useLater } from '../../state/later.ts';
import { excerpt } from '../../ui/excerpt.ts';
import { formatDay } from '../../ui/format-time.ts';
import { StateTag } from '../../ui/state-tag.tsx';
import { Time } from '../../ui/time.tsx';
import { useWords } from '../../ui/use-words.ts';
import { openRow, useMineStore } from './edit-store.ts';
import { actionsOf } from './entry-actions.ts';
import { EntryEditor } from './entry-editor.tsx';
import { EntryReading } from './entry-reading.tsx';
import { fateWords } from './fate-words.ts';
import { goingKeyOf, withdrawKey } from './going.ts';
import { GoingNote } from './going-note.tsx';

/** An entry: when, the words, where it stands, what became of it, and what it needs. Opens in place. */
export function EntryRow({
  entry,
  item,
  offline,
}: {
  readonly entry: Entry;
  /** Its operation that was set aside. */
  readonly item: SyncItem | undefined;
  readonly offline: boolean;
}) {
  const t = useTranslate(mineMessages);
  const fate = useFateWords(entry, offline);
  const open = useMineStore(({ openId }) => openId === entry.id);
  const editing = useMineStore(({ openId, editing }) => openId === entry.id && editing);
  const begun = useMineStore(({ edits }) => edits[entry.id] !== undefined);
  const going = useLater(({ keys }) => goingKeyOf(keys, entry.id));
  const words = useWords();
  const panelId = useId();
  const actions = actionsOf(entry, item);
  const editable = actions.includes('edit');
  const needed =
    entry.state === 'question' ? 'answer' : entry.state === 'set_aside' ? 'mend' : null;
  const edit = begun ? 'continue' : needed;
  const main = going !== null || editing ? null : editable ? edit : needed === null ? null : 'show';

  return (
    <div className="mine-row" data-open={open} data-entry={entry.id}>
      <div className="mine-row__line">
        <Time at={entry.heardAt} />
        <button
          type="button"
          className="mine-row__toggle"
          aria-expanded={open}
          aria-controls={open ? panelId : undefined}
          onClick={() => openRow(open ? null : entry.id)}
        >
          <span className={entry.text === '' ? 'mine-row__text quiet' : 'mine-row__text'}>
            {words(entry.text)}
          </span>
        </button>
        <StateTag state={entry.state} />
        <span className="mine-row__fate quiet">{begun && !editing ? t('fate_begun') : fate}</span>
        <span className="mine-row__action">
          {main !== null && (
            <Button
              size="small"
              variant="secondary"
              aria-label={t('namedAction', { action: t(main), text: excerpt(words(entry.text)) })}
              onClick={() => openRow(entry.id, editable)}
            >
              {t(main)}
            </Button>
          )}
        </span>
      </div>
      {going !== null ? (
        <GoingNote
          laterKey={going}
          words={t(going === withdrawKey(entry.id) ? 'going' : 'goingUp')}
        />
      ) : (
        open && (
          <div className="mine-row__panel" id={panelId}>
            {editing && editable ? (
              <EntryEditor key={entry.id} entry={entry} />
            ) : (
              <EntryReading entry={entry} item={item} actions={actions} />
            )}
          </div>
        )
      )}
    </div>
  );
}

function useFateWords(entry: Entry, offline: boolean): string {
  const t = useTranslate(mineMessages);
  const status = useTranslate(themeStatusMessages);
  const fault = useErrorText();
  const language = useLanguage();
  const now = Date.now();
  return fateWords(entry, {
    t,
    status,
    fault,
    offline,
    day: (date) => formatDay(date, { language, now }),
    today: localDate(new Date(now)),
  });
}

/** The machine's own date, as a calendar date. */
function localDate(moment: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}
