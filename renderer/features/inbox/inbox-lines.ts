import type { Reply } from '../../../shared/domain/theme.ts';
import type { InboxItem } from '../../../shared/view/inbox.ts';

export type Question = Extract<InboxItem, { kind: 'question' }>;
export type Declined = Extract<InboxItem, { kind: 'declined' }>;
type ReplyItem = Extract<InboxItem, { kind: 'reply' }>;

/** A release that asks its contributors whether it helped: one line a theme, whatever they had logged in it. */
export interface AskedLine extends Omit<ReplyLine, 'kind'> {
  readonly kind: 'asked';
}
export type NeedsLine = Question | AskedLine;

/** One change of a theme and everything one had logged that it answers. */
export interface ReplyLine {
  readonly kind: 'reply';
  /** Of the first reply in it. */
  readonly id: string;
  readonly at: string;
  /** The change; the replies of a line differ only in what they answer. */
  readonly reply: Reply;
  readonly replyIds: readonly string[];
  /** Those not marked read yet. */
  readonly unread: readonly string[];
  /** One's own words, in the order the replies came, each once. */
  readonly texts: readonly string[];
}
export type HappenedLine = ReplyLine | Declined;

/** What happened, with the replies of one change to one theme as one line. Keeps the order of the first of each. */
export function happenedLines(items: readonly InboxItem[]): HappenedLine[] {
  const lines: HappenedLine[] = [];
  const placeOf = new Map<string, number>();
  for (const item of items) {
    if (item.kind === 'declined') lines.push(item);
    if (item.kind !== 'reply') continue;
    const key = changeKey(item.reply);
    const at = placeOf.get(key);
    const line = at === undefined ? undefined : lines[at];
    if (at !== undefined && line?.kind === 'reply') lines[at] = joined(line, item);
    else {
      placeOf.set(key, lines.length);
      lines.push(joined(null, item));
    }
  }
  return lines;
}

/** What needs her: questions as they came, and "did it help?" once for each theme. */
export function needsLines(items: readonly InboxItem[]): NeedsLine[] {
  const lines: NeedsLine[] = [];
  const placeOf = new Map<string, number>();
  for (const item of items) {
    if (item.kind === 'question') lines.push(item);
    if (item.kind !== 'reply') continue;
    const at = placeOf.get(item.reply.themeId);
    const line = at === undefined ? undefined : lines[at];
    const before = line?.kind === 'asked' ? ({ ...line, kind: 'reply' } as const) : null;
    const asked: AskedLine = { ...joined(before, item), kind: 'asked' };
    if (at !== undefined && before !== null) lines[at] = asked;
    else {
      placeOf.set(item.reply.themeId, lines.length);
      lines.push(asked);
    }
  }
  return lines;
}

function changeKey(reply: Reply): string {
  const { event, themeId, fromName, same, status, owner, releaseDate, reason, madeAt } = reply;
  const day = madeAt.slice(0, 10);
  return JSON.stringify([event, themeId, fromName, same, status, owner, releaseDate, reason, day]);
}

function joined(line: ReplyLine | null, { reply, at, text }: ReplyItem): ReplyLine {
  const texts = line?.texts ?? [];
  return {
    kind: 'reply',
    id: line?.id ?? reply.id,
    at: line?.at ?? at,
    reply: line?.reply ?? reply,
    replyIds: [...(line?.replyIds ?? []), reply.id],
    unread: reply.readAt === null ? [...(line?.unread ?? []), reply.id] : (line?.unread ?? []),
    texts: texts.includes(text) ? texts : [...texts, text],
  };
}

/** How the date of the fix is said: it has come, it is to come, or there is nothing to say. `today` as `2026-11-24`. */
export function fixDate(
  { status, releaseDate }: Pick<Reply, 'status' | 'releaseDate'>,
  today: string,
): 'releasedOn' | 'releasedFrom' | null {
  if (releaseDate === null || status === 'declined') return null;
  const done = status === 'released' || status === 'measured';
  if (done && releaseDate <= today) return 'releasedOn';
  return releaseDate > today ? 'releasedFrom' : null;
}
