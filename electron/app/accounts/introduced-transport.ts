import type { ErrorCode, LyttError } from '../../../shared/domain/errors.ts';
import type { Clock } from '../../../shared/domain/ids.ts';
import type { SessionResponse } from '../../../shared/protocol/protocol.ts';
import { agree, type Versions } from '../../../shared/protocol/versions.ts';
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
  /** What this app speaks. */
  readonly versions: Versions;
  /** The version that both speak. */
  readonly onVersion: (version: number) => void;
  /** An operation that the service has acknowledged to her, or null. */
  readonly acknowledged: () => string | null;
  readonly bearer: () => Promise<string>;
  /** Asked, just before they leave, which of the operations still are to. From then on none of those can be taken back. */
  readonly leaving: (operations: readonly QueuedOperation[]) => readonly QueuedOperation[];
}

/**
 * Asks the service who it takes her for before anything else, and now and then: the service notes thereby that she works in
 * her unit, so that what waits can go out under it after she has moved on. Throws `service.restored` where it has forgotten what
 * it acknowledged to her; `protocol.appTooOld` or `protocol.serviceTooOld` where the two have no version in common.
 */
export function introducedTransport(options: IntroducedOptions): Transport {
  const { transport, clock, onSession, acknowledged, bearer, leaving, versions, onVersion } =
    options;
  let dueAt = Number.NEGATIVE_INFINITY;

  async function introduce(): Promise<void> {
    const now = clock();
    // A clock that was set back must not put it off for ever.
    if (now < dueAt && dueAt - now <= AGAIN_MS) return;
    try {
      const session = await transport.session(acknowledged());
      const { version, tooOld } = agree(versions, session.protocol);
      if (version === null)
        throw new TransportFault(
          tooOld === 'own' ? 'protocol.appTooOld' : 'protocol.serviceTooOld',
          { status: 426 },
        );
      onVersion(version);
      if (session.acknowledgedKnown === false)
        throw new TransportFault('service.restored', { status: 200 });
      dueAt = clock() + AGAIN_MS;
      onSession(session);
    } catch (error) {
      if (!isOfThisCallAlone(error)) throw error;
      dueAt = clock() + AFTER_FAULT_MS;
    }
  }

  /** A service that was updated meanwhile says at the next try what it speaks now. */
  async function understood<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      if (error instanceof TransportFault && error.code === 'protocol.unsupported')
        dueAt = Number.NEGATIVE_INFINITY;
      throw error;
    }
  }

  return {
    async push(operations) {
      await introduce();
      // A login may take its time too; what is taken back meanwhile must not leave.
      await bearer();
      const going = leaving(operations);
      return going.length === 0 ? [] : understood(transport.push(going));
    },
    async changes(cursor) {
      await introduce();
      return understood(transport.changes(cursor));
    },
    session: (known) => transport.session(known),
  };
}

const ofAllCalls = new Set<ErrorCode>([
  'service.tooManyRequests',
  'service.otherServer',
  'service.restored',
  'protocol.appTooOld',
  'protocol.serviceTooOld',
]);

/** The service answered in its own name and not about the login: what else is asked of it may well go through. */
function isOfThisCallAlone(error: unknown): boolean {
  if (!(error instanceof TransportFault) || error.status === null) return false;
  const { code } = error satisfies LyttError;
  return !code.startsWith('session.') && !ofAllCalls.has(code);
}
