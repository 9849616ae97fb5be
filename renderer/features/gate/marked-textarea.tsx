import {
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useMemo,
  useRef,
} from 'react';
import type { Finding } from '../../../shared/privacy/finding.ts';
import { type Fitted, fitChange, insertFitting } from './insertion.ts';
import { typeInto } from './rewrite.ts';
import './gate.css';

export interface MarkedTextareaProps {
  readonly id: string;
  readonly value: string;
  /** The text, and where the caret stands after the change (UTF-16). */
  readonly onChange: (text: string, caret: number) => void;
  readonly onCaret?: ((caret: number) => void) | undefined;
  /** What the gate found in `value`. */
  readonly findings: readonly Finding[];
  /** Most characters the field takes. */
  readonly limit: number;
  /** Told when characters could not be taken, of how many. */
  readonly onTrimmed: (trimmed: Pick<Fitted, 'removed' | 'dropped'>) => void;
  readonly describedBy?: string | undefined;
  readonly required?: boolean;
  /** Something else is wrong with it. */
  readonly invalid?: boolean;
  /** Height; one line takes no line breaks, and Enter sends its form. */
  readonly lines: number;
  readonly ref?: Ref<HTMLTextAreaElement> | undefined;
}

/**
 * A field for a caseworker's own words. What the gate found is marked behind the letters; what may not be stored and what
 * there is no room for never enters it.
 */
export function MarkedTextarea({
  id,
  value,
  onChange,
  onCaret,
  findings,
  limit,
  onTrimmed,
  describedBy,
  required = false,
  invalid = false,
  lines,
  ref,
}: MarkedTextareaProps) {
  const oneLine = lines === 1;
  const backdrop = useRef<HTMLDivElement>(null);

  const change = (field: HTMLTextAreaElement) => {
    const fitted = fitChange(value, oneLine ? inOneLine(field.value) : field.value, limit);
    if (fitted.text !== field.value) {
      field.value = fitted.text;
      field.setSelectionRange(fitted.caret, fitted.caret);
      onTrimmed(fitted);
    }
    onChange(fitted.text, field.selectionEnd);
  };
  // Taken in here, not by the browser: laying out a megabyte before cutting it would stop the page.
  const paste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const pasted = event.clipboardData.getData('text/plain');
    if (pasted === '') return;
    event.preventDefault();
    const field = event.currentTarget;
    const { selectionStart, selectionEnd } = field;
    const text = oneLine ? inOneLine(pasted) : pasted;
    const fitted = insertFitting(value, selectionStart, selectionEnd, text, limit);
    if (fitted.caret > selectionStart)
      typeInto(
        field,
        selectionStart,
        selectionEnd,
        fitted.text.slice(selectionStart, fitted.caret),
      );
    if (fitted.removed > 0 || fitted.dropped > 0) onTrimmed(fitted);
  };
  const follow = (field: HTMLTextAreaElement) => {
    if (backdrop.current !== null) backdrop.current.scrollTop = field.scrollTop;
  };
  const blocked = findings.some(({ severity }) => severity === 'block');

  return (
    <div className="marked-textarea" data-blocked={blocked} data-invalid={invalid}>
      <div ref={backdrop} className="marked-textarea__backdrop" aria-hidden>
        <Marks text={value} findings={findings} />
      </div>
      <textarea
        ref={ref}
        id={id}
        className="marked-textarea__input"
        rows={lines}
        style={oneLine ? undefined : { height: lines * 24 + 18 }}
        value={value}
        onChange={(event) => change(event.currentTarget)}
        onPaste={paste}
        onSelect={(event) => onCaret?.(event.currentTarget.selectionEnd)}
        onScroll={(event) => follow(event.currentTarget)}
        onKeyDown={oneLine ? sendOnEnter : undefined}
        aria-describedby={describedBy}
        aria-invalid={blocked || invalid || undefined}
        aria-required={required || undefined}
        autoComplete="off"
        // Shorthand would be underlined from end to end.
        spellCheck={false}
      />
    </div>
  );
}

function inOneLine(text: string): string {
  return text.replace(/[\r\n]+/g, ' ');
}

/** As in a field of one line. */
function sendOnEnter(event: KeyboardEvent<HTMLTextAreaElement>): void {
  const { key, ctrlKey, altKey, metaKey, shiftKey, nativeEvent, currentTarget } = event;
  if (key !== 'Enter' || ctrlKey || altKey || metaKey || nativeEvent.isComposing) return;
  event.preventDefault();
  if (!shiftKey) currentTarget.form?.requestSubmit();
}

/** The same text, unseen, so that the marks lie exactly behind the letters. */
function Marks({
  text,
  findings,
}: {
  readonly text: string;
  readonly findings: readonly Finding[];
}) {
  return useMemo(() => {
    const parts: ReactNode[] = [];
    let from = 0;
    for (const { start, end, severity } of findings) {
      parts.push(
        text.slice(from, start),
        <mark key={start} data-severity={severity}>
          {text.slice(start, end)}
        </mark>,
      );
      from = end;
    }
    // A last empty line has height in the field; here only if something stands on it.
    return [...parts, `${text.slice(from)}\n`];
  }, [text, findings]);
}
