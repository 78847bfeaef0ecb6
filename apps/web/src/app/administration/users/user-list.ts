import type { User } from '@numera/contracts';

export const STATUSES = ['active', 'disabled', 'unconfirmed'] as const;
export const ROLE_FILTERS = ['administrator', 'user', 'reviewer', 'admin', 'service'] as const;
/** Columns that the list can be in the order of. */
export const SORTABLE = ['name', 'email', 'createdAt'] as const;
/** A leading minus sorts downwards. */
export const SORTS = ['-createdAt', 'createdAt', 'name', '-name', 'email', '-email'] as const;
export type Sort = (typeof SORTS)[number];

/** The order after a press on a column's title: upwards first, then downwards. */
export function sortedBy(column: (typeof SORTABLE)[number], now: Sort): Sort {
  return now === column ? `-${column}` : column;
}

export function statusOf({ isDisabled, emailVerified }: Pick<User, 'isDisabled' | 'emailVerified'>): (typeof STATUSES)[number] {
  if (isDisabled) return 'disabled';
  return emailVerified ? 'active' : 'unconfirmed';
}

/** What someone is anywhere, each once, the most powerful first. */
export function rolesOf({ isAdministrator, memberships }: Pick<User, 'isAdministrator' | 'memberships'>): (typeof ROLE_FILTERS)[number][] {
  const held = new Set(memberships.map(({ role }) => role));
  const roles = (['admin', 'reviewer', 'user', 'service'] as const).filter((role) => held.has(role));
  return isAdministrator ? ['administrator', ...roles] : roles;
}
