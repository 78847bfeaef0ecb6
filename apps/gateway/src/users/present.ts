import type { User } from '@numera/contracts';
import type { UserRow } from './repository';

/** A person as administrators see them: nothing that signs anyone in. */
export function present(row: UserRow): User {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    emailVerified: row.emailVerified,
    username: row.displayUsername ?? row.username,
    isAdministrator: row.isAdministrator,
    isDisabled: row.disabledAt !== null,
    twoFactorEnabled: row.twoFactorEnabled,
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.sessions[0]?.updatedAt.toISOString() ?? null,
    deletionAt: row.deletionAt?.toISOString() ?? null,
    memberships: row.memberships.map(({ role, workspace }) => ({ ...workspace, role })),
  };
}
