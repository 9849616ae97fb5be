import { changing } from '../feed/changing.ts';
import { scopesOfObservation } from '../feed/scopes.ts';
import type { Service } from '../service.ts';
import { holdOverdue, raiseEscalation } from '../store/escalations.ts';

const HOUR_MS = 3_600_000;
/** Raised in one transaction at most. */
const CHUNK = 500;

/**
 * Who is to see an observation that has waited for a review since `waitingSince`: 0 the supervisor, 1 after the unit's limit
 * also the deputies, 2 after twice the limit also the unit above. Times in milliseconds.
 */
export function escalationLevel(
  waitingSince: number,
  now: number,
  reviewLimitHours: number,
): 0 | 1 | 2 {
  const waited = now - waitingSince;
  const limit = reviewLimitHours * HOUR_MS;
  if (waited >= 2 * limit) return 2;
  return waited >= limit ? 1 : 0;
}

/** Raises everything that has waited too long by now; returns how many. Never lowers a level. */
export async function escalateOverdue(service: Service): Promise<number> {
  let raised = 0;
  for (;;) {
    const now = new Date(service.clock());
    const due = await changing(service, async (tx, marks) => {
      const held = await holdOverdue(tx, now, CHUNK);
      const reached = held.map(({ waitingSince, reviewLimitHours, ...observation }) => ({
        ...observation,
        escalation: higher(
          observation.escalation,
          escalationLevel(waitingSince.getTime(), now.getTime(), reviewLimitHours),
        ),
      }));
      await raiseEscalation(tx, reached);
      for (const observation of reached)
        for (const scope of scopesOfObservation(observation))
          marks.put(scope, 'observation', observation.id);
      return reached;
    });
    for (const { escalation } of due) service.metrics.escalations.inc({ level: escalation });
    raised += due.length;
    if (due.length < CHUNK) break;
  }
  if (raised > 0) service.log('escalation.raised', { observations: raised });
  return raised;
}

function higher(one: 0 | 1 | 2, other: 0 | 1 | 2): 0 | 1 | 2 {
  return one > other ? one : other;
}
