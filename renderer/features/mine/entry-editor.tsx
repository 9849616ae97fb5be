import { Button } from '@navikt/ds-react/Button';
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { NOTE_LIMIT, TEXT_LIMIT } from '../../../shared/domain/text.ts';
import { gateMessages } from '../../../shared/i18n/gate.ts';
import { mineMessages } from '../../../shared/i18n/mine.ts';
import type { Entry } from '../../../shared/view/entry.ts';
import { draftSlot, useDraftState } from '../../state/draft.ts';
import { useErrorText, useLanguage, useTranslate } from '../../state/i18n.ts';
import { say } from '../../state/notices.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { excerpt } from '../../ui/excerpt.ts';
import { Keys } from '../../ui/keys.tsx';
import { Said } from '../../ui/said.tsx';
import { TagFields } from '../../ui/tag-fields.tsx';
import { TagRow } from '../../ui/tag-row.tsx';
import { useHotkeys } from '../../ui/use-hotkeys.ts';
import { GateMessage } from '../gate/gate-message.tsx';
import { keepAsked } from '../gate/judge.ts';
import { useGate, useTrimmedSaid } from '../gate/use-gate.ts';
import { WordsField } from '../gate/words-field.tsx';
import {
  changeEdit,
  draftOfEdit,
  dropEdit,
  type EditField,
  editOf,
  isChanged,
  openRow,
  useMineStore,
} from './edit-store.ts';
import { reviseEntry } from './revise.ts';
import { useStopped } from './use-stopped.ts';

const MESSAGE_ID = 'edit-message';

