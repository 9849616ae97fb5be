import Provider, { type Configuration, errors, interactionPolicy } from 'oidc-provider';
import { type DemoAccount, demoAccounts } from '../demo/people.ts';
import type { IssuerKeys } from './keys.ts';
import { errorPage } from './page.ts';
import type { IssuerStore } from './store.ts';

const DAY = 24 * 60 * 60;
const LIFE = 90 * DAY;

/** What an access token for the backlog tells of its bearer; the same claims as in production. */
function claimsOf(account: DemoAccount) {
  return {
    name: account.name,
    roles: [...account.roles],
    ...(account.unit === null ? {} : { unit: account.unit }),
  };
}

export function accountOf(subject: unknown): DemoAccount | undefined {
  return demoAccounts.find((account) => account.subject === subject);
}

/** An OpenID provider for the demo people: one public client, code with PKCE, JWT access tokens for one audience. */
export function makeProvider(
  issuer: string,
  clientId: string,
  audience: string,
  keys: IssuerKeys,
  store: IssuerStore,
): Provider {
  const policy = interactionPolicy.base();
  // There is nothing to consent to: the one client is ours, and its people are invented.
  policy.remove('consent');
  const configuration: Configuration = {
    adapter: (model) => store.adapter(model),
    jwks: keys.jwks as NonNullable<Configuration['jwks']>,
    cookies: { keys: keys.cookies },
    clients: [
      {
        client_id: clientId,
        client_name: 'Lytt',
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: ['http://127.0.0.1/callback'],
      },
    ],
    scopes: ['openid', 'profile', 'offline_access'],
    claims: { openid: ['sub', 'name', 'roles', 'unit'] },
    conformIdTokenClaims: false,
    interactions: { policy, url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_ctx, subject) => {
      const account = accountOf(subject);
      if (account === undefined) return undefined;
      return { accountId: subject, claims: () => ({ sub: subject, ...claimsOf(account) }) };
    },
    loadExistingGrant: async (ctx) => {
      const { client, session, provider } = ctx.oidc;
      const accountId = session?.accountId;
      if (client === undefined || accountId === undefined) return undefined;
      const grant = new provider.Grant({ clientId: client.clientId, accountId });
      grant.addOIDCScope('openid profile offline_access');
      grant.addResourceScope(audience, 'access');
      await grant.save();
      return grant;
    },
    features: {
      devInteractions: { enabled: false },
      revocation: {
        enabled: true,
        allowedPolicy: async (_ctx, client, token) => token.clientId === client.clientId,
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audience,
        useGrantedResource: () => true,
        getResourceServerInfo: (_ctx, resource) => {
          if (resource !== audience) throw new errors.InvalidTarget();
          return {
            scope: 'access',
            audience,
            accessTokenFormat: 'jwt',
            accessTokenTTL: 60 * 60,
            jwt: { sign: { alg: 'RS256' } },
          };
        },
      },
    },
    extraTokenClaims: (_ctx, token) => {
      const account = 'accountId' in token ? accountOf(token.accountId) : undefined;
      return account === undefined ? undefined : claimsOf(account);
    },
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    expiresWithSession: () => false,
    // A crash between a refresh and its saving must not sign the person out.
    rotateRefreshToken: false,
    renderError: (ctx, out) => {
      ctx.type = 'html';
      ctx.body = errorPage(out.error, out.error_description ?? '');
    },
    ttl: {
      AccessToken: 60 * 60,
      AuthorizationCode: 60,
      IdToken: 60 * 60,
      Interaction: 10 * 60,
      RefreshToken: LIFE,
      Session: DAY,
      Grant: LIFE,
    },
  };
  const provider = new Provider(issuer, configuration);
  allowEveryLoopbackCallback(provider);
  return provider;
}

/** RFC 8252 leaves the port of a native app's loopback callback open; the demo leaves its path open too. */
function allowEveryLoopbackCallback(provider: Provider): void {
  provider.Client.prototype.redirectUriAllowed = (value: string) => {
    if (!URL.canParse(value)) return false;
    const { protocol, hostname, username, password, hash } = new URL(value);
    const loopback = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
    return protocol === 'http:' && loopback && username === '' && password === '' && hash === '';
  };
}
