import type { Request } from 'express';

/** What a member of a workspace may do there; each but `service` includes the ones before it. `service` is a program's account: it predicts. */
export type Role = 'user' | 'reviewer' | 'admin' | 'service';
/** What an API key may be used for. */
export type Scope = 'predict' | 'batch' | 'review' | 'train' | 'admin';

/** What someone is: in a workspace, and above all of them. */
export interface Standing {
  readonly role: Role;
  /** Of the installation, above all workspaces. */
  readonly isAdministrator: boolean;
}

export interface Person extends Standing {
  readonly kind: 'person';
  readonly userId: string;
  readonly sessionId: string;
  /** The workspace the session looks at, of which the person is a member. */
  readonly workspaceId: string;
}

/** A program with a person's key; its standing is what its maker is now. */
export interface KeyHolder extends Standing {
  readonly kind: 'key';
  readonly apiKeyId: string;
  /** Who made the key; predictions asked for with it are theirs. */
  readonly userId: string;
  readonly workspaceId: string;
  readonly scopes: readonly Scope[];
  readonly isUnlimited: boolean;
}

/** Who sent a request. `operator` holds NUMERA_ADMIN_TOKEN: whoever runs the installation, at its command line. */
export type Caller = { readonly kind: 'anonymous' } | Person | KeyHolder | { readonly kind: 'operator' };

export const ANONYMOUS: Caller = { kind: 'anonymous' };

const callers = new WeakMap<Request, Caller>();

/** Set once by the guard; every later part of the request sees the same caller. */
export function rememberCaller(request: Request, caller: Caller): void {
  callers.set(request, caller);
}

/** Whoever belongs to a workspace: a person, or a program with a person's key. */
export type Member = Person | KeyHolder;

/** Who sent a request that the guard takes from members of a workspace only. */
export function memberOf(request: Request): Member {
  const caller = callerOf(request);
  if (caller.kind === 'anonymous' || caller.kind === 'operator') throw new Error('this route is for members of a workspace');
  return caller;
}

/** Who sent a request that the guard takes from signed-in people only. */
export function personOf(request: Request): Person {
  const caller = callerOf(request);
  if (caller.kind !== 'person') throw new Error('this route is for signed-in people');
  return caller;
}

/** Who sent the request, as the guard found it. */
export function callerOf(request: Request): Caller {
  const caller = callers.get(request);
  if (caller === undefined) throw new Error('the guard has not looked at this request');
  return caller;
}
