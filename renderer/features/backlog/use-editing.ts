import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';

export interface Editing {
  readonly on: boolean;
  open(): void;
  close(): void;
  /** Of the button that opens it: gets the focus back when it closes. */
  readonly opener: RefObject<HTMLButtonElement | null>;
}

/** Whether something stands open for change in its place, and where focus goes when it closes. */
export function useEditing(): Editing {
  const [on, setOn] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const was = useRef(on);
  useEffect(() => {
    if (was.current && !on && document.activeElement === document.body) opener.current?.focus();
    was.current = on;
  }, [on]);
  const open = useCallback(() => setOn(true), []);
  const close = useCallback(() => setOn(false), []);
  return { on, open, close, opener };
}
