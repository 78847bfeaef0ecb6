import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json';
import type { AuditContent, AuditRow } from './event';

export interface ChainHead {
  readonly sequence: bigint;
  readonly hash: string;
}

/** What stands before the first row. */
export const GENESIS: ChainHead = { sequence: 0n, hash: '0'.repeat(64) };

/** Gives content the place after `head`: the next number, and a hash over all of the row and the hash before it. */
export function seal(content: AuditContent, head: ChainHead): AuditRow {
  const row = { ...content, sequence: head.sequence + 1n, previousHash: head.hash };
  return { ...row, hash: hashOf(row) };
}

/** Lower-case hex SHA-256 over the canonical JSON of a row without its own hash; times as ISO 8601 in ms, the sequence as decimal digits. */
export function hashOf(row: Omit<AuditRow, 'hash'>): string {
  const content = {
    sequence: row.sequence.toString(),
    occurredAt: row.occurredAt.toISOString(),
    action: row.action,
    outcome: row.outcome,
    actorKind: row.actorKind,
    actorId: row.actorId,
    workspaceId: row.workspaceId,
    targetKind: row.targetKind,
    targetId: row.targetId,
    source: row.source,
    requestId: row.requestId,
    before: row.before,
    after: row.after,
    count: row.count,
    previousHash: row.previousHash,
  };
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}

export interface Fault {
  readonly sequence: bigint;
  /** `removed`: a row is missing before this one. `changed`: this row is not as it was written. `cut`: everything from here on is gone. */
  readonly kind: 'changed' | 'removed' | 'cut';
}

/**
 * Compares a row with the one before it. Returns what is wrong, at most one thing. A row whose own hash is right, but which does not
 * continue the one before, tells that the one before was written anew.
 */
export function checkRow(row: AuditRow, before: ChainHead): Fault | null {
  const expected = before.sequence + 1n;
  if (row.sequence !== expected) return { sequence: expected, kind: 'removed' };
  if (hashOf(row) !== row.hash) return { sequence: row.sequence, kind: 'changed' };
  if (row.previousHash === before.hash) return null;
  return { sequence: before.sequence === 0n ? row.sequence : before.sequence, kind: 'changed' };
}
