import type { BetterAuthPlugin } from 'better-auth';
import type { AuthParts } from './better-auth';
import { federation } from './federation/plugin';
import { providersOf } from './federation/providers';
import { secondFactors } from './second-factor';

/** Ways to sign in besides a password. */
export function morePlugins({ config, origin, logger, events, firstUse, mayJoin }: AuthParts): BetterAuthPlugin[] {
  return [...secondFactors(origin, firstUse), federation(providersOf(config), { origin, mayJoin, logger, events })];
}
