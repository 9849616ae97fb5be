import { entryState } from '../../shared/domain/entry-state.ts';
import {
  currentTags,
  fateOf,
  latestRevision,
  type Observation,
} from '../../shared/domain/observation.ts';
import type { Operation, OperationOf } from '../../shared/domain/operation.ts';
import type { ReadableDb, WritableDb } from './database.ts';
import { type ObservationView, observationView } from './observation-view.ts';
import { rowNumber } from './order.ts';
import { enqueue, overlayOf, spend } from './outbox.ts';

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

export function parseDocument(document: string | null): Observation | null {
  return document === null ? null : (JSON.parse(document) as Observation);
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
 * Works out anew how an observation stands here, after its operations, its document or its scopes have changed. `document`
 * undefined: as stored. A row that nothing stands behind any more is removed, and its words with it.
 */
export function refreshObservation(
  db: WritableDb,
  id: string,
  document?: Observation | null,
): { readonly mine: boolean; readonly review: boolean } {
  const row = db.get<Row>('SELECT n, mine, document, queue FROM observation WHERE id = ?', id);
  const scopes = scopesOf(db, id);
  const mine = scopes.own || row?.mine === 1;
  const review = scopes.review || row?.queue === 1;
  const current = document === undefined ? parseDocument(row?.document ?? null) : document;
  const operations = overlayOf(db, id);
  const view = observationView(current, operations);
  for (const { n } of view?.spent ?? []) spend(db, n);
  const stands = view !== null && (scopes.own || scopes.review || hasOwnWords(mine, operations));
  if (!stands) {
    if (row !== undefined) db.run('DELETE FROM observation WHERE n = ?', row.n);
  } else if (row === undefined) insertRow(db, view, current, mine, scopes.review);
  else updateRow(db, row.n, view, current, mine, scopes.review);
  return { mine, review };
}

/** Made here, and not taken back by a document that has left every scope. */
function hasOwnWords(mine: boolean, operations: readonly { kind: string }[]): boolean {
  return (
    mine ||
    operations.some(({ kind }) => kind === 'observation.log' || kind === 'observation.revise')
  );
}

function scopesOf(db: ReadableDb, id: string): { own: boolean; review: boolean } {
  const scopes = db.all<{ scope: string }>(
    "SELECT scope FROM document_scope WHERE kind = 'observation' AND id = ?",
    id,
  );
  let own = false;
  let review = false;
  for (const { scope } of scopes) {
    if (scope.startsWith('person:')) own = true;
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
    // What was withdrawn leaves no words behind, whoever still sends them.
    withdrawn || document === null ? null : JSON.stringify(document),
    withdrawn ? '' : latest.text,
    withdrawn ? null : latest.workaround,
    JSON.stringify(currentTags(observation)),
    fate.kind,
    entryState(fate, mark),
    fate.kind === 'in_review' && fate.answered ? 1 : 0,
    latest.madeAt,
    noted?.text ?? null,
    noted?.review.id ?? null,
    noted?.review.madeAt ?? null,
    observation.themeId,
    fate.kind === 'in_review' && inReviewScope ? 1 : 0,
    reviewPending ? 1 : 0,
    setAside?.code ?? null,
    setAside?.field ?? null,
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
    `INSERT INTO observation(n, id, unit, heard_at, mine, document, text, workaround, tags, fate, state, answered,
       waiting_since, note, note_id, note_at, theme_id, queue, pending, set_aside_code, set_aside_field)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
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
    `UPDATE observation SET unit = ?, heard_at = ?, mine = ?, document = ?, text = ?, workaround = ?, tags = ?, fate = ?,
       state = ?, answered = ?, waiting_since = ?, note = ?, note_id = ?, note_at = ?, theme_id = ?, queue = ?, pending = ?,
       set_aside_code = ?, set_aside_field = ?
     WHERE n = ?`,
    ...columnsOf(view, document, mine, inReviewScope),
    n,
  );
}
