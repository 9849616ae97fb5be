import { currentTags } from '../../shared/domain/observation.ts';
import type { Operation } from '../../shared/domain/operation.ts';
import { checkReplica } from './check-replica.ts';
import { checkService } from './check-service.ts';
import type { Finding } from './finding.ts';
import type { Made } from './ledger.ts';
import { type Expected, expectedOf } from './model.ts';
import { askEverything } from './service-view.ts';
import { NO_UNIT, type World } from './world.ts';

interface OutboxRow {
  readonly id: string;
  readonly state: 'waiting' | 'acknowledged' | 'set_aside';
  readonly code: string | null;
}

type Outboxes = ReadonlyMap<string, OutboxRow & { readonly machine: string }>;

/** What must hold a minute after all is well again, with nobody's doing. */
export async function checkDrained(world: World): Promise<Finding[]> {
  const outboxes = outboxesOf(world);
  const findings: Finding[] = [];
  for (const { id, state, machine } of outboxes.values())
    if (state === 'waiting' && !hangsOnCrashing(world, id))
      findings.push({ check: 'drains', detail: `${machine} still has ${nameOf(world, id)}` });
  for (const machine of world.machines) {
    const { state } = machine.running.syncState();
    const waits = [...outboxes.values()].some(
      (row) => row.machine === machine.name && row.state === 'waiting',
    );
    if (!waits && state !== 'idle' && state !== 'working')
      findings.push({ check: 'tells the truth', detail: `${machine.name} says ${state}` });
  }
  // Elsewhere people may have to send again what was refused through no fault of theirs.
  if (!world.restored && !world.deposed)
    findings.push(...(await checkSetAside(world, outboxes, expectedOf(world.ledger))));
  return findings;
}

/** What must hold in the end. Looks once. */
export async function checkEnd(world: World): Promise<Finding[]> {
  await world.freeze();
  const expected = expectedOf(world.ledger);
  const outboxes = outboxesOf(world);
  const findings: Finding[] = [...world.faults];
  findings.push(...(await checkSetAside(world, outboxes, expected)));
  findings.push(...checkTaken(world, outboxes, expected));
  findings.push(...checkOrder(world));
  const views = await askEverything(world);
  findings.push(...(await checkService(world, expected, views)));
  for (const machine of world.machines) {
    const view = views.get(machine.owner);
    if (view !== undefined) findings.push(...checkReplica(machine, view, expected, world.restored));
  }
  return findings;
}

function outboxesOf(world: World): Outboxes {
  const rows = world.machines.flatMap((machine) =>
    machine.running.store
      .read((db) => db.all<OutboxRow>('SELECT id, state, code FROM outbox ORDER BY n'))
      .map((row) => ({ ...row, machine: machine.name })),
  );
  return new Map(rows.map((row) => [row.id, row]));
}

function nameOf({ ledger }: World, id: string): string {
  return `${ledger.made.get(id)?.operation.kind ?? 'something nobody made'} ${id}`;
}

function entryOf(operation: Operation): string | null {
  return 'observationId' in operation ? operation.observationId : null;
}

/** It is, or is about, what the service falls over; that may take longer to be set aside. */
function hangsOnCrashing({ ledger, network }: World, id: string): boolean {
  const made = ledger.made.get(id);
  if (made === undefined) return false;
  const entry = entryOf(made.operation);
  return [...network.crashing].some((crashing) => {
    const other = ledger.made.get(crashing);
    return other !== undefined && entry !== null && entryOf(other.operation) === entry;
  });
}

/** Nothing is set aside but what was poisoned, and what someone else's doing has made impossible. */
async function checkSetAside(
  world: World,
  outboxes: Outboxes,
  expected: Expected,
): Promise<Finding[]> {
  const there = await world.database.query<{ id: string }>(
    'SELECT id FROM insight UNION ALL SELECT id FROM reply',
  );
  const ids = new Set(there.map(({ id }) => id));
  const findings: Finding[] = [];
  for (const { id, state, code, machine } of outboxes.values()) {
    const made = world.ledger.made.get(id);
    if (state !== 'set_aside' || made === undefined) continue;
    if (isJustified(world, made, code ?? '', expected, ids)) continue;
    const detail = `${machine} has ${nameOf(world, id)}: ${code}`;
    findings.push({ check: 'sets aside only poison', detail });
  }
  return findings;
}

function isJustified(
  world: World,
  { operation, by, poison }: Made,
  code: string,
  { observations }: Expected,
  there: ReadonlySet<string>,
): boolean {
  if (poison !== null) return code === poison;
  const entry = entryOf(operation);
  switch (code) {
    case 'observation.withdrawn':
      return entry !== null && observations.get(entry)?.withdrawn === true;
    case 'observation.unknown':
      return entry !== null && !observations.has(entry) && neverCame(world, entry);
    case 'revision.unknown':
      return operation.kind === 'review.add' && isReplaced(world, operation.revisionId);
    case 'review.temaMissing': {
      // Approved by a retag that a service set back had lost, and that she undid once it was there again.
      const held = entry === null ? undefined : observations.get(entry);
      return world.restored && held !== undefined && currentTags(held).tema === null;
    }
    case 'insight.unknown':
      return operation.kind === 'theme.place' && operation.insightIds.every((id) => !there.has(id));
    case 'unit.unknown':
      // Whatever is written about an entry goes out under the unit where it was heard.
      return operation.unit === NO_UNIT;
    case 'reply.unknown':
      return operation.kind === 'reply.read' && !there.has(operation.replyId);
    case 'unit.notYours':
      // Written anew since, it waits for the supervisor first, as everything does.
      return by === 'dag' && operation.kind === 'review.add';
    default:
      return false;
  }
}

