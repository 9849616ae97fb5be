/** A change of one file of ours: a piece of its source, which must be there once, and what stands in its place. */
export interface Change {
  /** From the project's root. */
  readonly file: string;
  readonly find: string;
  readonly put: string;
}

/** A bug that someone might plant, and that the simulation must find. */
export interface Mutant {
  readonly name: string;
  readonly changes: readonly Change[];
}

/** Bugs in how operations go out. */
const outbox: readonly Mutant[] = [
  {
    name: 'a whole batch is acknowledged at once',
    changes: [
      {
        file: 'electron/sync/batch.ts',
        find: 'return { settled, open, codes };',
        put: `return { settled: sent.map(({ id }) => ({ id, outcome: 'applied' as const })), open: [], codes };`,
      },
    ],
  },
  {
    name: 'a push passes another about the same thing',
    changes: [
      {
        file: 'electron/sync/batch.ts',
        find: 'const blocked = new Set([...this.#underWay.values()].flat());',
        put: 'const blocked = new Set<string>();',
      },
    ],
  },
  {
    name: 'sent is taken for taken in',
    changes: [
      {
        file: 'electron/sync/exchange.ts',
        find: 'const operations = fault !== null && blamesOperations(fault);',
        put: `const operations = fault !== null && blamesOperations(fault);
        if (fault?.code === 'service.unreachable') {
          settle(batch, batch.map(({ id }) => ({ id, outcome: 'applied' as const })));
          continue;
        }`,
      },
    ],
  },
  {
    name: 'after a fault only a new write tries again',
    changes: [
      {
        file: 'electron/sync/engine.ts',
        find: '    schedule(wait);\n    if (failures > 0)',
        put: '    if (failures === 0) schedule(wait);\n    if (failures > 0)',
      },
    ],
  },
  {
    name: 'an app that was offline when it ended does not try again after its start',
    changes: [
      {
        file: 'electron/sync/engine.ts',
        find: `      schedule(0);
    },
    async stop() {`,
        put: `      if (state === 'idle') schedule(0);
    },
    async stop() {`,
      },
    ],
  },
  {
    name: 'a 403 sets aside what was sent',
    changes: [
      {
        file: 'electron/sync/exchange.ts',
        find: 'fault !== null && blamesOperations(fault)',
        put: 'fault !== null && (fault.status === 403 || blamesOperations(fault))',
      },
    ],
  },
  {
    name: 'what any 4xx answers to is deleted',
    changes: [
      {
        file: 'electron/sync/exchange.ts',
        find: 'const operations = fault !== null && blamesOperations(fault);',
        put: `const operations = fault !== null && blamesOperations(fault);
        if (fault?.status != null && fault.status >= 400 && fault.status < 500) {
          settle(batch, batch.map(({ id }) => ({ id, outcome: 'applied' as const })));
          continue;
        }`,
      },
    ],
  },
  {
    name: 'waits grow without end',
    changes: [
      {
        file: 'electron/sync/backoff.ts',
        find: 'LONGEST_WAIT_MS = 50_000',
        put: 'LONGEST_WAIT_MS = 3_600_000',
      },
    ],
  },
  {
    name: 'a 401 is taken for a rejection',
    changes: [
      {
        file: 'electron/sync/exchange.ts',
        find: 'fault !== null && blamesOperations(fault)',
        put: 'fault !== null && (fault.status === 401 || blamesOperations(fault))',
      },
    ],
  },
  {
    name: 'a refused token is not replaced',
    changes: [
      {
        file: 'electron/sync/transport.ts',
        find: 'await token(bearer)',
        put: 'await token()',
      },
    ],
  },
  {
    name: 'one that waits holds up all behind it',
    changes: [
      {
        file: 'electron/sync/batch.ts',
        find: 'for (const thing of things) blocked.add(thing);\n        continue;',
        put: 'return batch;',
      },
    ],
  },
  {
    name: 'the outbox goes by the clock',
    changes: [
      {
        file: 'electron/store/outbox.ts',
        find: `state = 'waiting' ORDER BY n LIMIT ?`,
        put: `state = 'waiting' ORDER BY made_at, n LIMIT ?`,
      },
    ],
  },
  {
    name: 'a rejected operation is dropped',
    changes: [
      {
        file: 'electron/store/settle.ts',
        find: 'if (park(db, row, result.code, at)) break;',
        put: `if (park(db, row, result.code, at)) break;
        db.run('DELETE FROM outbox WHERE n = ?', row.n);`,
      },
    ],
  },
];