/** The entry's words, to be answered for or worded anew, under the supervisor's question. */
export function EntryEditor({ entry }: { readonly entry: Entry }) {
  const t = useTranslate(mineMessages);
  const tGate = useTranslate(gateMessages);
  const fault = useErrorText();
  const language = useLanguage();
  const begun = useMineStore(({ edits }) => edits[entry.id]);
  const edit = begun ?? editOf(entry);
  const { answer, text, workaround, tags, kept, asked } = edit;
  const question = entry.state === 'question' ? entry.note : null;
  const owner = `entry:${entry.id}` as const;
  const keptOnDisk = useDraftState(
    ({ holder, state }) => holder === owner && state.kind === 'saved',
  );
  const fields = {
    answer: useRef<HTMLTextAreaElement>(null),
    text: useRef<HTMLTextAreaElement>(null),
    workaround: useRef<HTMLTextAreaElement>(null),
  } satisfies Record<EditField, RefObject<HTMLTextAreaElement | null>>;
  const tagPlace = useRef<HTMLDivElement>(null);
  const [tagsOpen, setTagsOpen] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [stopped, setStopped] = useState({ times: 0, words: '' });
  const onTrimmed = useTrimmedSaid();
  const gate = useGate(
    { answer, text, workaround: workaround ?? '' },
    kept,
    fields,
    useStopped(entry),
  );
  const changed = begun !== undefined && isChanged(entry, begun);

  useLayoutEffect(() => {
    const field = fields.answer.current ?? fields.text.current;
    field?.focus();
    field?.setSelectionRange(field.value.length, field.value.length);
  }, [fields.answer, fields.text]);
  useEffect(() => {
    if (begun !== undefined) draftSlot.keep(owner, changed ? draftOfEdit(entry.id, begun) : null);
  }, [begun, changed, entry.id, owner]);

  const write = (name: EditField) => (words: string, caret: number) => {
    changeEdit(entry, { [name]: words, carets: { ...edit.carets, [name]: caret }, asked: false });
    setError(null);
    if (stopped.words !== '') setStopped(({ times }) => ({ times, words: '' }));
  };
  const stop = (words: string) => setStopped(({ times }) => ({ times: times + 1, words }));
  const close = () => {
    openRow(entry.id);
    backToRow(entry.id);
  };
  const cancel = () => {
    draftSlot.keep(owner, null);
    dropEdit(entry.id);
    close();
    if (changed)
      say(t('dropped'), async () => {
        changeEdit(entry, begun);
        openRow(entry.id, true);
      });
  };
  const save = async () => {
    setError(null);
    try {
      const verdict = await gate.settle();
      const outcome = await reviseEntry(entry, edit, verdict);
      switch (outcome.kind) {
        case 'unchanged':
          return cancel();
        case 'answerEmpty':
          return stop(t('answerEmpty'));
        case 'textEmpty':
          return stop(t('textEmpty'));
        case 'blocked':
          return stop(`${tGate('blockedSave')} ${gate.told(verdict)}`);
        case 'asked':
          return stop(`${gate.told(verdict)} ${tGate('askedSave')}`);
        case 'saved':
          gate.remember(verdict);
          close();
          say(
            answer.trim() === ''
              ? t('saved', { text: excerpt(outcome.entry.text) })
              : t('answered'),
          );
      }
    } catch (reason) {
      setError(reason);
    }
  };
  const keep = () => {
    gate.remember(gate.verdict);
    changeEdit(entry, { kept: keepAsked(kept, gate.verdict), asked: false });
    fields.text.current?.focus();
  };
  const openWorkaround = () => {
    flushSync(() => changeEdit(entry, { workaround: '' }));
    fields.workaround.current?.focus();
  };
  const openTags = () => {
    flushSync(() => setTagsOpen(true));
    tagPlace.current?.querySelector('input')?.focus();
  };

  useHotkeys({
    'ctrl+enter': () => void save(),
    'alt+enter': gate.words === null ? undefined : gate.replaceAll,
    escape: cancel,
  });

  const field = (name: EditField) => ({
    ref: fields[name],
    id: `edit-${name}`,
    onChange: write(name),
    onCaret: (caret: number) => {
      if (begun !== undefined && begun.carets[name] !== caret)
        changeEdit(entry, { carets: { ...begun.carets, [name]: caret } });
    },
    findings: gate.verdict.marked[name],
    messageId: MESSAGE_ID,
    onTrimmed,
  });
  const blocked = gate.verdict.blocked.length > 0;
  const held = gate.words !== null && stopped.words !== '';
  const status = changed
    ? blocked || held
      ? t('notSaved')
      : keptOnDisk
        ? t('draftKept')
        : ''
    : '';

  return (
    <div className="entry-editor">
      {question !== null && (
        <>
          <p className="entry-editor__question">
            <span className="quiet">{t('asked')}</span> {t('quoted', { text: question })}
          </p>
          <WordsField
            {...field('answer')}
            label={t('answerLabel')}
            value={answer}
            limit={NOTE_LIMIT}
            lines={2}
          />
        </>
      )}
      {entry.state === 'set_aside' && (
        <p className="entry-editor__question">{fault(entry.setAside?.code)}</p>
      )}
      <WordsField
        {...field('text')}
        label={t('textLabel')}
        value={text}
        limit={TEXT_LIMIT}
        lines={4}
        required
      />
      {workaround !== null && (
        <WordsField
          {...field('workaround')}
          label={t('workaround')}
          value={workaround}
          limit={NOTE_LIMIT}
          lines={2}
          action={
            <Button
              size="xsmall"
              variant="tertiary"
              onClick={() => changeEdit(entry, { workaround: null })}
            >
              {t('removeWorkaround')}
            </Button>
          }
        />
      )}
      <div ref={tagPlace} className="entry-editor__place">
        {gate.words !== null ? (
          <GateMessage
            id={MESSAGE_ID}
            words={gate.words}
            asked={asked}
            onReplace={gate.replaceAll}
            onKeep={keep}
          />
        ) : tagsOpen ? (
          <TagFields
            value={tags}
            onChange={(next) => changeEdit(entry, { tags: next })}
            language={language}
          />
        ) : (
          <div className="entry-editor__tags">
            <TagRow tags={tags} />
            <Button size="xsmall" variant="tertiary" onClick={openTags}>
              {t('changeTags')}
            </Button>
            {workaround === null && (
              <Button size="xsmall" variant="tertiary" onClick={openWorkaround}>
                {t('addWorkaround')}
              </Button>
            )}
          </div>
        )}
      </div>
      <div className="entry-editor__buttons">
        <Button size="small" aria-keyshortcuts="Control+Enter" onClick={() => void save()}>
          {question === null ? t('save') : t('sendAnswer')}
          <Keys keys={['Ctrl', 'Enter']} />
        </Button>
        <Button size="small" variant="tertiary" aria-keyshortcuts="Escape" onClick={cancel}>
          {t('cancel')}
          <Keys keys={['Esc']} />
        </Button>
        <span className="quiet small entry-editor__status" data-stopped={stopped.words !== ''}>
          {held || stopped.words === '' ? status : stopped.words}
        </span>
      </div>
      <ErrorNote error={error} />
      <Said text={gate.words === null ? '' : `${gate.words.text} ${tGate('keys')}`} delayMs={800} />
      <Said key={stopped.times} text={stopped.words} urgent />
    </div>
  );
}

/** After the editor has closed, focus is on the row it belonged to. */
function backToRow(entryId: string): void {
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>(`[data-entry="${entryId}"] .mine-row__toggle`)?.focus(),
  );
}
