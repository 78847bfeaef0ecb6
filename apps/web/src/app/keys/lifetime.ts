import type { ApiKey, WorkspaceRole } from '@numera/contracts';

/** What a key may be used for. */
export type Scope = ApiKey['scopes'][number];

const DAY_MS = 24 * 60 * 60 * 1_000;

/** How long a new key may last, in days; null: until it is revoked. */
export const LIFETIMES = [30, 90, 365, null] as const;
export type Lifetime = (typeof LIFETIMES)[number];

/** When a key ends that is made now, ISO 8601; undefined when it does not end by itself. */
export function endOfLifetime(lifetime: Lifetime, now: Date): string | undefined {
  return lifetime === null ? undefined : new Date(now.getTime() + lifetime * DAY_MS).toISOString();
}

/** Whether a key still opens anything. */
export function keyState({ revokedAt, expiresAt }: Pick<ApiKey, 'revokedAt' | 'expiresAt'>, now: Date): 'active' | 'expired' | 'revoked' {
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && new Date(expiresAt) <= now ? 'expired' : 'active';
}

/** What a member may let a program do: at most what they may do themselves. */
export function scopesOf(role: WorkspaceRole): readonly Scope[] {
  const byRole: Readonly<Record<WorkspaceRole, readonly Scope[]>> = {
    service: ['predict', 'batch'],
    user: ['predict', 'batch'],
    reviewer: ['predict', 'batch', 'review'],
    admin: ['predict', 'batch', 'review', 'train', 'admin'],
  };
  return byRole[role];
}
