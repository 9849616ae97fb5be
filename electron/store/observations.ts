import { besideLatest } from '../../shared/domain/beside.ts';
import { entryState } from '../../shared/domain/entry-state.ts';
import {
  currentTags,
  fateOf,
  latestRevision,
  mergedInto,
  type Observation,
} from '../../shared/domain/observation.ts';
import type { Operation, OperationOf } from '../../shared/domain/operation.ts';
import type { ReadableDb, WritableDb } from './database.ts';
import { isOwnScope } from './documents.ts';
import { type ObservationView, observationView, parseDocument } from './observation-view.ts';
import {
  enqueue,
  type OutboxRow,
  overlayOf,
  removeOperation,
  spend,
  spendAcknowledged,
} from './operations.ts';
import { rowNumber } from './order.ts';

/** What the store knows of an observation beside its view. */
interface Row {
  n: number;
  mine: number;
  document: string | null;
  queue: number;
}

/** The observation as it holds here, or undefined where this machine has none of it. */
export function findObservation(
  db: ReadableDb,
  id: string,
): (ObservationView & { readonly mine: boolean; readonly inReviewScope: boolean }) | undefined {
  const row = db.get<Row>('SELECT n, mine, document, queue FROM observation WHERE id = ?', id);
  if (row === undefined) return undefined;
  const view = observationView(parseDocument(row.document), overlayOf(db, id));
  if (view === null) return undefined;
  return { ...view, mine: row.mine === 1, inReviewScope: scopesOf(db, id).review };
}

/** Queues a new observation and shows it at once. Two statements beside the outbox: this is what a caseworker waits for. */
export function logObservation(db: WritableDb, operation: OperationOf<'observation.log'>): void {
  enqueue(db, operation);
  const view = observationView(null, [
    {
      n: 0,
      id: operation.id,
      kind: operation.kind,
      entityId: operation.observationId,
      operation,
      state: 'waiting',
      code: null,
      field: null,
      findings: [],
    },
  ]);
  if (view === null) throw new Error('a logged observation has words');
  insertRow(db, view, null, true, false);
}

/** Queues any other operation about an observation and brings its row up to date. */
export function queueForObservation(db: WritableDb, operation: Operation, id: string): void {
  enqueue(db, operation);
  refreshObservation(db, id);
}

/**
 * Puts the author's new words in place of those the service refused (`refused` of the view), in one go: the refused leave the
 * outbox, `operation` joins it. Where the entry itself was refused it is a fresh `observation.log` of the same observation,
 * else an `observation.revise` based on the view's `basis`.
 */
export function mendObservation(
  db: WritableDb,
  refused: readonly OutboxRow[],
  operation: OperationOf<'observation.log'> | OperationOf<'observation.revise'>,
): void {
  for (const row of refused) {
    if (row.state !== 'set_aside' || row.entityId !== operation.observationId)
      throw new Error('only refused words of the same entry are replaced');
    removeOperation(db, row, operation.madeAt, 'operation.replaced');
  }
  queueForObservation(db, operation, operation.observationId);
}

/**
 * Withdraws an entry that the service refused, and so never had: nothing is to be sent, all of it goes from here. False, with
 * nothing done, where the service may have the entry; then an `observation.withdraw` must be queued.
 */
export function discardRefused(db: WritableDb, id: string, at: string): boolean {
  const view = findObservation(db, id);
  if (view === undefined || !view.mine || view.basis !== null) return false;
  for (const row of overlayOf(db, id)) removeOperation(db, row, at, 'observation.discarded');
  refreshObservation(db, id, null);
  return true;
}

/** Notes that an own observation is withdrawn, which is final: the words go, whatever of it is taken in or comes later. */
export function markWithdrawn(db: WritableDb, id: string): void {
  db.run('INSERT INTO withdrawn(id) VALUES (?) ON CONFLICT DO NOTHING', id);
}

/**
 * Works out anew how an observation stands here, after its operations, its document or its scopes have changed. `document`
 * undefined: as stored. A row that nothing stands behind any more is removed, and its words with it.
 */
export function refreshObservation(
  db: WritableDb,
  id: string,
  document?: Observation | null,
): { readonly mine: boolean; readonly review: boolean } {
  const row = db.get<Row>('SELECT n, mine, document, queue FROM observation WHERE id = ?', id);
  const withdrawn = isWithdrawn(db, id);
  if (withdrawn) eraseAcknowledged(db, id);
  const scopes = scopesOf(db, id);
  const operations = overlayOf(db, id);
  const mine = scopes.own || row?.mine === 1 || operations.some(areOwnWords);
  const review = scopes.review || row?.queue === 1;
  // Another's observation is seen here only while it stands in a scope.
  const current =
    withdrawn || !(mine || scopes.review)
      ? null
      : document === undefined
        ? parseDocument(row?.document ?? null)
        : document;
  const view = observationView(current, operations);
  for (const { n } of view?.spent ?? []) spend(db, n);
  if (view === null || !(mine || scopes.review)) {
    // Should it come back, its document has in it all that was taken in.
    spendAcknowledged(db, id);
    if (row !== undefined) db.run('DELETE FROM observation WHERE n = ?', row.n);
  } else if (row === undefined) insertRow(db, view, current, mine, scopes.review);
  else updateRow(db, row.n, view, current, mine, scopes.review);
  return { mine, review };
}

