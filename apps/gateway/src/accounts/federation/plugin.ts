import type { OAuthProvider } from '@better-auth/core/oauth2';
import { facebook, linkedin } from '@better-auth/core/social-providers';
import type { Logger } from '@numera/telemetry';
import type { BetterAuthPlugin } from 'better-auth';
import { currentCourse } from '../course';
import type { AccountEvents } from '../events';
import { oidcProvider } from './oidc-provider';
import type { Provider } from './providers';
import { withOurRules } from './with-our-rules';

/** Whether someone whom a provider sends may have an account made; asked with an address. */
export type MayJoin = (email: string) => Promise<boolean>;

interface Surroundings {
  readonly origin: string;
  readonly mayJoin: MayJoin;
  readonly events: AccountEvents;
  readonly logger: Logger;
}

/**
 * Sign-in by identity providers. Someone is who the provider's (issuer, subject) says, never who has an address: an identity is added to an
 * account only by the person signed in to it, and a new account is made only for an address that the provider has confirmed, or whose owner we
 * ask ourselves where the provider never says so.
 */
export function federation(providers: readonly Provider[], { origin, mayJoin, events, logger }: Surroundings): BetterAuthPlugin {
  const made = providers.map((provider) => withOurRules(open(provider, logger), provider));
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
            const { email, mayBeUnconfirmed } = currentCourse().identity ?? {};
            if (email === undefined) return { error: 'email_not_found' };
            if (user.emailVerified !== true && mayBeUnconfirmed !== true) return { error: 'email_not_verified' };
            if (!(await mayJoin(email))) return { error: 'registration_closed' };
          },
        },
        databaseHooks: {
          account: {
            create: {
              // What lets one act for a person at their provider is of no use here, and what is not kept can not be stolen.
              before: (account) => Promise.resolve({ data: { ...account, ...NO_TOKENS, email: currentCourse().identity?.email ?? null } }),
              after: async (account) => {
                if (account.providerId !== 'credential') await events.linked(account);
              },
            },
          },
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
