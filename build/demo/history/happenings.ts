import type { Id } from '../../../shared/domain/ids.ts';
import type { Operation, OperationOf } from '../../../shared/domain/operation.ts';
import type { Role } from '../../../shared/domain/roles.ts';
import type { Week } from '../../../shared/domain/week.ts';

/** Who did it, as her token would say. */
export interface Doer {
  readonly sub: string;
  readonly roles: readonly Role[];
  readonly unit: string | null;
}

/** What happened at one moment. */
export type Happening =
  | { readonly kind: 'done'; readonly who: Doer; readonly operations: readonly Operation[] }
  /** The insights of these observations are put into a theme. */
  | {
      readonly kind: 'placed';
      readonly who: Doer;
      readonly operation: Omit<OperationOf<'theme.place'>, 'insightIds'>;
      readonly observationIds: readonly Id[];
    }
  /** Opens the inbox: what is there is read, and what is asked there is answered. */
  | { readonly kind: 'read'; readonly who: Doer; readonly operationIds: readonly Id[] }
  /** Contributors are asked whether it helped, and most answer; each answer's id. */
  | { readonly kind: 'asked'; readonly themeId: Id; readonly answerIds: readonly Id[] };

export interface Contacts {
  readonly week: Week;
  readonly tema: string;
  readonly channel: string;
  readonly contacts: number;
}

export interface History {
  readonly contacts: readonly Contacts[];
  /** In the order they happened. */
  readonly happenings: readonly { readonly at: number; readonly happening: Happening }[];
}
