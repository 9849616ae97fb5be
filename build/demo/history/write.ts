import { askContributors } from '../../../backlog/jobs/asking.ts';
import { raiseDeadlines } from '../../../backlog/jobs/deadlines.ts';
import { workOutFigures } from '../../../backlog/jobs/figures/figures.ts';
import { groupInsights } from '../../../backlog/jobs/grouping/grouping.ts';
import { applyOperations } from '../../../backlog/operations/apply.ts';
import type { Service } from '../../../backlog/service.ts';
import { putContacts } from '../../../backlog/store/contacts.ts';
import { inTransaction } from '../../../backlog/store/database.ts';
import { assertNever } from '../../../shared/domain/assert-never.ts';
import type { Operation, OperationOf } from '../../../shared/domain/operation.ts';
import type { Doer, Happening, History } from './happenings.ts';

/**
 * Lets a history happen in the service: every operation goes through what takes in those of a machine, at the hour it was done.
 * May be cut short and begun again: what was applied stays applied, once.
 */
export async function writeHistory(
  service: Service,
  { contacts, happenings }: History,
): Promise<void> {
  await inTransaction(service.pool, (tx) => putContacts(tx, contacts));
  for (const { at, happening } of happenings)
    await happen({ ...service, clock: () => at }, happening, at);
  await raiseDeadlines(service);
  await groupInsights(service);
  await workOutFigures(service);
}

async function happen(service: Service, happening: Happening, at: number): Promise<void> {
  switch (happening.kind) {
    case 'done':
      return apply(service, happening.who, happening.operations);
    case 'placed': {
      const insightIds = await insightsOf(service, happening.observationIds);
      if (insightIds.length === 0) throw new Error('there is nothing to put into the theme');
      return apply(service, happening.who, [{ ...happening.operation, insightIds }]);
    }
    case 'asked':
      await askContributors(service);
      return answer(service, happening.themeId, happening.answerIds, at);
    case 'read':
      return readInbox(service, happening.who, happening.operationIds, at);
    default:
      return assertNever(happening);
  }
}

async function apply(service: Service, who: Doer, operations: readonly Operation[]): Promise<void> {
  const results = await applyOperations(
    service,
    who,
    operations.map((operation) => ({ id: operation.id, body: { ...operation } })),
  );
  for (const result of results)
    if (!result.outcome.endsWith('applied'))
      throw new Error(`history: ${result.outcome} ${'code' in result ? result.code : ''}`);
}

async function insightsOf({ pool }: Service, observationIds: readonly string[]): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    'SELECT id FROM insight WHERE observation_id = ANY($1::uuid[]) ORDER BY observation_id',
    [observationIds],
  );
  return rows.map(({ id }) => id);
}

/** Two of three answer, and most of them that it helped. The demo's own people have yet to. */
async function answer(
  service: Service,
  themeId: string,
  answerIds: readonly string[],
  at: number,
): Promise<void> {
  const { rows } = await service.pool.query<{ id: string; sub: string; unit: string }>(
    `SELECT reply.id, reply.sub, observation.unit FROM reply
     JOIN observation ON observation.id = reply.observation_id
     WHERE reply.theme_id = $1 AND reply.event = 'asked' AND reply.sub LIKE 'demo-%'
     ORDER BY reply.observation_id LIMIT $2`,
    [themeId, answerIds.length],
  );
  for (const [place, { id: replyId, sub, unit }] of rows.entries()) {
    const id = answerIds[place];
    if (id === undefined || place % 3 === 2) continue;
    const operation: OperationOf<'reply.answer'> = {
      ...{ id, unit, kind: 'reply.answer', replyId },
      helped: place % 7 === 0 ? 'unsure' : place % 4 === 0 ? 'no' : 'yes',
      madeAt: new Date(at).toISOString(),
    };
    await apply(service, { sub, roles: ['caseworker'], unit }, [operation]);
  }
}

async function readInbox(
  service: Service,
  who: Doer,
  operationIds: readonly string[],
  at: number,
): Promise<void> {
  const { rows } = await service.pool.query<{ id: string; event: string }>(
    'SELECT id, event FROM reply WHERE sub = $1 AND made_at <= $2 ORDER BY made_at, observation_id, event LIMIT $3',
    [who.sub, new Date(at), operationIds.length],
  );
  const madeAt = new Date(at).toISOString();
  for (const [place, { id: replyId, event }] of rows.entries()) {
    const id = operationIds[place];
    if (id === undefined) continue;
    const base = { id, unit: who.unit, replyId, madeAt };
    await apply(service, who, [
      event === 'asked'
        ? { ...base, kind: 'reply.answer', helped: 'yes' }
        : { ...base, kind: 'reply.read' },
    ]);
  }
}
