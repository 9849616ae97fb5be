/** All matches of a global pattern. Most texts hold none, and are done with at the first look. */
export function matchesOf(text: string, pattern: RegExp): RegExpExecArray[] {
  pattern.lastIndex = 0;
  const found = pattern.test(text);
  pattern.lastIndex = 0;
  return found ? [...text.matchAll(pattern)] : [];
}