/**
 * Words that a service set back has lost, or refused for want of the entry that it had lost, and that could not go again as they
 * were: their author has put others in their place.
 */
function isReplaced({ ledger }: World, revisionId: string): boolean {
  const made = [...ledger.made.values()].map(({ operation }) => operation);
  const wasLost = (entry: string) =>
    made.some(
      (operation) =>
        operation.kind === 'observation.log' &&
        operation.observationId === entry &&
        ledger.lost.has(operation.id),
    );
  return made.some(
    (operation) =>
      (operation.kind === 'observation.log' || operation.kind === 'observation.revise') &&
      operation.revisionId === revisionId &&
      ledger.takenBack.has(operation.id) &&
      (ledger.lost.has(operation.id) || wasLost(operation.observationId)),
  );
}

/** The entry itself was refused, or taken back before the service was set back to a time before it. */
function neverCame({ ledger, restored }: World, entry: string): boolean {
  return [...ledger.made.values()].some(
    ({ operation, poison }) =>
      entryOf(operation) === entry &&
      (operation.kind === 'observation.log'
        ? poison !== null
        : restored && operation.kind === 'observation.withdraw'),
  );
}

/** No saved operation is lost, none that was taken back has gone out. */
function checkTaken(world: World, outboxes: Outboxes, expected: Expected): Finding[] {
  const { ledger } = world;
  const findings: Finding[] = [];
  const find = (check: string, id: string) =>
    findings.push({ check, detail: `${ledger.made.get(id)?.machine}: ${nameOf(world, id)}` });
  for (const [id, made] of ledger.made) {
    const taken = ledger.isTaken(id);
    if (ledger.takenBack.has(id) || made.poison !== null) {
      if (taken) find('what is taken back stays back', id);
      continue;
    }
    const row = outboxes.get(id);
    if (row?.state === 'waiting' && !hangsOnCrashing(world, id)) find('drains', id);
    if (row !== undefined && row.state !== 'acknowledged') continue;
    // Sent again to a service that was set back, it found nothing to be laid on: parked, with the reason.
    if (row?.code != null && isParked(world, made, row.code, expected)) continue;
    if (isErased(world, made, expected)) continue;
    if (row === undefined && isOfOlderWords(world, made, expected)) continue;
    if (row === undefined) find('keeps', id);
    if (!taken && !isOfTheService(world, made)) find('loses nothing', id);
  }
  return findings;
}

/**
 * What a person did to an entry of hers on one machine came to the service in the order she did it, whatever its clock said. Not
 * told where something may have been set aside in between, and gone later.
 */
function checkOrder({ ledger, restored, deposed }: World): Finding[] {
  if (restored || deposed) return [];
  const places = new Map(ledger.taken.flatMap(({ ids }) => ids).map((id, place) => [id, place]));
  const last = new Map<string, { id: string; place: number }>();
  const findings: Finding[] = [];
  for (const [id, { operation, machine }] of ledger.made) {
    const place = places.get(id);
    if (place === undefined || !operation.kind.startsWith('observation.')) continue;
    const thread = `${machine} ${entryOf(operation)}`;
    const before = last.get(thread);
    if (before !== undefined && before.place > place)
      findings.push({ check: 'keeps the order', detail: `${machine}: ${id} before ${before.id}` });
    last.set(thread, { id, place });
  }
  return findings;
}

function isParked(world: World, made: Made, code: string, { observations }: Expected): boolean {
  if (!world.restored) return false;
  const entry = entryOf(made.operation);
  switch (code) {
    case 'observation.unknown':
      return entry !== null && !observations.has(entry);
    case 'insight.unknown':
    case 'reply.unknown':
      return isOfTheService(world, made);
    default:
      return false;
  }
}

/** Its words are gone because their author withdrew them. */
function isErased({ ledger }: World, { operation }: Made, { observations }: Expected): boolean {
  const entry = entryOf(operation);
  if (entry === null) return false;
  if (observations.get(entry)?.withdrawn === true) return true;
  // Withdrawn, then lost with its withdrawal by a service that was set back: there is nothing to send again.
  return (
    !observations.has(entry) &&
    [...ledger.made.values()].some(
      (made) => made.operation.kind === 'observation.withdraw' && entryOf(made.operation) === entry,
    )
  );
}

/**
 * Taken in, and gone here since its author has written anew: a deputy does not hear of it if she takes it back, and so keeps no
 * question or reason about it.
 */
function isOfOlderWords(
  { ledger }: World,
  { operation, by }: Made,
  { observations }: Expected,
): boolean {
  if (by !== 'dag' || operation.kind !== 'review.add') return false;
  if (!ledger.isTaken(operation.id) && !ledger.lost.has(operation.id)) return false;
  const { decision, observationId, revisionId } = operation;
  const hasWords = decision.kind === 'return' || decision.kind === 'decline';
  return hasWords && observations.get(observationId)?.revisions.at(-1)?.id !== revisionId;
}

/** About what the service makes, which has other names after it was set back: it can't be sent again. */
function isOfTheService({ ledger }: World, { operation }: Made): boolean {
  return (
    ledger.lost.has(operation.id) &&
    (operation.kind === 'theme.place' || operation.kind === 'reply.read')
  );
}
