import { Button } from '@navikt/ds-react/Button';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useShallow } from 'zustand/react/shallow';
import { NOTE_LIMIT, TEXT_LIMIT } from '../../../shared/domain/text.ts';
import { gateMessages } from '../../../shared/i18n/gate.ts';
import { logMessages } from '../../../shared/i18n/log.ts';
import { useDraftState } from '../../state/draft.ts';
import { useLanguage, useTranslate } from '../../state/i18n.ts';
import { say } from '../../state/notices.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { excerpt } from '../../ui/excerpt.ts';
import { Keys } from '../../ui/keys.tsx';
import { Said } from '../../ui/said.tsx';
import { TagFields } from '../../ui/tag-fields.tsx';
import { withTag } from '../../ui/tag-options.ts';
import { useHotkeys } from '../../ui/use-hotkeys.ts';
import { GateMessage } from '../gate/gate-message.tsx';
import { keepAsked } from '../gate/judge.ts';
import { useGate, useTrimmedSaid } from '../gate/use-gate.ts';
import { WordsField } from '../gate/words-field.tsx';
import { acceptAll, type Chip, chipsOf } from './chips.ts';
import { ElsewhereHint } from './elsewhere-hint.tsx';
import { setCaret, setLogTags, setWords, useLogStore } from './log-store.ts';
import { saveLog } from './save.ts';
import { TagBox } from './tag-box.tsx';
import { useSuggestions } from './use-suggestions.ts';

const MESSAGE_ID = 'log-message';
const FIELDS_ID = 'log-fields';

