import { useEffect, useState } from 'react';
import type { Counts } from '../../shared/view/sync.ts';
import { onOwnOperation } from '../bridge.ts';
import { useCall } from './use-call.ts';

/**
 * How the queue stands. What was saved from this window a moment ago is counted as waiting at once: «Alt er sendt» must not
 * stand beside «Lagret» while the app is asked.
 */
export function useCounts(): Counts | undefined {
  const { data, loading, reload } = useCall('counts.get', {}, [
    'session',
    'observations',
    'reviews',
    'inbox',
    'sync',
  ]);
  const [unseen, setUnseen] = useState(0);
  useEffect(
    () =>
      onOwnOperation(() => {
        setUnseen((count) => count + 1);
        reload();
      }),
    [reload],
  );
  // Each answer is a new object; the last of them was asked for after the latest save.
  useEffect(() => {
    if (data !== undefined && !loading) setUnseen(0);
  }, [data, loading]);
  return data === undefined || unseen === 0 ? data : { ...data, waiting: data.waiting + unseen };
}
