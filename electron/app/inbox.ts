import type { Output, ParsedInput } from '../../shared/api.ts';
import { LyttError } from '../../shared/domain/errors.ts';
import { findReply, listInbox, queueReplyAnswer, queueReplyRead } from '../store/inbox.ts';
import { type PersonContext, perform } from './context.ts';

export function getInbox({ store }: PersonContext): Output<'inbox.list'> {
  return store.read(listInbox);
}

/** Each that is not read yet gets an operation of its own, all in one transaction. Errors: `reply.unknown`. */
export function readReplies(
  context: PersonContext,
  { replyIds }: ParsedInput<'reply.read'>,
): Output<'reply.read'> {
  return perform(context, ['inbox', 'sync'], (db, begin) => {
    for (const replyId of new Set(replyIds)) {
      const reply = findReply(db, replyId);
      if (reply === undefined) throw new LyttError('reply.unknown');
      if (reply.readAt === null)
        queueReplyRead(db, { ...begin(context.person.unit), kind: 'reply.read', replyId });
    }
    return {};
  });
}

/** "Did it help?" She may change her mind. Errors: `reply.unknown`, `reply.notAsked`. */
export function answerReply(
  context: PersonContext,
  { replyId, helped }: ParsedInput<'reply.answer'>,
): Output<'reply.answer'> {
  return perform(context, ['inbox', 'sync'], (db, begin) => {
    const reply = findReply(db, replyId);
    if (reply === undefined) throw new LyttError('reply.unknown');
    if (reply.event !== 'asked') throw new LyttError('reply.notAsked');
    if (reply.helped !== helped) {
      const base = { ...begin(context.person.unit), kind: 'reply.answer' as const };
      queueReplyAnswer(db, { ...base, replyId, helped });
    }
    return {};
  });
}
