import {
  type CryptoKey,
  createLocalJWKSet,
  createRemoteJWKSet,
  customFetch,
  errors,
  type FlattenedJWSInput,
  type JWTHeaderParameters,
} from 'jose';
import { z } from 'zod';
import { LyttError } from '../../shared/domain/errors.ts';
import { isLoopback } from '../configuration.ts';

const Metadata = z.looseObject({ issuer: z.string(), jwks_uri: z.url() });

/** Largest metadata or key set read, in characters. */
const ANSWER_LIMIT = 1024 * 1024;

export interface IssuerKeysOptions {
  readonly issuer: string;
  readonly fetch: typeof globalThis.fetch;
  readonly timeoutMs: number;
  /** How soon after a fetch an unknown key may cause the next one. */
  readonly cooldownMs: number;
}

/** The public key a token was signed with, for jose's verification. */
export type IssuerKeys = (
  header: JWTHeaderParameters,
  token: FlattenedJWSInput,
) => Promise<CryptoKey>;

/**
 * The issuer's keys, found through its metadata at first use, kept, and fetched anew when they grow old or a token names one
 * that is not among them. While the issuer can't be reached, what is known goes on being used.
 * Throws `session.issuerUnreachable` where nothing can be said of a token; jose's own errors where it is at fault.
 */
export function createIssuerKeys(options: IssuerKeysOptions): IssuerKeys {
  let found: Promise<ReturnType<typeof createRemoteJWKSet>> | null = null;

  function keySet() {
    found ??= discover(options)
      .then((url) =>
        createRemoteJWKSet(url, {
          timeoutDuration: options.timeoutMs,
          cooldownDuration: options.cooldownMs,
          [customFetch]: (address, init) => options.fetch(address, init),
        }),
      )
      .catch((cause: unknown) => {
        found = null;
        throw unreachable(cause);
      });
    return found;
  }

  return async (header, token) => {
    const keys = await keySet();
    try {
      return await keys(header, token);
    } catch (error) {
      if (isAboutToken(error)) throw error;
      const known = keys.jwks();
      if (known === undefined) throw unreachable(error);
      try {
        return await createLocalJWKSet(known)(header, token);
      } catch (stale) {
        // It may be signed with a key that is newer than ours: not the token's fault, as far as we can tell.
        throw stale instanceof errors.JWKSNoMatchingKey ? unreachable(error) : stale;
      }
    }
  };
}

function isAboutToken(error: unknown): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSENotSupported
  );
}

function unreachable(cause: unknown): LyttError {
  return new LyttError('session.issuerUnreachable', { cause });
}

async function discover({ issuer, fetch, timeoutMs }: IssuerKeysOptions): Promise<URL> {
  const answer = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    headers: { accept: 'application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (answer.status !== 200) throw new Error(`issuer metadata: status ${answer.status}`);
  const text = await answer.text();
  if (text.length > ANSWER_LIMIT) throw new Error('issuer metadata: too large');
  const metadata = Metadata.parse(JSON.parse(text));
  // OpenID Connect Discovery 1.0, 4.3: the metadata must be the issuer's own.
  if (metadata.issuer !== issuer) throw new Error('issuer metadata: of another issuer');
  const url = new URL(metadata.jwks_uri);
  const safe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
  if (!safe) throw new Error('issuer metadata: keys are not offered over https');
  return url;
}
