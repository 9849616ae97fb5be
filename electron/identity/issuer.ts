import * as oidc from 'openid-client';
import { LyttError } from '../../shared/domain/errors.ts';
import { isPrivateAddress } from './loopback-address.ts';

const TIMEOUT_SECONDS = 15;

export interface IssuerOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly audience: string;
  readonly fetch: typeof globalThis.fetch;
}

export interface Issuer {
  /** Discovered once, at the first need; a failed discovery is tried again at the next. */
  configuration(): Promise<oidc.Configuration>;
  /** What to ask for, so that the access token is one for the service. */
  readonly scope: string;
  readonly resource: Readonly<Record<string, string>>;
}

/** @throws LyttError `input.invalid` for an address that would send tokens over the network in the clear. */
export function createIssuer(options: IssuerOptions): Issuer {
  const address = URL.parse(options.issuer);
  if (address === null || !isPrivateAddress(address))
    throw new LyttError('input.invalid', { field: 'issuer' });

  const send: oidc.CustomFetch = (url, init) => {
    // What discovery names is held to the same rule as the issuer itself.
    if (!isPrivateAddress(new URL(url))) throw new LyttError('input.invalid', { field: 'issuer' });
    return options.fetch(url, init as RequestInit);
  };

  let discovered: Promise<oidc.Configuration> | null = null;
  async function discover(): Promise<oidc.Configuration> {
    const configuration = await oidc.discovery(
      address as URL,
      options.clientId,
      { [oidc.clockTolerance]: 60 },
      oidc.None(),
      {
        [oidc.customFetch]: send,
        timeout: TIMEOUT_SECONDS,
        execute: address?.protocol === 'http:' ? [oidc.allowInsecureRequests] : [],
      },
    );
    return configuration;
  }

  // Entra ID names the service by scope and refuses the standard's `resource`.
  const entra = address.hostname.endsWith('.microsoftonline.com');
  return {
    configuration() {
      discovered ??= discover().catch((error: unknown) => {
        discovered = null;
        throw issuerFault(error);
      });
      return discovered;
    },
    scope: `openid profile offline_access${entra ? ` ${options.audience}/.default` : ''}`,
    resource: entra ? {} : { resource: options.audience },
  };
}

/** Answers that mean "log in again"; any other fault of an issuer is waited out. */
const needsLogin = new Set([
  'invalid_grant',
  'access_denied',
  'login_required',
  'consent_required',
  'interaction_required',
  'account_selection_required',
]);

/**
 * The catalogue error for what went wrong between app and issuer. Its cause is the fault's code alone: the library's own
 * errors carry answers, and answers carry tokens.
 */
export function issuerFault(error: unknown): LyttError {
  if (error instanceof LyttError) return error;
  const cause = new Error(faultCode(error));
  if (error instanceof oidc.ResponseBodyError || error instanceof oidc.AuthorizationResponseError)
    return new LyttError(
      needsLogin.has(error.error) ? 'session.signedOut' : 'session.issuerUnreachable',
      { cause },
    );
  // What was signed, or said in a signed token, is not what was asked for.
  if (error instanceof oidc.ClientError && tokenFaults.has(error.code))
    return new LyttError('session.tokenInvalid', { cause });
  return new LyttError('session.issuerUnreachable', { cause });
}

/** A short code for the log: the OAuth error, the library's code, the system's, or the kind of error. */
export function faultCode(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const inner = error.cause instanceof Error ? error.cause : {};
  const candidates = [
    'error' in error ? error.error : null,
    'code' in error ? error.code : null,
    'code' in inner ? inner.code : null,
    error.message,
    error.name,
  ];
  const code = candidates.find((code) => /^[A-Za-z_.]{1,60}$/.test(String(code ?? ' ')));
  return typeof code === 'string' ? code : 'unknown';
}

const tokenFaults: ReadonlySet<string | undefined> = new Set([
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
  'OAUTH_INVALID_RESPONSE',
  'OAUTH_KEY_SELECTION_FAILED',
  'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
]);
