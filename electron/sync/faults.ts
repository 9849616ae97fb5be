import { LyttError } from '../../shared/domain/errors.ts';
import { Halt, Outdated, type SyncStatus } from '../../shared/view/sync.ts';
import { TransportFault } from './transport.ts';

/** She must log in, or has no access: nothing else is wrong. */
export function isAboutLogin(error: unknown): boolean {
  return (
    error instanceof LyttError &&
    (error.code === 'session.tokenInvalid' ||
      error.code === 'session.signedOut' ||
      error.code === 'session.forbidden')
  );
}

/** Why sync must stop until a person decides, or null where it need not. */
export function haltOf(error: unknown): Halt | null {
  if (!(error instanceof LyttError)) return null;
  if (error.code === 'service.otherServer') return 'other_server';
  return error.code === 'service.restored' ? 'restored' : null;
}

/** Which of the two must be updated before they understand each other, or null where it is not that. */
export function outdatedOf(error: unknown): Outdated | null {
  if (!(error instanceof LyttError)) return null;
  if (error.code === 'protocol.appTooOld') return 'app_too_old';
  return error.code === 'protocol.serviceTooOld' ? 'service_too_old' : null;
}

/** Nothing is to be gained by trying at once when something is queued. */
export function waitsForOthers(state: SyncStatus['state']): boolean {
  return state === 'offline' || Outdated.safeParse(state).success || isHalt(state);
}

export function isHalt(state: SyncStatus['state']): state is Halt {
  return Halt.safeParse(state).success;
}

/** The service answered in its own name, and not about the login or itself as such. */
export function reachesService(error: unknown): boolean {
  if (haltOf(error) !== null || outdatedOf(error) !== null) return false;
  return error instanceof TransportFault && error.status !== null && error.status !== 401;
}

/** A refusal of the whole request that names one of the operations in it, or their size. */
export function blamesOperations(fault: TransportFault): boolean {
  return (
    fault.status === 413 ||
    ((fault.status === 400 || fault.status === 422) &&
      fault.field?.startsWith('operations') === true)
  );
}
