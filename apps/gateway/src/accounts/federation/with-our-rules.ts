import { randomUUID } from 'node:crypto';
import type { OAuthProvider } from '@better-auth/core/oauth2';
import { currentCourse } from '../course';
import type { Provider } from './providers';

/**
 * The same provider, whose word on an address counts only if it gives one: its pictures are not taken, and who is known by their identity gets in
 * without an address too, for which better-auth wants one that nobody has.
 */
export function withOurRules(provider: OAuthProvider, { saysConfirmed }: Provider): OAuthProvider {
  return {
    ...provider,
    async getUserInfo(tokens) {
      const found = await provider.getUserInfo(tokens);
      if (found === null) return null;
      const { email, ...user } = found.user;
      currentCourse().identity = { email: email ?? undefined, mayBeUnconfirmed: !saysConfirmed };
      const emailVerified = saysConfirmed && email !== undefined && user.emailVerified;
      return { ...found, user: { ...user, image: undefined, email: email ?? `${randomUUID()}@numera.invalid`, emailVerified } };
    },
  };
}
