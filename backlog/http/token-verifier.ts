import { jwtVerify } from 'jose';
import { LyttError } from '../../shared/domain/errors.ts';
import type { Clock } from '../../shared/domain/ids.ts';
import { knownRoles, UnitNumber } from '../../shared/domain/roles.ts';
import type { Bearer } from '../bearer.ts';
import { createIssuerKeys } from './issuer-keys.ts';

/** Signatures by a public key only: neither `none` nor a shared secret, whatever a token says of itself. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384'];
/** How far the clocks of issuer and service may differ, in seconds. */
const CLOCK_TOLERANCE = 10;
/** As a scope of the feed may hold it: one line of at most 200 characters. */
const SUBJECT = /^[^\p{Cc}\p{Cs}\u2028\u2029]{1,200}$/u;

export interface TokenVerifierOptions {
  readonly issuer: string;
  readonly audience: string;
  readonly clock: Clock;
  readonly fetch: typeof globalThis.fetch;
  readonly timeoutMs?: number;
  readonly cooldownMs?: number;
}

/**
 * Who a token is about. Throws `session.tokenInvalid` (signature, issuer, audience, life or form is wrong),
 * `session.forbidden` (she has no role here), `session.issuerUnreachable` (its keys could not be had).
 */
export type TokenVerifier = (token: string) => Promise<VerifiedBearer>;

export interface VerifiedBearer extends Bearer {
  /** When the token runs out, in milliseconds since 1970. */
  readonly expiresAt: number;
}

export function createTokenVerifier(options: TokenVerifierOptions): TokenVerifier {
  const { issuer, audience, clock, fetch, timeoutMs = 5_000, cooldownMs = 5_000 } = options;
  const keys = createIssuerKeys({ issuer, fetch, timeoutMs, cooldownMs });
  return async (token) => {
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience,
      algorithms: ALGORITHMS,
      currentDate: new Date(clock()),
      clockTolerance: CLOCK_TOLERANCE,
      requiredClaims: ['sub', 'exp'],
    }).catch((error: unknown) => {
      // Faults of getting at the keys are of our catalogue; whatever else jose or WebCrypto finds is the token's.
      throw error instanceof LyttError
        ? error
        : new LyttError('session.tokenInvalid', { cause: error });
    });
    const { sub, exp } = payload;
    if (exp === undefined) throw new LyttError('session.tokenInvalid');
    if (typeof sub !== 'string' || sub.length > 200 || !SUBJECT.test(sub))
      throw new LyttError('session.tokenInvalid');
    const roles = knownRoles(payload['roles']);
    if (roles.length === 0) throw new LyttError('session.forbidden');
    const unit = UnitNumber.safeParse(payload['unit']);
    return { sub, roles, unit: unit.success ? unit.data : null, expiresAt: exp * 1000 };
  };
}
