import type { AuditAction } from '@numera/contracts';
import type { Request } from 'express';
import type { Caller } from '../http/caller';

export type AuditOutcome = 'done' | 'refused' | 'failed';

/** What a feature tells the trail. Values that say something of a person go into `personal`, never into `before`, `after` or `target`. */
export interface AuditEntry {
  readonly action: AuditAction;
  readonly outcome: AuditOutcome;
  /** Who did it; without one, Numera itself. */
  readonly caller?: Caller;
  /** The person, where the caller does not say so yet: a sign-in is asked for by someone anonymous. */
  readonly actorId?: string;
  /** Where it was done, when that is not the caller's workspace. */
  readonly workspaceId?: string;
  readonly target?: { readonly kind: string; readonly id: string };
  readonly before?: object;
  readonly after?: object;
  /** Names, addresses and the like of one person: the trail keeps only digests under that person's key. */
  readonly personal?: {
    readonly userId: string;
    readonly before?: Readonly<Record<string, string>>;
    readonly after?: Readonly<Record<string, string>>;
  };
  /** The request by which it was done: gives the address it came from and its id. */
  readonly request?: Request;
}

/** JSON as the trail keeps it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** A row of the trail before it has its place in the chain. */
export interface AuditContent {
  readonly occurredAt: Date;
  readonly action: string;
  readonly outcome: string;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly workspaceId: string | null;
  readonly targetKind: string | null;
  readonly targetId: string | null;
  readonly source: string | null;
  readonly requestId: string | null;
  readonly before: Json;
  readonly after: Json;
  /** How many alike the row stands for. */
  readonly count: number;
}

/** A row of the trail. */
export interface AuditRow extends AuditContent {
  readonly sequence: bigint;
  readonly previousHash: string;
  readonly hash: string;
}
