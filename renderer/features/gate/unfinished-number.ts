import { digitChains } from '../../../shared/privacy/digits.ts';

const MOST_DIGITS = 5;

/**
 * The text without the number that is being written where the caret stands (UTF-16; -1: nowhere), if it has six digits or
 * more: half a national id looks like nothing to the gate, and must not reach the disk. It comes with the next save after the
 * number has ended.
 */
export function withoutUnfinishedNumber(text: string, caret: number): string {
  for (const chain of digitChains(text)) {
    const start = chain[0]?.start ?? 0;
    const end = chain.at(-1)?.end ?? 0;
    const digits = chain.reduce((sum, group) => sum + group.digits.length, 0);
    if (start <= caret && caret <= end && digits > MOST_DIGITS)
      return text.slice(0, start) + text.slice(end);
  }
  return text;
}