/** Bugs in how the service takes them in. */
const service: readonly Mutant[] = [
  {
    name: 'the deduplication row lies outside the transaction',
    changes: [
      {
        file: 'backlog/operations/transaction.ts',
        find: `  return changing(service, async (tx, marks) => {
    const now = new Date(service.clock());
    const fresh = await takeOperations(tx, operations, bearer.sub, now);`,
        put: `  const now = new Date(service.clock());
  const taking = changing(service, (first) =>
    takeOperations(first, operations, bearer.sub, now),
  );
  return taking.then((fresh) => changing(service, async (tx, marks) => {`,
      },
      {
        file: 'backlog/operations/transaction.ts',
        find: 'await giveBackOperations(tx, refused);\n    return results;\n  });',
        put: 'await giveBackOperations(tx, refused);\n    return results;\n  }));',
      },
    ],
  },
  {
    name: 'what is committed is answered as a fault',
    changes: [
      {
        file: 'backlog/store/database.ts',
        find: 'if (changed.size > 0) (pool as EventEmitter).emit(CHANGED, changed);',
        put: `if (changed.size > 0) throw new Error('nobody to tell');`,
      },
    ],
  },
  {
    name: 'an operation that comes again is refused',
    changes: [
      {
        file: 'backlog/operations/transaction.ts',
        find: `? { id, outcome: 'already_applied' }`,
        put: `? { id, outcome: 'rejected', ...fault('input.invalid', 'id') }`,
      },
    ],
  },
  {
    name: 'revisions stand in the order of their clocks',
    changes: [
      {
        file: 'backlog/store/observations.ts',
        find: 'FROM revision WHERE observation_id = ANY($1::uuid[]) ORDER BY observation_id, ordinal',
        put: 'FROM revision WHERE observation_id = ANY($1::uuid[]) ORDER BY observation_id, made_at',
      },
    ],
  },
  {
    name: 'a review of older words is dropped',
    changes: [
      {
        file: 'backlog/operations/observations.ts',
        find: `  if (revision.text === '') return fault('observation.decided', 'observationId');`,
        put: `  if (revision.text === '') return fault('observation.decided', 'observationId');
  if (revision !== observation.revisions.at(-1)) return null;`,
      },
    ],
  },
  {
    name: 'a decision about older words decides',
    changes: [
      {
        file: 'shared/domain/observation.ts',
        find: `decision.kind !== 'retag' && revisionId === latest.id,`,
        put: `decision.kind !== 'retag' && revisionId !== '',`,
      },
    ],
  },
];

/** Bugs in how changes come in. */
const feed: readonly Mutant[] = [
  {
    name: 'the cursor is a plain serial',
    changes: [
      {
        file: 'backlog/store/feed.ts',
        find: `\`INSERT INTO scope_head AS head (scope, last)
   SELECT scope, taken FROM unnest($1::text[], $2::int[]) AS given (scope, taken) ORDER BY scope COLLATE "C"
   ON CONFLICT (scope) DO UPDATE SET last = head.last + excluded.last
   RETURNING scope, last\``,
        put: `\`SELECT scope, (SELECT max(nextval('feed_serial')) FROM generate_series(1, taken)) AS last
   FROM unnest($1::text[], $2::int[]) AS given (scope, taken)\``,
      },
      {
        file: 'backlog/store/poll.ts',
        find: 'SELECT scope, last, low FROM scope_head WHERE scope = ANY(ARRAY(SELECT scope FROM followed))',
        put: 'SELECT scope, max(seq) AS last, 0 AS low FROM feed WHERE scope IN (SELECT scope FROM followed) GROUP BY scope',
      },
      {
        file: 'backlog/store/migrations.ts',
        find: 'CREATE TABLE scope_head (',
        put: 'CREATE SEQUENCE feed_serial;\nCREATE TABLE scope_head (',
      },
    ],
  },
  {
    name: 'the cursor is kept before its page is',
    changes: [
      {
        file: 'electron/app/accounts/sync-store.ts',
        find: 'const topics = store.write((db) => applyFeed(db, page, at));',
        put: `if (store.read(cursor) !== null)
        store.write((db) => void db.run("UPDATE meta SET value = ? WHERE key = 'cursor'", page.cursor));
      const topics = store.write((db) => applyFeed(db, page, at));`,
      },
    ],
  },
  {
    name: 'tombstones are passed over',
    changes: [
      {
        file: 'electron/store/replica.ts',
        find: `    case 'tombstone':
      applyTombstone(db, change, touched);`,
        put: `    case 'tombstone':`,
      },
    ],
  },
  {
    name: 'own entries go with a scope that is lost',
    changes: [
      {
        file: 'electron/store/feed.ts',
        find: 'for (const name of takeFromScopesBut(db, followed)) dropUnscoped(db, name, touched);',
        put: `for (const name of takeFromScopesBut(db, followed)) {
      if (name.kind === 'observation') db.run('DELETE FROM observation WHERE id = ?', name.id);
      dropUnscoped(db, name, touched);
    }`,
      },
    ],
  },
  {
    name: 'that the service was set back goes unnoticed',
    changes: [
      {
        file: 'backlog/feed/read-feed.ts',
        find: 'if (cursor.epoch !== server.epoch || !server.checkpointKnown)',
        put: 'if (cursor.epoch < 0)',
      },
      {
        file: 'backlog/feed/read-feed.ts',
        find: `if (after > last) throw new LyttError('service.restored');`,
        put: '',
      },
      {
        file: 'electron/app/accounts/introduced-transport.ts',
        find: 'session.acknowledgedKnown === false',
        put: 'session.acknowledgedKnown === false && Number.isNaN(dueAt)',
      },
    ],
  },
  {
    name: 'what was acknowledged is not sent again to a service that was set back',
    changes: [
      {
        file: 'electron/store/send-again.ts',
        find: `  setMeta(db, 'adopting', '1');`,
        put: `  setMeta(db, 'adopting', '1');
  db.run("UPDATE outbox SET state = 'acknowledged', overlay = 0 WHERE again = 1");`,
      },
    ],
  },
];

export const mutants: readonly Mutant[] = [...outbox, ...service, ...feed];
