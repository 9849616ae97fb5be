import type { ReadableDb } from '../../electron/store/database.ts';
import { findEntry } from '../../electron/store/entries.ts';
import { findObservation } from '../../electron/store/observations.ts';
import { listQueue } from '../../electron/store/review-queue.ts';
import { findTheme } from '../../electron/store/themes.ts';
import type { Reply } from '../../shared/domain/theme.ts';
import { differenceOf, type Finding } from './finding.ts';
import type { Machine } from './machine.ts';
import { type Expected, standing } from './model.ts';
import type { people } from './people.ts';
import type { ServiceView } from './service-view.ts';

interface Row {
  readonly id: string;
  readonly document: string;
}

/** That a machine holds what the service would show its person now, field by field, and shows that. */
export function checkReplica(
  machine: Machine,
  view: ServiceView,
  expected: Expected,
  restored: boolean,
): readonly Finding[] {
  return machine.running.store.read((db) =>
    new ReplicaCheck(machine.name, db, view, expected, restored).all(),
  );
}

class ReplicaCheck {
  readonly #findings: Finding[] = [];
  readonly #name: string;
  readonly #db: ReadableDb;
  readonly #view: ServiceView;
  readonly #expected: Expected;
  readonly #restored: boolean;

  constructor(
    name: string,
    db: ReadableDb,
    view: ServiceView,
    expected: Expected,
    restored: boolean,
  ) {
    this.#restored = restored;
    this.#name = name;
    this.#db = db;
    this.#view = view;
    this.#expected = expected;
  }

  all(): readonly Finding[] {
    this.#documents();
    this.#places();
    this.#nothingLaidOn();
    this.#entries();
    this.#queue();
    return this.#findings;
  }

  #differs(check: string, what: string, is: unknown, should: unknown): void {
    const difference = differenceOf(is, should);
    if (difference === null) return;
    this.#findings.push({ check, detail: `${this.#name} ${what}: ${difference}` });
  }

  /** The service's documents as kept, and what is shown of them. */
  #documents(): void {
    const kept = new Map<string, unknown>();
    for (const kind of ['observation', 'theme', 'insight', 'reply'] as const)
      for (const { id, document } of this.#db.all<Row>(
        `SELECT id, document FROM ${kind} WHERE document IS NOT NULL`,
      ))
        kept.set(`${kind} ${id}`, JSON.parse(document));
    for (const key of new Set([...kept.keys(), ...this.#view.documents.keys()])) {
      if (this.#isOnlyHere(key)) continue;
      this.#differs(
        'equals the service',
        key,
        kept.get(key),
        this.#view.documents.get(key)?.document,
      );
    }
    for (const [key, { kind, id, document }] of this.#view.documents) {
      const shown = this.#shown(kind, id);
      if (shown !== null) this.#differs('shows what it holds', key, shown, document);
    }
  }

  /** Own words that a service set back has lost for good stay where they are. */
  #isOnlyHere(key: string): boolean {
    const [kind, id = ''] = key.split(' ');
    if (!this.#restored || kind !== 'observation' || this.#expected.observations.has(id))
      return false;
    return findObservation(this.#db, id)?.mine === true;
  }

  /** Null where something of hers was refused: then her own words stand beside the service's. */
  #shown(kind: string, id: string): unknown {
    const db = this.#db;
    if (kind === 'theme') return findTheme(db, id);
    if (kind === 'observation') {
      const found = findObservation(db, id);
      return found?.setAside != null ? null : found?.observation;
    }
    if (kind === 'reply') {
      const row = db.get<{ document: string; read_at: string | null }>(
        'SELECT document, read_at FROM reply WHERE id = ?',
        id,
      );
      return row && { ...(JSON.parse(row.document) as Reply), readAt: row.read_at };
    }
    const row = db.get<{ document: string; theme_id: string | null }>(
      'SELECT document, theme_id FROM insight WHERE id = ?',
      id,
    );
    return row && { ...JSON.parse(row.document), themeId: row.theme_id };
  }

  #places(): void {
    const places = this.#db
      .all<{ scope: string; kind: string; id: string }>(
        'SELECT scope, kind, id FROM document_scope',
      )
      .map(({ scope, kind, id }) => `${scope} ${kind} ${id}`);
    this.#differs('equals the service', 'scopes', places.sort(), [...this.#view.places].sort());
  }

  /**
   * What the service has taken in is in its documents. A review may have left the machine with its observation; a placement of
   * insights that are gone lies on nothing, and goes with the next change.
   */
  #nothingLaidOn(): void {
    const laidOn = this.#db.all<{ id: string; kind: string }>(
      `SELECT id, kind FROM outbox WHERE overlay = 1 AND state = 'acknowledged' AND kind <> 'review.add'
         AND (kind <> 'theme.place' OR EXISTS (SELECT 1 FROM placement p JOIN insight i ON i.id = p.insight_id
           WHERE p.outbox_n = outbox.n))`,
    );
    this.#differs('shows what it holds', 'laid on', laidOn, []);
  }

  /** The state of every own entry is what has become of it; a review of older words decides nothing. */
  #entries(): void {
    const owner = this.#name.split('-')[0];
    for (const observation of this.#expected.observations.values()) {
      const { id, author, insight } = observation;
      if (author !== owner) continue;
      const entry = findEntry(this.#db, id);
      // Words of hers that were refused are nowhere else.
      if (entry?.state === 'set_aside') continue;
      if (observation.withdrawn) {
        this.#differs('loses nothing', `withdrawn entry ${id}`, entry?.text ?? '', '');
        continue;
      }
      const fate = standing(observation);
      const state =
        insight?.themeId != null
          ? 'in_theme'
          : {
              withdrawn: 'withdrawn',
              waits: 'sent',
              approve: 'approved',
              return: 'question',
              decline: 'declined',
            }[fate];
      this.#differs('tells the truth', `entry ${id}`, entry?.state, state);
      this.#differs(
        'tells the truth',
        `words ${id}`,
        entry?.text,
        observation.revisions.at(-1)?.text,
      );
    }
  }

  /** What waits for a decision is in the queue of those who may make it: also after a decision about older words. */
  #queue(): void {
    const owner = this.#name.split('-')[0] as keyof typeof people;
    const rooms = this.#view.scopes.filter((scope) => !scope.startsWith('person:'));
    const waiting = [...this.#expected.observations.values()]
      .filter((observation) => standing(observation) === 'waits')
      .map(({ id }) => id)
      .filter((id) => rooms.some((room) => this.#view.places.has(`${room} observation ${id}`)));
    const { items } = listQueue(this.#db, { limit: 500, offset: 0 });
    const shown = items.map(({ observation }) => observation.id);
    this.#differs('tells the truth', `queue of ${owner}`, shown.sort(), waiting.sort());
  }
}
