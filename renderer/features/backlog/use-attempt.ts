import { useRef, useState } from 'react';

/** Something a person set going: whether it is under way, and the fault it ended with. */
export interface Attempt {
  readonly busy: boolean;
  readonly error: unknown;
  /** Does nothing while an earlier one is under way. */
  run(work: () => Promise<void>): void;
}

export function useAttempt(): Attempt {
  const [state, setState] = useState<{ readonly busy: boolean; readonly error: unknown }>({
    busy: false,
    error: null,
  });
  const underway = useRef(false);
  const attempt = async (work: () => Promise<void>) => {
    if (underway.current) return;
    underway.current = true;
    setState({ busy: true, error: null });
    try {
      await work();
      setState({ busy: false, error: null });
    } catch (error) {
      setState({ busy: false, error });
    } finally {
      underway.current = false;
    }
  };
  return { ...state, run: (work) => void attempt(work) };
}
