import type { ErrorCode } from '../../shared/domain/errors.ts';

/** Why an operation can never be applied as it stands: a code of the catalogue and the field it is about. */
export interface Fault {
  readonly code: ErrorCode;
  readonly field: string | null;
}

export function fault(code: ErrorCode, field: string | null = null): Fault {
  return { code, field };
}
