import { useEffect, useState } from 'react';
import { suggestTags, type TagSuggestion } from '../../../shared/text/suggest-tags.ts';

/** Without a key for this long, the text is read. */
const PAUSE_MS = 150;
const none: readonly TagSuggestion[] = [];

/** Tags that the text makes likely, a moment after the last key. */
export function useSuggestions(text: string): readonly TagSuggestion[] {
  const [suggestions, setSuggestions] = useState(none);
  useEffect(() => {
    if (text.trim() === '') {
      setSuggestions(none);
      return;
    }
    const timer = setTimeout(() => setSuggestions(suggestTags(text)), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  // The weights are unpacked while nobody types, not at the first pause.
  useEffect(() => {
    const idle = requestIdleCallback(() => suggestTags(''));
    return () => cancelIdleCallback(idle);
  }, []);
  return suggestions;
}
