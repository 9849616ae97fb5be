/** Tokens of one person, as kept in the encrypted device store. */
export interface Credentials {
  readonly accessToken: string;
  /** ISO instant. */
  readonly expiresAt: string;
  readonly refreshToken: string | null;
}

export interface CredentialStore {
  load(personId: string): Credentials | null;
  save(personId: string, credentials: Credentials): void;
  clear(personId: string): void;
}

/** Who a login was for, from the ID token. */
export interface Identity {
  /** Stable on this machine: the first 16 hex digits of SHA-256 over issuer and subject. */
  readonly personId: string;
  readonly subject: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly unit: string | null;
}
