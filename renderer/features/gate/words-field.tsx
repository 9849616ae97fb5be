import { ErrorMessage } from '@navikt/ds-react/Typography';
import type { ReactNode, Ref } from 'react';
import type { Finding } from '../../../shared/privacy/finding.ts';
import type { Fitted } from './insertion.ts';
import { MarkedTextarea } from './marked-textarea.tsx';
import { RoomLeft } from './room-left.tsx';

export interface WordsFieldProps {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  /** Stands at the right of the label. */
  readonly action?: ReactNode;
  readonly heading?: boolean;
  /** A heading above it says the same already. */
  readonly labelHidden?: boolean;
  readonly value: string;
  readonly onChange: (text: string, caret: number) => void;
  readonly onCaret?: ((caret: number) => void) | undefined;
  readonly findings: readonly Finding[];
  /** The element that says what the gate holds, while it holds something. */
  readonly messageId?: string | undefined;
  readonly limit: number;
  readonly lines: number;
  readonly required?: boolean;
  /** What is wrong with it beside what the gate found. */
  readonly error?: string | undefined;
  readonly onTrimmed: (trimmed: Pick<Fitted, 'removed' | 'dropped'>) => void;
  readonly ref?: Ref<HTMLTextAreaElement> | undefined;
}

/** Room is told of from this share of the limit on. */
const TOLD_FROM = 0.9;

/** Label, hint and a field whose words pass the gate. */
export function WordsField({
  id,
  label,
  hint,
  action,
  heading = false,
  labelHidden = false,
  value,
  onChange,
  onCaret,
  findings,
  messageId,
  limit,
  lines,
  required = false,
  error,
  onTrimmed,
  ref,
}: WordsFieldProps) {
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const described = [
    hint === undefined ? null : hintId,
    findings.length > 0 ? messageId : null,
    error === undefined ? null : errorId,
  ];
  const labelClass = labelHidden
    ? 'visually-hidden'
    : heading
      ? 'words-field__heading'
      : 'words-field__label';
  return (
    <div className="words-field" data-label-hidden={labelHidden}>
      <div className="words-field__top">
        <label htmlFor={id} className={labelClass}>
          {label}
        </label>
        {action}
        <RoomLeft text={value} limit={limit} from={Math.floor(limit * TOLD_FROM)} />
      </div>
      {hint !== undefined && (
        <p id={hintId} className="words-field__hint quiet">
          {hint}
        </p>
      )}
      <MarkedTextarea
        id={id}
        ref={ref}
        value={value}
        onChange={onChange}
        onCaret={onCaret}
        findings={findings}
        limit={limit}
        lines={lines}
        required={required}
        invalid={error !== undefined}
        onTrimmed={onTrimmed}
        describedBy={described.filter(Boolean).join(' ') || undefined}
      />
      <div id={errorId} aria-live="polite">
        {error !== undefined && (
          <ErrorMessage size="small" showIcon className="words-field__error">
            {error}
          </ErrorMessage>
        )}
      </div>
    </div>
  );
}
