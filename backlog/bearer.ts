import type { Role } from '../shared/domain/roles.ts';

/** Who a request comes from, as a verified token says. */
export interface Bearer {
  readonly sub: string;
  /** The known ones; unknown roles give nothing. */
  readonly roles: readonly Role[];
  /** Where she works now. */
  readonly unit: string | null;
}
