import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import {
  createTokenVerifier,
  type TokenVerifier,
  type VerifiedBearer,
} from '../../backlog/http/token-verifier.ts';
import { LyttError } from '../../shared/domain/errors.ts';
import type { Clock } from '../../shared/domain/ids.ts';
import type { SimulatedPerson } from './people.ts';

const ISSUER = 'http://127.0.0.1:1/issuer';
const AUDIENCE = 'lytt-backlog';
const KID = 'simulated';
/** Signed and verified in a fraction of what RSA takes. */
const ALGORITHM = 'ES256';

const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const privateKey = createPrivateKey(pair.privateKey.export({ type: 'pkcs8', format: 'pem' }));
const jwk = {
  ...createPublicKey(pair.publicKey.export({ type: 'spki', format: 'pem' })).export({
    format: 'jwk',
  }),
  kid: KID,
  alg: ALGORITHM,
};

/** A token of hers, made at once: nothing waits for another thread, so that a step stays one step. `now` and `life`: milliseconds. */
export function signToken(
  { sub, roles, unit }: SimulatedPerson,
  now: number,
  life: number,
): string {
  const part = (content: unknown) => Buffer.from(JSON.stringify(content)).toString('base64url');
  const issued = Math.floor(now / 1000);
  const claims = {
    iss: ISSUER,
    aud: AUDIENCE,
    sub,
    roles,
    ...(unit === null ? {} : { unit }),
    iat: issued,
    exp: issued + Math.floor(life / 1000),
  };
  const signed = `${part({ alg: ALGORITHM, kid: KID })}.${part(claims)}`;
  const signature = sign('sha256', Buffer.from(signed), {
    key: privateKey,
    dsaEncoding: 'ieee-p1363',
  });
  return `${signed}.${signature.toString('base64url')}`;
}

/**
 * The service's own verifier, with the issuer's metadata and keys handed to it. A signature that was good is good, at every
 * replica: one token is verified again only once its time is up. `refuses`: as when its clock or its keys are wrong, every token is.
 */
export function verifierAt(clock: Clock, refuses: () => boolean): TokenVerifier {
  const verify = createTokenVerifier({
    issuer: ISSUER,
    audience: AUDIENCE,
    clock,
    fetch: async (address) =>
      Response.json(
        String(address).endsWith('/keys')
          ? { keys: [jwk] }
          : { issuer: ISSUER, jwks_uri: `${ISSUER}/keys` },
      ),
  });
  return async (token) => {
    if (refuses()) throw new LyttError('session.tokenInvalid');
    const known = good.get(token);
    if (known !== undefined && clock() < known.expiresAt) return known;
    const bearer = await verify(token);
    good.set(token, bearer);
    return bearer;
  };
}

/** Verified before, by token. */
const good = new Map<string, VerifiedBearer>();
