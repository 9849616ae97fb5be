import { useLanguage } from '../state/i18n.ts';
import { formatTime } from './format-time.ts';

/** A time as lists show it: 10.42 today, «20. nov.» else. */
export function Time({ at }: { readonly at: string }) {
  const language = useLanguage();
  return (
    <time dateTime={at} className="time">
      {formatTime(at, { language, now: Date.now() })}
    </time>
  );
}
