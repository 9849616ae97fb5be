import type { ReactNode } from 'react';
import type { Finding } from '../../../shared/privacy/finding.ts';
import './gate.css';

/** A text to be read, with what the gate found in it marked. */
export function MarkedWords({
  text,
  findings,
}: {
  readonly text: string;
  readonly findings: readonly Finding[];
}) {
  const parts: ReactNode[] = [];
  let from = 0;
  for (const { start, end } of findings) {
    parts.push(text.slice(from, start), <mark key={start}>{text.slice(start, end)}</mark>);
    from = end;
  }
  return (
    <span className="marked-words">
      {parts}
      {text.slice(from)}
    </span>
  );
}
