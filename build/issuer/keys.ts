import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const Keys = z.object({
  cookies: z.array(z.string()).min(1),
  jwks: z.object({ keys: z.array(z.looseObject({ kty: z.string() })).min(1) }),
});
/** The issuer's signing key and the keys of its cookies. */
export type IssuerKeys = z.infer<typeof Keys>;

/** The same keys at every start, or tokens given out before it would no longer verify. Made at the first. */
export function keysIn(file: string): IssuerKeys {
  if (existsSync(file)) return Keys.parse(JSON.parse(readFileSync(file, 'utf8')));
  const jwk = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
    format: 'jwk',
  });
  const kid = randomBytes(8).toString('hex');
  const keys = Keys.parse({
    cookies: [randomBytes(32).toString('base64url')],
    jwks: { keys: [{ ...jwk, kid, use: 'sig', alg: 'RS256' }] },
  });
  writeFileSync(`${file}.new`, JSON.stringify(keys), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return keys;
}
