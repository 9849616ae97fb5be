import { useCallback, useEffect, useRef, useState } from 'react';
import type { Input, Method, Output, Topic } from '../../shared/api.ts';
import { bridge, call } from '../bridge.ts';
import { type CallState, type Query, startQuery } from './query.ts';

export interface Call<T> extends CallState<T> {
  reload(): void;
}

/**
 * What the app answers, asked again whenever one of `topics` changed. With `input` null nothing is asked. Data of an
 * earlier input stays until the new answer is there: give the component a `key` where that would mislead.
 */
export function useCall<M extends Method>(
  method: M,
  input: Input<M> | null,
  topics: readonly Topic[],
): Call<Output<M>> {
  const [state, setState] = useState<CallState<Output<M>>>({
    data: undefined,
    error: undefined,
    loading: input !== null,
  });
  const query = useRef<Query | null>(null);
  const key = JSON.stringify(input);
  const about = topics.join(' ');

  useEffect(() => {
    const asked = JSON.parse(key) as Input<M> | null;
    if (asked === null) return;
    const named = new Set(about.split(' '));
    const started = startQuery(
      () => call(method, asked),
      (again) =>
        bridge.onChanged((event) => {
          if (event.topics.some((topic) => named.has(topic))) again();
        }),
      (change) => setState((before) => ({ ...before, ...change })),
    );
    query.current = started;
    return () => {
      query.current = null;
      started.stop();
    };
  }, [method, key, about]);

  const reload = useCallback(() => query.current?.reload(), []);
  return { ...state, reload };
}
