/** Digits with at most one separator between: how a number of any kind is written. */
const RUN = /\d(?:[\s.\-/\u2010-\u2015\u2212]?\d)*/g;
const MOST_DIGITS = 5;

/**
 * The text without the number that is being written where the caret stands, if it has six digits or more: half a national
 * id looks like nothing to the gate, and must not reach the disk. It comes with the next save after the number has ended.
 */
export function withoutUnfinishedNumber(text: string, caret: number): string {
  for (const { 0: run, index } of text.matchAll(RUN)) {
    if (index > caret) break;
    const end = index + run.length;
    if (caret <= end && countDigits(run) > MOST_DIGITS)
      return text.slice(0, index) + text.slice(end);
  }
  return text;
}

function countDigits(run: string): number {
  return run.replace(/\D/g, '').length;
}
