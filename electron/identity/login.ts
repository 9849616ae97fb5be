import * as oidc from 'openid-client';
import { LyttError } from '../../shared/domain/errors.ts';
import { serveCallback } from './callback.ts';
import { type Issuer, issuerFault } from './issuer.ts';
import { isPrivateAddress } from './loopback-address.ts';

export type Tokens = oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers;

export interface LoginAttempt {
  /** What the browser must open. */
  readonly url: string;
  /** Rejects with `session.signedOut` (given up, refused, took too long), `session.issuerUnreachable` or `session.tokenInvalid`. */
  readonly tokens: Promise<Tokens>;
  cancel(): void;
}

/**
 * Begins one login: code with PKCE, state and nonce, back to a loopback address that lives as long as the attempt.
 * `use` gets the tokens before the browser is told that all went well.
 */
export async function beginLogin(
  issuer: Issuer,
  loginHint: string | null,
  limitMs: number,
  use: (tokens: Tokens) => void,
): Promise<LoginAttempt> {
  const configuration = await issuer.configuration();
  const state = oidc.randomState();
  const nonce = oidc.randomNonce();
  const verifier = oidc.randomPKCECodeVerifier();
  const { promise, resolve, reject } = Promise.withResolvers<Tokens>();
  // Whoever began the attempt may not be waiting any more.
  promise.catch(() => undefined);
  let over = false;

  const callback = await serveCallback(async (url) => {
    // Any page can make a browser come here; without our state it neither counts nor ends the attempt.
    if (over || url.searchParams.get('state') !== state) return 'notOurs';
    end();
    try {
      const tokens = await oidc.authorizationCodeGrant(
        configuration,
        url,
        {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        },
        { ...issuer.resource },
      );
      use(tokens);
      resolve(tokens);
      return 'signedIn';
    } catch (error) {
      reject(issuerFault(error));
      return 'failed';
    }
  });

  const cancel = () => {
    if (over) return;
    end();
    reject(new LyttError('session.signedOut'));
  };
  const limit = setTimeout(cancel, limitMs).unref();
  function end(): void {
    over = true;
    clearTimeout(limit);
    callback.close();
  }

  const url = oidc.buildAuthorizationUrl(configuration, {
    redirect_uri: callback.redirectUri,
    scope: issuer.scope,
    state,
    nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...issuer.resource,
    ...(loginHint === null ? {} : { login_hint: loginHint }),
  });
  // It is handed to the system to open: nothing but a web address may be.
  if (!isPrivateAddress(url)) {
    cancel();
    throw new LyttError('session.tokenInvalid', { field: 'authorization_endpoint' });
  }
  return { url: url.href, tokens: promise, cancel };
}
