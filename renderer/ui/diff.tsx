import { Fragment, useMemo } from 'react';
import { diffWords } from './diff-words.ts';

/** A text with what was taken out struck through and what came in underlined. */
export function Diff({ before, after }: { readonly before: string; readonly after: string }) {
  const parts = useMemo(() => {
    let offset = 0;
    return diffWords(before, after).map((part) => {
      offset += part.text.length;
      return { ...part, key: `${offset}${part.kind}` };
    });
  }, [before, after]);
  return (
    <span className="diff">
      {parts.map(({ kind, text, key }) => {
        if (kind === 'same') return <span key={key}>{text}</span>;
        // The space after the last word is not part of the change.
        const words = text.trimEnd();
        const Mark = kind === 'added' ? 'ins' : 'del';
        return (
          <Fragment key={key}>
            <Mark>{words}</Mark>
            {text.slice(words.length)}
          </Fragment>
        );
      })}
    </span>
  );
}
