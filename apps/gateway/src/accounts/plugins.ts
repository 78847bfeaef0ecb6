import type { BetterAuthPlugin } from 'better-auth';
import type { AuthParts } from './better-auth';

/** Ways to sign in besides a password. */
export function morePlugins(_parts: AuthParts): BetterAuthPlugin[] {
  return [];
}
