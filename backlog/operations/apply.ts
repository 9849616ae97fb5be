import { setImmediate as turn } from 'node:timers/promises';
import type { ErrorCode } from '../../shared/domain/errors.ts';
import { approves } from '../../shared/domain/observation.ts';
import { entityOf, isOperationKind, type Operation } from '../../shared/domain/operation.ts';
import type { FoundIn, OperationResult } from '../../shared/protocol/protocol.ts';
import type { Bearer } from '../bearer.ts';
import { faultFacts } from '../fault-facts.ts';
import type { Service } from '../service.ts';
import { databaseFault, inTransaction, sqlState, waitedInVain } from '../store/database.ts';
import { appliedBefore } from '../store/operations.ts';
import { recordMembership } from '../store/units.ts';
import type { Fault } from './fault.ts';
import { type GateResult, knownKinds, passGate } from './gate.ts';
import { Overtaken } from './overtaken.ts';
import { type Arrival, readOperation } from './read-operation.ts';
import { applyInTransaction, repeated } from './transaction.ts';

/** Things one transaction works on at most; more go in several, in order. */
const TRANSACTION_LIMIT = 1_000;
const ATTEMPTS = 4;
/** Operations whose words are read before others have their turn: some milliseconds. */
const READ_AT_ONCE = 64;
const UNIQUE_VIOLATION = '23505';

/**
 * What becomes of what was pushed, element by element and in its order. Throws only where nothing can be said of it at all: the
 * database can't be reached.
 */
export async function applyOperations(
  service: Service,
  bearer: Bearer,
  arrivals: readonly Arrival[],
): Promise<OperationResult[]> {
  if (arrivals.length === 0) return [];
  const [{ operations, faults, gated }] = await Promise.all([
    readAll(arrivals),
    bearer.unit === null
      ? null
      : recordMembership(service.pool, bearer.sub, bearer.unit, new Date(service.clock())),
  ]);
  const results = new Map<string, OperationResult>();
  for (const result of await refuse(service, bearer, arrivals, faults))
    results.set(result.id, result);
  for (const result of await applyAll(service, bearer, [...operations.values()]))
    results.set(result.id, result);
  logWithdrawals(service, operations.values(), results);
  for (const [id, gate] of gated)
    countFindings(service, gate, operations.get(id), results.get(id)?.outcome);
  return answer(service, arrivals, results);
}

interface Read {
  readonly operations: ReadonlyMap<string, Operation>;
  readonly faults: ReadonlyMap<string, Refusal>;
  readonly gated: ReadonlyMap<string, GateResult>;
}

/** Reads them, and what they say. Sent twice in one push: the first counts. */
async function readAll(arrivals: readonly Arrival[]): Promise<Read> {
  const operations = new Map<string, Operation>();
  const faults = new Map<string, Refusal>();
  const gated = new Map<string, GateResult>();
  for (const [at, arrival] of arrivals.entries()) {
    const { id } = arrival;
    // Others are under way, and wait for nothing but this thread.
    if (at % READ_AT_ONCE === READ_AT_ONCE - 1) await turn();
    if (operations.has(id) || faults.has(id)) continue;
    const reading = readOperation(arrival);
    if (reading.fault !== null) {
      faults.set(id, reading.fault);
      continue;
    }
    const gate = passGate(reading.operation);
    gated.set(id, gate);
    if (gate.fault === null) operations.set(id, reading.operation);
    else faults.set(id, { ...gate.fault, findings: gate.refused });
  }
  return { operations, faults, gated };
}

/** Kept with the log, outside the database: after a restore it says what is to be withdrawn again. Also where it was sent again. */
function logWithdrawals(
  { log }: Service,
  operations: Iterable<Operation>,
  results: ReadonlyMap<string, OperationResult>,
): void {
  for (const operation of operations)
    if (
      operation.kind === 'observation.withdraw' &&
      results.get(operation.id)?.outcome.endsWith('applied') === true
    )
      log('observation.withdrawn', { id: operation.observationId });
}

/** What can never be applied as it stands, and where the gate stopped it. */
type Refusal = Fault & { readonly findings?: FoundIn[] };

/** Each once: an operation that comes again was counted when it was taken in. */
function countFindings(
  { metrics: { findings } }: Service,
  { refused, kept }: GateResult,
  operation: Operation | undefined,
  outcome: OperationResult['outcome'] | undefined,
): void {
  if (outcome === 'rejected')
    for (const { kind, severity } of refused) findings.inc({ kind, severity, outcome: 'refused' });
  if (outcome !== 'applied') return;
  for (const { kind, severity } of kept) findings.inc({ kind, severity, outcome: 'kept' });
  if (operation?.kind === 'review.add' && approves(operation.decision))
    for (const kind of knownKinds(operation.decision.confirmed ?? []))
      findings.inc({ kind, severity: 'warn', outcome: 'confirmed' });
}

/** What can't be read or may not be kept. An operation that was applied before stays applied, whatever we think of it now. */
async function refuse(
  service: Service,
  bearer: Bearer,
  arrivals: readonly Arrival[],
  faults: ReadonlyMap<string, Refusal>,
): Promise<OperationResult[]> {
  if (faults.size === 0) return [];
  const before = await inTransaction(service.pool, (tx) => appliedBefore(tx, [...faults.keys()]));
  return arrivals.flatMap(({ id, body }): OperationResult[] => {
    const fault = faults.get(id);
    if (fault === undefined) return [];
    const { kind } = body;
    return before.has(id) && isOperationKind(kind)
      ? [repeated({ id, kind }, bearer, before.get(id))]
      : [refusal(id, fault)];
  });
}

