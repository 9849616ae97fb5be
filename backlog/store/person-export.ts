import type { Observation, Review } from '../../shared/domain/observation.ts';
import type { Reply, ThemeChange } from '../../shared/domain/theme.ts';
import type { PersonExport } from '../../shared/protocol/person-export.ts';
import { type Reading, statement } from './database.ts';
import { observationDocuments } from './observations.ts';
import { replyDocuments } from './replies.ts';

/** Everything that is kept under one person's name. Each statement is of one place where it may stand. */

type Dated<T, K extends string> = Omit<T, K> & Record<K, Date>;

const memberships = statement<Dated<PersonExport['memberships'][number], 'since'>>(
  'person.memberships',
  `SELECT unit, name AS "unitName", since FROM membership JOIN unit ON unit.number = membership.unit
   WHERE sub = $1 ORDER BY since, unit`,
);

interface Head {
  readonly id: string;
  readonly unit: string;
  readonly heardAt: string;
  readonly withdrawn: boolean;
  readonly receivedAt: Date;
  readonly role: PersonExport['observations'][number]['role'];
  readonly insightId: string | null;
}
const observations = statement<Head>(
  'person.observations',
  `SELECT observation.id, unit, heard_at AS "heardAt", withdrawn, received_at AS "receivedAt", role, insight.id AS "insightId"
   FROM observation LEFT JOIN insight ON insight.observation_id = observation.id
   WHERE author = $1 ORDER BY received_at, observation.id`,
);

const reviews = statement<Review & { observationId: string }>(
  'person.reviews',
  `SELECT id, observation_id AS "observationId", revision_id AS "revisionId", decision, made_at AS "madeAt"
   FROM review WHERE reviewer = $1 ORDER BY received_at, id`,
);

const themeChanges = statement<ThemeChange & { themeId: string; themeName: string }>(
  'person.themeChanges',
  `SELECT theme_change.id, theme_id AS "themeId", theme.name AS "themeName", patch, reason, theme_change.made_at AS "madeAt",
     event
   FROM theme_change JOIN theme ON theme.id = theme_id WHERE made_by = $1 ORDER BY theme_change.received_at, theme_change.id`,
);

const replies = statement<{ id: string }>(
  'person.replies',
  'SELECT id FROM reply WHERE sub = $1 ORDER BY made_at, id',
);

const operations = statement<Dated<PersonExport['operations'][number], 'receivedAt'>>(
  'person.operations',
  'SELECT id, kind, received_at AS "receivedAt" FROM operation WHERE sub = $1 ORDER BY received_at, id',
);

export type HeldOfPerson = Pick<
  PersonExport,
  | 'memberships'
  | 'observations'
  | 'withdrawn'
  | 'reviews'
  | 'themeChanges'
  | 'replies'
  | 'operations'
>;

export async function heldOfPerson(tx: Reading, sub: string): Promise<HeldOfPerson> {
  const heads = await tx.read(observations, [sub]);
  const documents = byId<Observation>(
    await observationDocuments(
      tx,
      heads.map(({ id }) => id),
    ),
  );
  const replyIds = (await tx.read(replies, [sub])).map(({ id }) => id);
  const told = byId<Reply>(await replyDocuments(tx, replyIds));
  return {
    memberships: dated(await tx.read(memberships, [sub]), 'since'),
    observations: heads.flatMap(({ id, receivedAt, role, insightId }) => {
      const document = documents.get(id);
      return document === undefined
        ? []
        : [{ ...document, receivedAt: receivedAt.toISOString(), role, insightId }];
    }),
    withdrawn: heads.flatMap(({ id, unit, heardAt, withdrawn }) =>
      withdrawn ? [{ id, unit, heardAt }] : [],
    ),
    reviews: await tx.read(reviews, [sub]),
    themeChanges: await tx.read(themeChanges, [sub]),
    replies: replyIds.flatMap((id) => told.get(id) ?? []),
    operations: dated(await tx.read(operations, [sub]), 'receivedAt'),
  };
}

function byId<T extends { readonly id: string }>(rows: readonly T[]): Map<string, T> {
  return new Map(rows.map((row) => [row.id, row]));
}

function dated<K extends string, Row extends Record<K, Date>>(
  rows: readonly Row[],
  field: K,
): (Omit<Row, K> & Record<K, string>)[] {
  return rows.map((row) => ({ ...row, [field]: row[field].toISOString() }));
}
