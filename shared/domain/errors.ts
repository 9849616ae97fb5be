/**
 * The one catalogue of errors. A code is stable: the page words it (`shared/i18n`), the service sends it,
 * the outbox keeps it. `status` is the HTTP status where one is needed; `retry` says whether trying again unchanged can help.
 */
export const errorCatalogue = {
  'input.invalid': { status: 400, retry: false },
  'text.empty': { status: 400, retry: false },
  'text.tooLong': { status: 400, retry: false },
  'text.invalidCharacter': { status: 400, retry: false },
  /** May not be saved; `params.kinds` in the app: kinds of finding with a comma between. */
  'text.identifies': { status: 422, retry: false },
  /** May be saved once its author has said, of each of `params.kinds`, that it points to nobody. */
  'text.mayIdentify': { status: 422, retry: false },
  'session.signedOut': { status: 401, retry: true },
  'session.forbidden': { status: 403, retry: false },
  'session.tokenInvalid': { status: 401, retry: true },
  'session.issuerUnreachable': { status: 503, retry: true },
  'unit.unknown': { status: 422, retry: false },
  'unit.notYours': { status: 403, retry: false },
  'observation.unknown': { status: 404, retry: false },
  'observation.exists': { status: 409, retry: false },
  'observation.notYours': { status: 403, retry: false },
  'observation.withdrawn': { status: 409, retry: false },
  'observation.decided': { status: 409, retry: false },
  'revision.unknown': { status: 409, retry: false },
  'review.unknown': { status: 404, retry: false },
  'review.temaMissing': { status: 422, retry: false },
  /** The author kept something that looked like a person: an approval must say that it was looked at. */
  'review.unconfirmed': { status: 422, retry: false },
  'review.alreadyUsed': { status: 409, retry: false },
  'theme.unknown': { status: 404, retry: false },
  'theme.exists': { status: 409, retry: false },
  'theme.statusNotReachable': { status: 409, retry: false },
  'theme.reasonMissing': { status: 422, retry: false },
  'theme.ownerMissing': { status: 422, retry: false },
  'theme.releaseDateMissing': { status: 422, retry: false },
  /** It stands for another theme now. */
  'theme.merged': { status: 409, retry: false },
  /** Merged into itself, into one that is merged, or parted where it was not merged. */
  'theme.notMergeable': { status: 409, retry: false },
  'proposal.unknown': { status: 404, retry: false },
  /** What a +1 or a merge points at is not there, or not hers to see. */
  'target.unknown': { status: 404, retry: false },
  'insight.unknown': { status: 404, retry: false },
  'reply.unknown': { status: 404, retry: false },
  'reply.notAsked': { status: 409, retry: false },
  /** Of a newer app: it waits there until the service is updated. */
  'operation.unknownKind': { status: 422, retry: true },
  /** The cursor is not of this service as it now stands: follow the feed from the beginning. */
  'feed.startOver': { status: 409, retry: false },
  /** Not the service that the machine's entries came from and went to. */
  'service.otherServer': { status: 409, retry: false },
  /** The service's database was set back: it has forgotten what it had acknowledged. */
  'service.restored': { status: 409, retry: false },
  'protocol.unsupported': { status: 426, retry: true },
  'protocol.appTooOld': { status: 426, retry: true },
  'protocol.serviceTooOld': { status: 426, retry: true },
  'input.tooLarge': { status: 413, retry: false },
  'input.unknownRoute': { status: 404, retry: false },
  'service.unreachable': { status: 503, retry: true },
  'service.notLytt': { status: 502, retry: true },
  'service.failed': { status: 500, retry: true },
  /** The service runs but cannot reach its database, or is still starting. */
  'service.notReady': { status: 503, retry: true },
  'service.tooManyRequests': { status: 429, retry: true },
  'store.locked': { status: 503, retry: true },
  'store.full': { status: 507, retry: true },
  'store.readOnly': { status: 503, retry: true },
  'store.damaged': { status: 503, retry: false },
  'store.newer': { status: 503, retry: false },
  'store.keyMissing': { status: 503, retry: false },
  /** The key that is there is not the one the file was made with. */
  'store.wrongKey': { status: 503, retry: false },
  /** A damaged file is being replaced by what can be had of it. */
  'store.recovering': { status: 503, retry: true },
  /** What the machine knew of its people was damaged, and nothing of it is left. */
  'store.deviceRestored': { status: 503, retry: false },
  'store.keychainUnavailable': { status: 503, retry: true },
  'app.failed': { status: 500, retry: true },
  'app.unreachable': { status: 503, retry: true },
} as const satisfies Record<string, { status: number; retry: boolean }>;

export type ErrorCode = keyof typeof errorCatalogue;

export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(errorCatalogue, value);
}

/** What may travel: a code, the field it is about, and values to fill into the wording. Never text a person wrote. */
export interface ErrorDetails {
  readonly field?: string | undefined;
  readonly params?: Readonly<Record<string, string | number>> | undefined;
}

/** An error of the catalogue. `message` is for logs and holds no text that a person wrote. */
export class LyttError extends Error {
  readonly code: ErrorCode;
  readonly field: string | undefined;
  readonly params: Readonly<Record<string, string | number>> | undefined;

  constructor(code: ErrorCode, details: ErrorDetails & { cause?: unknown } = {}) {
    super(
      details.field === undefined ? code : `${code} (${details.field})`,
      'cause' in details ? { cause: details.cause } : undefined,
    );
    this.name = 'LyttError';
    this.code = code;
    this.field = details.field;
    this.params = details.params;
  }
}