/** What a newer app does and this service can't yet waits there for the service's update: nothing is wrong with it. */
function refusal(id: string, { code, ...fault }: Refusal): OperationResult {
  return code === 'operation.unknownKind'
    ? { id, outcome: 'not_now', code }
    : { id, outcome: 'rejected', code, ...fault };
}

async function applyAll(
  service: Service,
  bearer: Bearer,
  operations: readonly Operation[],
): Promise<OperationResult[]> {
  const results: OperationResult[] = [];
  let busy = false;
  for (const part of partsOf(operations)) {
    // What follows may build on what could not be done now.
    const done: OperationResult[] = busy
      ? notNow(part, 'service.tooManyRequests')
      : await applyPart(service, bearer, part);
    busy ||= done.some(({ outcome }) => outcome === 'not_now');
    results.push(...done);
  }
  return results;
}

function partsOf(operations: readonly Operation[]): Operation[][] {
  const parts: Operation[][] = [];
  let room = 0;
  for (const operation of operations) {
    const weight = 'insightIds' in operation ? operation.insightIds.length : 1;
    if (weight > room) {
      parts.push([]);
      room = TRANSACTION_LIMIT;
    }
    parts.at(-1)?.push(operation);
    room -= weight;
  }
  return parts;
}

/** All of them, or one by one where the database itself refuses some. */
async function applyPart(
  service: Service,
  bearer: Bearer,
  operations: readonly Operation[],
): Promise<OperationResult[]> {
  try {
    return await untilUnhindered(service, () => applyInTransaction(service, bearer, operations));
  } catch (error) {
    const kind = hindrance(error);
    if (kind === 'unavailable') throw error;
    if (kind === 'conflict') return notNow(operations, 'service.tooManyRequests');
    const [first, ...others] = operations;
    if (first === undefined) return [];
    if (others.length === 0) return [blame(service, first, error)];
    return oneByOne(service, bearer, operations);
  }
}

/** What follows on something that could not be done now waits with it. */
async function oneByOne(
  service: Service,
  bearer: Bearer,
  operations: readonly Operation[],
): Promise<OperationResult[]> {
  const results: OperationResult[] = [];
  const open = new Set<string>();
  for (const operation of operations) {
    const things = thingsOf(operation);
    const done = things.some((thing) => open.has(thing))
      ? notNow([operation], 'service.failed')
      : await applyPart(service, bearer, [operation]);
    if (done.some(({ outcome }) => outcome === 'not_now'))
      for (const thing of things) open.add(thing);
    results.push(...done);
  }
  return results;
}

function thingsOf(operation: Operation): string[] {
  const things = [entityOf(operation)];
  if ('insightIds' in operation) things.push(...operation.insightIds);
  if ('themeId' in operation && operation.themeId !== null) things.push(operation.themeId);
  if ('proposalId' in operation) things.push(operation.proposalId);
  if (operation.kind === 'theme.merge') things.push(operation.into);
  if (operation.kind === 'observation.log' && operation.sameAs !== null)
    things.push(operation.sameAs.id);
  if (operation.kind === 'review.add' && operation.decision.kind === 'merge')
    things.push(operation.decision.into);
  return things;
}

function blame(service: Service, { id }: Operation, error: unknown): OperationResult {
  service.log('operation.failed', faultFacts('service.failed', error));
  return databaseFault(error) === 'refused'
    ? { id, outcome: 'rejected', code: 'input.invalid', field: null }
    : { id, outcome: 'not_now', code: 'service.failed' };
}

async function untilUnhindered<T>(service: Service, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS || hindrance(error) !== 'conflict' || waitedInVain(error))
        throw error;
      service.metrics.transactions.inc();
    }
  }
}

/** An id that is taken at the second look was not at the first: another transaction was in between. */
function hindrance(error: unknown): 'conflict' | 'unavailable' | 'other' {
  if (error instanceof Overtaken || sqlState(error) === UNIQUE_VIOLATION) return 'conflict';
  const fault = databaseFault(error);
  return fault === 'conflict' || fault === 'unavailable' ? fault : 'other';
}

function notNow(operations: readonly Operation[], code: ErrorCode): OperationResult[] {
  return operations.map(({ id }) => ({ id, outcome: 'not_now', code }));
}

/** One result for each element; one that came twice has been applied by the time it comes again. */
function answer(
  service: Service,
  arrivals: readonly Arrival[],
  results: ReadonlyMap<string, OperationResult>,
): OperationResult[] {
  const answered = new Set<string>();
  return arrivals.map(({ id, body }) => {
    const result = results.get(id);
    if (result === undefined) throw new Error('an operation was left without a result');
    const again = answered.has(id) && result.outcome === 'applied';
    answered.add(id);
    count(service, body['kind'], result);
    return again ? { id, outcome: 'already_applied' } : result;
  });
}

function count(service: Service, kind: unknown, result: OperationResult): void {
  service.metrics.operations.inc({
    kind: isOperationKind(kind) ? kind : 'unknown',
    outcome: result.outcome,
    code: 'code' in result ? result.code : '',
  });
}
