import { APIError } from '@better-auth/core/error';
import { createAuthorizationURL, validateAuthorizationCode, type OAuth2Tokens, type OAuthProvider } from '@better-auth/core/oauth2';
import type { Logger } from '@numera/telemetry';
import { jwtVerify } from 'jose';
import { z } from 'zod';
import { Discovery } from './discovery';
import type { Provider } from './providers';

/** Clocks differ by this much at most, seconds. */
const CLOCK_SECONDS = 60;
const FETCH_MS = 5_000;

const claims = z.looseObject({
  sub: z.string().min(1).max(255),
  nonce: z.string(),
  aud: z.union([z.string(), z.array(z.string())]),
  azp: z.string().optional(),
});
const profile = z.looseObject({
  sub: z.string().min(1).max(255),
  email: z.string().optional(),
  email_verified: z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]).default(false),
  name: z.string().optional(),
  preferred_username: z.string().optional(),
});
type Profile = z.output<typeof profile>;

/**
 * A provider of OpenID Connect for better-auth: code flow with PKCE, state and nonce; the ID token's signature, issuer, audience, time and
 * nonce are checked (OpenID Connect Core 1.0, section 3.1.3.7). better-auth's own asks for the description once, at start, and takes an answer without
 * an ID token.
 */
export function oidcProvider(
  { id, name, clientId, clientSecret, issuer }: Provider & { issuer: string },
  logger: Logger,
): OAuthProvider<Profile> {
  const discovery = new Discovery(issuer, Date.now);
  const options = { clientId, clientSecret };

  async function profileOf(tokens: OAuth2Tokens, nonce: string | undefined): Promise<Profile> {
    if (tokens.idToken === undefined) throw new Error('the provider sent no ID token');
    if (nonce === undefined) throw new Error('there is no nonce to compare with');
    const { keys, algorithms, userinfoEndpoint } = await discovery.describe();
    const { payload } = await jwtVerify(tokens.idToken, keys, {
      ...{ issuer, audience: clientId, algorithms: [...algorithms], clockTolerance: CLOCK_SECONDS },
      requiredClaims: ['sub', 'exp', 'iat', 'nonce'],
    });
    const { sub, aud, azp, nonce: told } = claims.parse(payload);
    if (told !== nonce) throw new Error('the ID token belongs to another sign-in');
    if (azp !== undefined ? azp !== clientId : Array.isArray(aud) && aud.length > 1) throw new Error('the ID token is for another client');
    if (payload['email'] !== undefined || userinfoEndpoint === undefined) return profile.parse(payload);
    const more = await userinfo(userinfoEndpoint, tokens.accessToken);
    if (more.sub !== sub) throw new Error('the user information is about someone else');
    return more;
  }

  return {
    id,
    name,
    issuer,
    requiresIdTokenNonce: true,
    // The issuer is part of it: whoever is sent to another provider one day must not find the people of the first.
    accountSubject: ({ profile: { sub } }) => `${issuer} ${sub}`,
    async createAuthorizationURL({ state, codeVerifier, redirectURI, idTokenNonce }) {
      const { authorizationEndpoint } = await discovery.describe().catch((error: unknown) => {
        logger.warn({ err: error, provider: id }, 'a provider can not be reached');
        throw new APIError('SERVICE_UNAVAILABLE', { code: 'PROVIDER_FAILED', message: `${name} does not answer.` });
      });
      const scopes = ['openid', 'email', 'profile'];
      return createAuthorizationURL({ id, options, authorizationEndpoint, scopes, state, codeVerifier, redirectURI, nonce: idTokenNonce });
    },
    async validateAuthorizationCode({ code, codeVerifier, redirectURI }) {
      const { tokenEndpoint } = await discovery.describe();
      return validateAuthorizationCode({ code, codeVerifier, redirectURI, options, tokenEndpoint, authentication: 'basic' });
    },
    async getUserInfo({ expectedIdTokenNonce, ...tokens }) {
      try {
        const data = await profileOf(tokens, expectedIdTokenNonce);
        const shown = data.name ?? data.preferred_username ?? data.email?.split('@')[0];
        return { user: { name: shown, email: data.email, emailVerified: data.email_verified }, data };
      } catch (error) {
        logger.warn({ err: error, provider: id }, 'a provider’s answer was not taken');
        return null;
      }
    },
    options,
  };
}

async function userinfo(url: string, accessToken: string | undefined): Promise<Profile> {
  const headers = { authorization: `Bearer ${accessToken ?? ''}` };
  const answer = await fetch(url, { headers, redirect: 'error', signal: AbortSignal.timeout(FETCH_MS) });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return profile.parse(await answer.json());
}