function areOwnWords({ kind }: OutboxRow): boolean {
  return kind === 'observation.log' || kind === 'observation.revise';
}

export function isWithdrawn(db: ReadableDb, id: string): boolean {
  return db.get('SELECT 1 FROM withdrawn WHERE id = ?', id) !== undefined;
}

/** The withdrawal itself is kept, so that it can be sent again; it holds no words. */
function eraseAcknowledged(db: WritableDb, id: string): void {
  db.run(
    "DELETE FROM outbox WHERE entity_id = ? AND state = 'acknowledged' AND kind <> 'observation.withdraw'",
    id,
  );
  spendAcknowledged(db, id);
  db.run("DELETE FROM document_scope WHERE kind = 'observation' AND id = ?", id);
}

function scopesOf(db: ReadableDb, id: string): { own: boolean; review: boolean } {
  const scopes = db.all<{ scope: string }>(
    "SELECT scope FROM document_scope WHERE kind = 'observation' AND id = ?",
    id,
  );
  let own = false;
  let review = false;
  for (const { scope } of scopes) {
    if (isOwnScope(scope)) own = true;
    else review = true;
  }
  return { own, review };
}

type Columns = readonly (string | number | null)[];

/** The columns that lists, counts and search are answered from; the order is that of the two statements below. */
function columnsOf(
  view: ObservationView,
  document: Observation | null,
  mine: boolean,
  inReviewScope: boolean,
): Columns {
  const { observation, mark, setAside, reviewPending } = view;
  const latest = latestRevision(observation);
  const fate = fateOf(observation);
  const withdrawn = fate.kind === 'withdrawn';
  const noted =
    fate.kind === 'returned'
      ? { text: fate.question, review: fate.review }
      : fate.kind === 'declined'
        ? { text: fate.reason, review: fate.review }
        : null;
  return [
    observation.unit,
    observation.heardAt,
    mine ? 1 : 0,
    mine && !withdrawn ? 1 : 0,
    // Kept while a withdrawal only waits: the service may refuse it.
    document === null ? null : JSON.stringify(document),
    withdrawn ? '' : latest.text,
    withdrawn ? null : latest.workaround,
    JSON.stringify(currentTags(observation)),
    fate.kind,
    entryState(fate, mark),
    fate.kind === 'in_review' && fate.answered ? 1 : 0,
    latest.madeAt,
    // Gone with the words it is about.
    noted?.text || null,
    noted?.review.id ?? null,
    noted?.review.madeAt ?? null,
    observation.themeId,
    fate.kind === 'in_review' && inReviewScope && !observation.follows && latest.text !== ''
      ? 1
      : 0,
    reviewPending ? 1 : 0,
    setAside?.code ?? null,
    setAside?.field ?? null,
    observation.sameAs?.kind ?? null,
    observation.sameAs?.id ?? null,
    observation.follows ? 1 : 0,
    !withdrawn && mergedInto(observation) !== null ? 1 : 0,
    withdrawn ? 0 : besideLatest(observation).length,
  ];
}

function insertRow(
  db: WritableDb,
  view: ObservationView,
  document: Observation | null,
  mine: boolean,
  inReviewScope: boolean,
): void {
  const n = rowNumber(db, 'observation', view.observation.heardAt);
  db.run(
    `INSERT INTO observation(n, id, unit, heard_at, mine, listed, document, text, workaround, tags, fate, state, answered,
       waiting_since, note, note_id, note_at, theme_id, queue, pending, set_aside_code, set_aside_field, same_kind, same_id, follows,
       merged, beside)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    n,
    view.observation.id,
    ...columnsOf(view, document, mine, inReviewScope),
  );
}

function updateRow(
  db: WritableDb,
  n: number,
  view: ObservationView,
  document: Observation | null,
  mine: boolean,
  inReviewScope: boolean,
): void {
  db.run(
    `UPDATE observation SET unit = ?, heard_at = ?, mine = ?, listed = ?, document = ?, text = ?, workaround = ?, tags = ?, fate = ?,
       state = ?, answered = ?, waiting_since = ?, note = ?, note_id = ?, note_at = ?, theme_id = ?, queue = ?, pending = ?,
       set_aside_code = ?, set_aside_field = ?, same_kind = ?, same_id = ?, follows = ?, merged = ?, beside = ?
     WHERE n = ?`,
    ...columnsOf(view, document, mine, inReviewScope),
    n,
  );
}
