import * as oidc from 'openid-client';
import { LyttError } from '../../shared/domain/errors.ts';
import type { Clock } from '../../shared/domain/ids.ts';
import type { Log } from '../app/ports.ts';
import { createIssuer, faultCode, type IssuerOptions, issuerFault } from './issuer.ts';
import { beginLogin, type LoginAttempt, type Tokens } from './login.ts';
import { personIdOf } from './person-id.ts';
import type { CredentialStore, Credentials, Identity } from './ports.ts';

/** A token with less left than this is refreshed first. */
const MARGIN_MS = 60_000;
const LOGIN_LIMIT_MS = 5 * 60_000;
/** Where the issuer does not say how long a token lasts. */
const UNKNOWN_LIFE_S = 300;

export interface IdentityOptions extends IssuerOptions {
  readonly clock: Clock;
  readonly credentials: CredentialStore;
  /** Opens the login page in the person's browser; false where it can't be done here. */
  readonly openBrowser: (url: string) => Promise<boolean>;
  readonly log: Log;
  /** How long a login may take, in milliseconds. Default five minutes. */
  readonly loginLimitMs?: number;
}

export interface SignIn {
  /** The page to open, where `openBrowser` could not. */
  readonly url: string | null;
  /**
   * Settles when the person has logged in (credentials are saved by then) or not: `session.signedOut` (gave up, took too
   * long, began anew), `session.issuerUnreachable`, `session.tokenInvalid`. Nobody has to wait for it.
   */
  readonly done: Promise<Identity>;
}

export interface IdentityClient {
  /** Begins a login; one that is under way is given up. Throws `session.issuerUnreachable`. */
  signIn(options?: { readonly loginHint?: string }): Promise<SignIn>;
  /**
   * A bearer for the service. `refused`: one that the service would not take; if it is the current one, it is replaced.
   * Throws `session.signedOut` (a login is needed), `session.issuerUnreachable` (try later).
   */
  accessToken(personId: string, refused?: string): Promise<string>;
  /** Forgets her tokens here at once, and at the issuer if it can be reached. */
  signOut(personId: string): Promise<void>;
  /** Gives up a login under way. */
  close(): void;
}

