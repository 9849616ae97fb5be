import type { LyttError } from '../../../shared/domain/errors.ts';
import type { Clock } from '../../../shared/domain/ids.ts';
import type { SessionResponse } from '../../../shared/protocol/protocol.ts';
import type { QueuedOperation, Transport } from '../../sync/ports.ts';
import { TransportFault } from '../../sync/transport.ts';

/** A role or unit that has changed is seen within this time. */
const AGAIN_MS = 10 * 60_000;
/** After an answer that was none: the service may be older, or broken in this one place. */
const AFTER_FAULT_MS = 60_000;

export interface IntroducedOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly onSession: (session: SessionResponse) => void;
  readonly bearer: () => Promise<string>;
  /** Asked, just before they leave, which of the operations still are to. From then on none of those can be taken back. */
  readonly leaving: (operations: readonly QueuedOperation[]) => readonly QueuedOperation[];
}

/**
 * Asks the service who it takes her for before anything else, and now and then: the service notes thereby that she works in
 * her unit, so that what waits can go out under it after she has moved on.
 */
export function introducedTransport(options: IntroducedOptions): Transport {
  const { transport, clock, onSession, bearer, leaving } = options;
  let dueAt = Number.NEGATIVE_INFINITY;

  async function introduce(): Promise<void> {
    const now = clock();
    // A clock that was set back must not put it off for ever.
    if (now < dueAt && dueAt - now <= AGAIN_MS) return;
    try {
      const session = await transport.session();
      dueAt = clock() + AGAIN_MS;
      onSession(session);
    } catch (error) {
      if (!isOfThisCallAlone(error)) throw error;
      dueAt = clock() + AFTER_FAULT_MS;
    }
  }

  return {
    async push(operations) {
      await introduce();
      // A login may take its time too; what is taken back meanwhile must not leave.
      await bearer();
      const going = leaving(operations);
      return going.length === 0 ? [] : transport.push(going);
    },
    async changes(cursor) {
      await introduce();
      return transport.changes(cursor);
    },
    session: () => transport.session(),
  };
}

/** The service answered in its own name and not about the login: what else is asked of it may well go through. */
function isOfThisCallAlone(error: unknown): boolean {
  if (!(error instanceof TransportFault) || error.status === null) return false;
  const { code } = error satisfies LyttError;
  return !code.startsWith('session.') && code !== 'service.tooManyRequests';
}
