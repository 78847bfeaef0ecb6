import { isSame } from '../http/access';
import type { Caller } from '../http/caller';
import { DEFAULT_WORKSPACE } from '../platform/tokens';
import { hashToken } from './tokens';

/** Whose a prediction is; without an owner it is an anonymous caller's, read with its token alone. */
export interface Ownership {
  readonly workspaceId: string;
  readonly ownerId: string | null;
  readonly apiKeyId: string | null;
}

export type Owned = Pick<Ownership, 'workspaceId' | 'ownerId'> & { readonly tokenHash: string | null };

/** Whose a prediction becomes that this caller asks for. */
export function ownershipOf(caller: Caller): Ownership {
  switch (caller.kind) {
    case 'anonymous':
    case 'operator':
      return { workspaceId: DEFAULT_WORKSPACE, ownerId: null, apiKeyId: null };
    case 'person':
      return { workspaceId: caller.workspaceId, ownerId: caller.userId, apiKeyId: null };
    case 'key':
      return { workspaceId: caller.workspaceId, ownerId: caller.userId, apiKeyId: caller.apiKeyId };
  }
}

/** Whether it is the caller's own, in the workspace they look at: as its owner, or as the holder of its token. */
export function isOwn(row: Owned, caller: Caller, token: string | undefined): boolean {
  if (row.ownerId === null) return row.tokenHash !== null && token !== undefined && isSame(hashToken(token), row.tokenHash);
  if (caller.kind === 'key' && !caller.scopes.includes('predict')) return false;
  return isMember(row, caller) && row.ownerId === caller.userId;
}

/** Whether the caller may see it: their own, or as a reviewer one that a member of the same workspace asked for. */
export function mayRead(row: Owned, caller: Caller, token: string | undefined): boolean {
  return isOwn(row, caller, token) || (row.ownerId !== null && isMember(row, caller) && isReviewer(caller));
}

type Member = Extract<Caller, { readonly workspaceId: string }>;

function isMember(row: Owned, caller: Caller): caller is Member {
  return (caller.kind === 'person' || caller.kind === 'key') && caller.workspaceId === row.workspaceId;
}

function isReviewer(caller: Member): boolean {
  const isAllowed = caller.kind === 'person' || caller.scopes.includes('review');
  return isAllowed && (caller.role === 'reviewer' || caller.role === 'admin');
}