/** Login and tokens of everyone signed in on this machine. Throws `input.invalid` for an issuer on unencrypted http. */
export function createIdentity(options: IdentityOptions): IdentityClient {
  const { clock, credentials, openBrowser, log } = options;
  const issuer = createIssuer(options);
  const refreshing = new Map<string, Promise<string>>();
  /** Rotated credentials the store could not take. The old refresh token is spent, so they must not be lost. */
  const unsaved = new Map<string, Credentials>();
  /** Raised by a sign-out, so that a refresh under way does not bring the session back. */
  const signOuts = new Map<string, number>();
  let attempt: LoginAttempt | null = null;
  let attempts = 0;

  function save(personId: string, fresh: Credentials): void {
    unsaved.set(personId, fresh);
    credentials.save(personId, fresh);
    unsaved.delete(personId);
  }

  function load(personId: string): Credentials | null {
    const kept = unsaved.get(personId);
    if (kept !== undefined) save(personId, kept);
    return credentials.load(personId);
  }

  function clear(personId: string): void {
    unsaved.delete(personId);
    credentials.clear(personId);
  }

  function accept(tokens: Tokens, asked: number): Identity {
    const identity = identityOf(options.issuer, tokens);
    save(identity.personId, credentialsOf(tokens, asked, null));
    log('identity.signedIn', { refreshable: tokens.refresh_token !== undefined });
    return identity;
  }

  async function refresh(personId: string, current: Credentials): Promise<string> {
    if (current.refreshToken === null) throw new LyttError('session.signedOut');
    const generation = signOuts.get(personId) ?? 0;
    const asked = clock();
    try {
      const configuration = await issuer.configuration();
      const tokens = await oidc.refreshTokenGrant(configuration, current.refreshToken, {
        ...issuer.resource,
      });
      const subject = tokens.claims()?.sub;
      if (subject !== undefined && personIdOf(options.issuer, subject) !== personId)
        throw new LyttError('session.tokenInvalid');
      const fresh = credentialsOf(tokens, asked, current.refreshToken);
      if ((signOuts.get(personId) ?? 0) !== generation) {
        await revoke(fresh);
        throw new LyttError('session.signedOut');
      }
      save(personId, fresh);
      return fresh.accessToken;
    } catch (error) {
      // The disk's faults are not the issuer's.
      if (unsaved.has(personId)) throw error;
      const fault = issuerFault(error);
      log('identity.refreshFailed', { code: fault.code, cause: faultCode(fault.cause ?? error) });
      if (fault.code === 'session.signedOut') {
        // Another process of this machine may have rotated it first; only what was refused is forgotten.
        if (credentials.load(personId)?.refreshToken === current.refreshToken) clear(personId);
      }
      throw fault;
    }
  }

  async function revoke({ refreshToken }: Credentials): Promise<void> {
    if (refreshToken === null) return;
    try {
      const configuration = await issuer.configuration();
      if (configuration.serverMetadata().revocation_endpoint === undefined) return;
      await oidc.tokenRevocation(configuration, refreshToken, { token_type_hint: 'refresh_token' });
    } catch (error) {
      log('identity.revocationFailed', { cause: faultCode(error) });
    }
  }

  return {
    async signIn({ loginHint } = {}) {
      attempt?.cancel();
      attempt = null;
      attempts += 1;
      const mine = attempts;
      let identity: Identity | null = null;
      const begun = await beginLogin(
        issuer,
        loginHint ?? null,
        options.loginLimitMs ?? LOGIN_LIMIT_MS,
        (tokens) => {
          identity = accept(tokens, clock());
        },
      );
      if (mine !== attempts) {
        begun.cancel();
        throw new LyttError('session.signedOut');
      }
      attempt = begun;
      const done = begun.tokens.then(() => identity as unknown as Identity);
      done.catch((error: unknown) => {
        const cause = error instanceof Error ? error.cause : null;
        log('identity.signInFailed', { cause: faultCode(cause ?? error) });
      });
      const opened = await openBrowser(begun.url).catch(() => false);
      return { url: opened ? null : begun.url, done };
    },

    async accessToken(personId, refused) {
      const current = load(personId);
      if (current === null) throw new LyttError('session.signedOut');
      const left = Date.parse(current.expiresAt) - clock();
      if (left >= MARGIN_MS && current.accessToken !== refused) return current.accessToken;
      const usable = left > 0 && current.accessToken !== refused;
      let shared = refreshing.get(personId);
      if (shared === undefined) {
        shared = refresh(personId, current).finally(() => refreshing.delete(personId));
        refreshing.set(personId, shared);
      }
      try {
        return await shared;
      } catch (error) {
        // Its last minute is still good while the issuer is away.
        const away = error instanceof LyttError && error.code === 'session.issuerUnreachable';
        if (usable && (away || current.refreshToken === null)) return current.accessToken;
        throw error;
      }
    },

    async signOut(personId) {
      signOuts.set(personId, (signOuts.get(personId) ?? 0) + 1);
      const had = unsaved.get(personId) ?? credentials.load(personId);
      clear(personId);
      log('identity.signedOut');
      if (had !== null) await revoke(had);
    },

    close() {
      attempts += 1;
      attempt?.cancel();
      attempt = null;
    },
  };
}

function identityOf(issuer: string, tokens: Tokens): Identity {
  const claims = tokens.claims();
  if (claims === undefined) throw new LyttError('session.tokenInvalid');
  const { sub, name, roles, unit } = claims;
  return {
    personId: personIdOf(issuer, sub),
    subject: sub,
    name: typeof name === 'string' ? name : '',
    roles: Array.isArray(roles) ? roles.filter((role) => typeof role === 'string') : [],
    unit: typeof unit === 'string' ? unit : null,
  };
}

/** `asked`: when the request left, so that the time on the way is not counted as life. */
function credentialsOf(tokens: Tokens, asked: number, formerRefresh: string | null): Credentials {
  return {
    accessToken: tokens.access_token,
    expiresAt: new Date(asked + (tokens.expires_in ?? UNKNOWN_LIFE_S) * 1000).toISOString(),
    refreshToken: tokens.refresh_token ?? formerRefresh,
  };
}