/** The field, its tags and the one button. Every way on is a key away. */
export function LogForm() {
  const t = useTranslate(logMessages);
  const tGate = useTranslate(gateMessages);
  const language = useLanguage();
  const { text, workaround, tags, kept, asked, fieldsOpen, loadError } = useLogStore(
    useShallow(({ text, workaround, tags, kept, asked, fieldsOpen, loadError }) => ({
      text,
      workaround,
      tags,
      kept,
      asked,
      fieldsOpen,
      loadError,
    })),
  );
  const draft = useDraftState(({ holder, state }) => (holder === 'log' ? state : null));
  const textField = useRef<HTMLTextAreaElement>(null);
  const workaroundField = useRef<HTMLTextAreaElement>(null);
  const fields = useRef<HTMLDivElement>(null);
  const [error, setError] = useState<unknown>(null);
  const [stopped, setStopped] = useState({ times: 0, words: '' });
  const [told, setTold] = useState('');
  const onTrimmed = useTrimmedSaid();

  const gate = useGate({ text, workaround: workaround ?? '' }, kept, {
    text: textField,
    workaround: workaroundField,
  });
  const suggestions = useSuggestions(text);
  const chips = useMemo(() => chipsOf(tags, suggestions, language), [tags, suggestions, language]);
  const offered = chips.filter(({ chosen }) => !chosen).map(({ label }) => label);

  useLayoutEffect(() => {
    const field = textField.current;
    field?.focus();
    field?.setSelectionRange(field.value.length, field.value.length);
  }, []);

  const write = (name: 'text' | 'workaround') => (words: string, caret: number) => {
    setWords(name, words, caret);
    setError(null);
    if (stopped.words !== '') setStopped(({ times }) => ({ times, words: '' }));
  };
  const stop = (words: string) => setStopped(({ times }) => ({ times: times + 1, words }));

  const save = async () => {
    setError(null);
    try {
      const verdict = await gate.settle();
      const outcome = await saveLog(verdict);
      if (outcome.kind === 'empty') stop(t('empty'));
      if (outcome.kind === 'blocked') stop(`${tGate('blockedSave')} ${gate.told(verdict)}`);
      if (outcome.kind === 'asked') stop(`${gate.told(verdict)} ${tGate('askedSave')}`);
      if (outcome.kind !== 'saved') return;
      gate.remember(verdict);
      stop('');
      setTold('');
      say(t('saved', { text: excerpt(outcome.entry.text) }));
    } catch (fault) {
      setError(fault);
    } finally {
      textField.current?.focus();
    }
  };
  const acceptSuggestions = () => {
    if (offered.length === 0) return;
    setLogTags(acceptAll(tags, chips));
    setTold(t('accepted', { tags: offered.join(', ') }));
  };
  const press = ({ field, value, chosen }: Chip) =>
    setLogTags(withTag(tags, field, chosen ? null : value));
  const toggleFields = (open: boolean) => {
    flushSync(() => useLogStore.setState({ fieldsOpen: open }));
    const next = open ? fields.current?.querySelector('input') : textField.current;
    next?.focus();
  };
  const openWorkaround = () => {
    flushSync(() => setWords('workaround', '', 0));
    workaroundField.current?.focus();
  };
  const closeWorkaround = () => {
    const lost = workaround ?? '';
    useLogStore.setState({ workaround: null });
    textField.current?.focus();
    if (lost.trim() !== '')
      say(t('workaroundRemoved'), async () => setWords('workaround', lost, lost.length));
  };
  const keep = () => {
    gate.remember(gate.verdict);
    useLogStore.setState({ kept: keepAsked(kept, gate.verdict), asked: false });
    textField.current?.focus();
  };

  useHotkeys({
    'ctrl+enter': () => void save(),
    'alt+enter': gate.words === null ? acceptSuggestions : gate.replaceAll,
    escape: fieldsOpen ? () => toggleFields(false) : undefined,
  });

  const blocked = gate.verdict.blocked.length > 0;
  const blank = text.trim() === '' && (workaround ?? '').trim() === '';
  const status = statusOf();
  function statusOf(): string {
    if (blank) return stopped.words === t('empty') ? t('empty') : '';
    if (blocked || draft?.kind === 'failed' || (asked && stopped.words !== ''))
      return t('notSaved');
    return draft?.kind === 'saved' ? t('draftSaved') : '';
  }

  return (
    <>
      <WordsField
        ref={textField}
        id="log-text"
        heading
        label={t('label')}
        hint={t('hint')}
        value={text}
        onChange={write('text')}
        onCaret={(caret) => setCaret('text', caret)}
        findings={gate.verdict.marked.text}
        messageId={MESSAGE_ID}
        limit={TEXT_LIMIT}
        lines={5}
        required
        onTrimmed={onTrimmed}
      />
      {workaround !== null && (
        <div className="log__workaround">
          <WordsField
            ref={workaroundField}
            id="log-workaround"
            label={t('workaround')}
            hint={t('workaroundHint')}
            action={
              <Button size="xsmall" variant="tertiary" onClick={closeWorkaround}>
                {t('removeWorkaround')}
              </Button>
            }
            value={workaround}
            onChange={write('workaround')}
            onCaret={(caret) => setCaret('workaround', caret)}
            findings={gate.verdict.marked.workaround}
            messageId={MESSAGE_ID}
            limit={NOTE_LIMIT}
            lines={2}
            onTrimmed={onTrimmed}
          />
        </div>
      )}
      <ElsewhereHint onDone={() => textField.current?.focus()} />
      <div className="tag-box">
        {gate.words === null ? (
          <TagBox
            chips={chips}
            fieldsId={FIELDS_ID}
            fieldsOpen={fieldsOpen}
            onToggleFields={() => toggleFields(!fieldsOpen)}
            onAcceptAll={acceptSuggestions}
            onPress={press}
          />
        ) : (
          <GateMessage
            id={MESSAGE_ID}
            words={gate.words}
            asked={asked}
            onReplace={gate.replaceAll}
            onKeep={keep}
          />
        )}
      </div>
      {fieldsOpen && (
        <div className="log__fields" id={FIELDS_ID} ref={fields}>
          <TagFields value={tags} onChange={setLogTags} language={language} />
        </div>
      )}
      <div className="log__actions">
        <Button aria-keyshortcuts="Control+Enter" onClick={() => void save()}>
          {t('save')}
          <Keys keys={['Ctrl', 'Enter']} />
        </Button>
        {workaround === null && (
          <Button variant="tertiary" onClick={openWorkaround}>
            {t('addWorkaround')}
          </Button>
        )}
        <span className="quiet log__status" data-stopped={stopped.words !== ''}>
          {status}
        </span>
      </div>
      <ErrorNote error={error ?? loadError ?? (draft?.kind === 'failed' ? draft.error : null)} />
      <Said text={gate.words === null ? '' : `${gate.words.text} ${tGate('keys')}`} delayMs={800} />
      <Said
        text={
          told !== '' || offered.length === 0 ? told : t('suggested', { tags: offered.join(', ') })
        }
        delayMs={told === '' ? 1200 : 0}
      />
      <Said key={stopped.times} text={stopped.words} urgent />
    </>
  );
}
