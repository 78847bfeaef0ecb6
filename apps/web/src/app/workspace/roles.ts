import type { WorkspaceRole } from '@numera/contracts';

/** Roles in the order in which they are offered. */
export const ROLES = ['user', 'reviewer', 'admin', 'service'] as const satisfies readonly WorkspaceRole[];

/** The role that was chosen in a list of them. */
export function roleOf(value: string): WorkspaceRole {
  return ROLES.find((role) => role === value) ?? 'user';
}
