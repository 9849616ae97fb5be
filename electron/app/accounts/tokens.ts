import { LyttError } from '../../../shared/domain/errors.ts';
import { followLogin } from '../../identity/follow-login.ts';
import {
  createIdentity,
  type IdentityClient,
  type IdentityOptions,
} from '../../identity/identity.ts';
import type { CredentialStore } from '../../identity/ports.ts';
import { clearCredentials, loadCredentials, saveCredentials } from '../../store/device.ts';
import type { TokenSource } from '../../sync/transport.ts';
import type { StoreAccess } from './held-store.ts';

/** Tokens in the device's encrypted store. */
export function credentialStore(device: StoreAccess): CredentialStore {
  return {
    load: (personId) => device.read((db) => loadCredentials(db, personId)),
    save: (personId, credentials) =>
      device.write((db) => saveCredentials(db, personId, credentials)),
    clear: (personId) => device.write((db) => clearCredentials(db, personId)),
  };
}

/** How one person's bearer is got and given up. */
export interface Tokens {
  readonly bearer: TokenSource;
  /** Forgets them here before it returns a promise, at the issuer when that answers. */
  signOut(): Promise<void>;
  close(): void;
}

export function tokensOf(identity: IdentityClient, identityId: string): Tokens {
  return {
    bearer: (refused) => identity.accessToken(identityId, refused),
    signOut: () => identity.signOut(identityId),
    // The client is everybody's.
    close: () => undefined,
  };
}

/**
 * A demo person's tokens: where a login is needed she is logged in without being asked, by following the development issuer's
 * redirects. Only when a bearer is needed, so that the demo opens and saves with the issuer down.
 */
export function demoTokens(
  options: Omit<IdentityOptions, 'openBrowser'>,
  identityId: string,
  subject: string,
): Tokens {
  // Of her own: a client has one login under way at a time.
  const identity = createIdentity({ ...options, openBrowser: followLogin(options.fetch) });
  let loggingIn: Promise<void> | null = null;

  async function logIn(): Promise<void> {
    const { url, done } = await identity.signIn({ loginHint: subject });
    // Not followed to its end: the issuer is down, or is none that lets people in unasked.
    if (url !== null) throw new LyttError('session.issuerUnreachable');
    await done;
  }

  return {
    async bearer(refused) {
      try {
        return await identity.accessToken(identityId, refused);
      } catch (error) {
        if (!(error instanceof LyttError) || error.code !== 'session.signedOut') throw error;
      }
      loggingIn ??= logIn().finally(() => {
        loggingIn = null;
      });
      await loggingIn;
      return identity.accessToken(identityId);
    },
    signOut: () => identity.signOut(identityId),
    close: () => identity.close(),
  };
}
