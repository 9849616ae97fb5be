import { type ReactNode, useRef, useState } from 'react';
import { gateMessages } from '../../../shared/i18n/gate.ts';
import type { FindingKind } from '../../../shared/privacy/finding.ts';
import { useTranslate } from '../../state/i18n.ts';
import { Said } from '../../ui/said.tsx';
import { useHotkeys } from '../../ui/use-hotkeys.ts';
import { GateMessage } from './gate-message.tsx';
import { judge, type Kept, keepAsked, keptKinds, type Verdict } from './judge.ts';
import { type Fields, type Gate, useGate } from './use-gate.ts';

/** The gate of a small form: what it marks, what it says, and whether the form may be sent. */
export interface Asking<F extends string> {
  readonly gate: Gate<F>;
  /** Of `message`, for the fields to be described by. */
  readonly messageId: string;
  /** To stand right under the fields. */
  readonly message: ReactNode;
  /**
   * The kinds to send along, or null where the form is held back: something must go, or its author is asked and the next
   * time says yes.
   */
  pass(): Promise<FindingKind[] | null>;
}

const nothingKept: Kept = new Set();

/**
 * As on Log: marks, one key that replaces, and a question that is asked once. `before`: words that stand there already, which
 * were asked about when they were saved.
 */
export function useAsking<F extends string>(
  id: string,
  texts: Readonly<Record<F, string>>,
  fields: Fields<F>,
  before?: Readonly<Record<string, string>>,
): Asking<F> {
  const t = useTranslate(gateMessages);
  const [kept, setKept] = useState(() =>
    before === undefined ? nothingKept : keepAsked(nothingKept, judge(before, nothingKept)),
  );
  const gate = useGate(texts, kept, fields);
  const [stopped, setStopped] = useState({ times: 0, words: '' });
  const words = JSON.stringify(texts);
  const [askedOf, setAskedOf] = useState<string | null>(null);
  const asked = askedOf === words;
  const last = useRef({ words, asked });
  last.current = { words, asked };

  const stop = (said: string) => setStopped(({ times }) => ({ times: times + 1, words: said }));
  const focusOn = ([first]: Verdict<F>['asked']) => {
    if (first !== undefined) fields[first.field].current?.focus();
  };
  useHotkeys({ 'alt+enter': gate.words === null ? undefined : gate.replaceAll });

  const messageId = `${id}-gate`;
  return {
    gate,
    messageId,
    message: (
      <>
        {gate.words !== null && (
          <GateMessage
            id={messageId}
            words={gate.words}
            asked={asked}
            onReplace={gate.replaceAll}
            onKeep={() => {
              const { verdict } = gate;
              gate.remember(verdict);
              setKept(keepAsked(kept, verdict));
              focusOn(verdict.asked);
            }}
          />
        )}
        <Said text={gate.words === null ? '' : `${gate.words.text} ${t('keys')}`} delayMs={800} />
        <Said key={stopped.times} text={stopped.words} urgent />
      </>
    ),
    async pass() {
      const verdict = await gate.settle();
      if (verdict.blocked.length > 0) {
        stop(`${t('blockedSave')} ${gate.told(verdict)}`);
        focusOn(verdict.blocked);
        return null;
      }
      if (verdict.asked.length > 0 && !(last.current.asked && last.current.words === words)) {
        setAskedOf(words);
        stop(`${gate.told(verdict)} ${t('askedSave')}`);
        focusOn(verdict.asked);
        return null;
      }
      gate.remember(verdict);
      return keptKinds(verdict);
    },
  };
}
