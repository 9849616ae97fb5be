import type { Output } from '../../shared/api.ts';
import type { Draft } from '../../shared/view/entry.ts';
import type { WritableDb } from '../store/database.ts';
import { discardDraft, loadDraft, saveDraft } from '../store/drafts.ts';
import type { PersonContext } from './context.ts';
import { draftForDisk, isBlank } from './draft-mask.ts';

export function getDraft({ store }: PersonContext): Output<'draft.get'> {
  return { draft: store.read(loadDraft)?.draft ?? null };
}

/** Keeps what is being written, as it may lie on a disk. Nothing written is no draft. */
export function keepDraft(context: PersonContext, draft: Draft): Output<'draft.save'> {
  const savedAt = context.now();
  const kept = draftForDisk(draft, context.language());
  context.store.write((db) => {
    if (isBlank(kept)) discardDraft(db);
    else saveDraft(db, kept, savedAt);
  });
  return { savedAt };
}

export function dropDraft({ store }: PersonContext): Output<'draft.discard'> {
  store.write(discardDraft);
  return {};
}

/** The draft that became this entry, or a new entry (null), has done its work; one about something else stays. */
export function spendDraft(db: WritableDb, observationId: string | null): void {
  const kept = loadDraft(db);
  if (kept !== null && kept.draft.observationId === observationId) discardDraft(db);
}
