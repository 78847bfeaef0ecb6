import { facebook, linkedin } from '@better-auth/core/social-providers';
import type { OAuthProvider } from '@better-auth/core/oauth2';
import type { Logger } from '@numera/telemetry';
import type { BetterAuthPlugin } from 'better-auth';
import { oidcProvider } from './oidc-provider';
import type { Provider } from './providers';

/** Whether someone whom a provider sends may have an account made; asked with a confirmed address. */
export type MayJoin = (email: string) => Promise<boolean>;

/**
 * Sign-in by identity providers. Someone is who the provider's (issuer, subject) says, never who has an address: an identity is added to an
 * account only by the person signed in to it, and a new account is made only for an address that the provider has confirmed.
 */
export function federation(providers: readonly Provider[], origin: string, mayJoin: MayJoin, logger: Logger): BetterAuthPlugin {
  const made = providers.map((provider) => open(provider, logger));
  return {
    id: 'numera-federation',
    init: ({ socialProviders }) => ({
      context: { socialProviders: [...socialProviders, ...made] },
      options: {
        onAPIError: { errorURL: `${origin}/sign-in` },
        account: { updateAccountOnSignIn: false },
        user: {
          async validateUserInfo({ user, source }) {
            if (source.method !== 'oauth' || source.action !== 'create-user') return;
            if (user.emailVerified !== true || user.email === undefined) return { error: 'email_not_verified' };
            if (!(await mayJoin(user.email))) return { error: 'registration_closed' };
          },
        },
        databaseHooks: {
          // What lets one act for a person at their provider is of no use here, and what is not kept can not be stolen.
          account: { create: { before: (account) => Promise.resolve({ data: { ...account, ...NO_TOKENS } }) } },
        },
      },
    }),
  };
}

const NO_TOKENS = { accessToken: null, refreshToken: null, idToken: null, accessTokenExpiresAt: null, refreshTokenExpiresAt: null };

function open(provider: Provider, logger: Logger): OAuthProvider {
  const { id, clientId, clientSecret, issuer } = provider;
  if (issuer !== null) return oidcProvider({ ...provider, issuer }, logger) as OAuthProvider;
  return (id === 'linkedin' ? linkedin : facebook)({ clientId, clientSecret }) as OAuthProvider;
}
