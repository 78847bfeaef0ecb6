import { includes, rules } from '../http/access-rules';
import type { Role, Scope } from '../http/caller';

/** Whether a key made by someone of this role may have a scope: the role must do for some route that the scope opens. */
export function mayGive(role: Role, scope: Scope): boolean {
  return Object.values(rules).some((rule) => 'scope' in rule && rule.scope === scope && includes(role, rule.person));
}
