import { useEffect, useState } from 'react';

/** Reads a text to a screen reader once it has stood for `delayMs`, so that what changes at every key is not read at every key. */
export function Said({
  text,
  delayMs = 0,
  urgent = false,
}: {
  readonly text: string;
  readonly delayMs?: number;
  /** Interrupts what is being read. */
  readonly urgent?: boolean;
}) {
  const [said, setSaid] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSaid(text), delayMs);
    return () => clearTimeout(timer);
  }, [text, delayMs]);
  return (
    <div className="visually-hidden" role={urgent ? 'alert' : 'status'}>
      {said}
    </div>
  );
}
