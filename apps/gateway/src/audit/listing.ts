import { Inject, Injectable } from '@nestjs/common';
import type { AuditEvent, AuditFilter } from '@numera/contracts';
import { Prisma, type Database } from '@numera/prisma';
import { DATABASE } from '../platform/tokens';

interface ListedRow extends Omit<AuditEvent, 'sequence' | 'occurredAt' | 'actor' | 'target'> {
  readonly sequence: bigint;
  readonly occurredAt: Date;
  readonly actorKind: AuditEvent['actor']['kind'];
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly targetKind: string | null;
  readonly targetId: string | null;
}

/** Reads the trail for administrators: newest first, with the names that actors have now. */
@Injectable()
export class AuditListing {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** At most `limit` events that fit the filter, before a number. */
  async before(sequence: bigint | null, filter: AuditFilter, limit: number): Promise<AuditEvent[]> {
    const conditions = [
      sequence === null ? null : Prisma.sql`e.sequence < ${sequence}::bigint`,
      filter.action === undefined ? null : Prisma.sql`e.action = ${filter.action}`,
      filter.outcome === undefined ? null : Prisma.sql`e.outcome = ${filter.outcome}`,
      filter.from === undefined ? null : Prisma.sql`e.occurred_at >= ${new Date(filter.from)}::timestamptz`,
      filter.to === undefined ? null : Prisma.sql`e.occurred_at < ${new Date(filter.to)}::timestamptz`,
      filter.actor === undefined
        ? null
        : Prisma.sql`(e.actor_id = ${filter.actor}::uuid OR e.actor_id IN (SELECT id FROM api_keys WHERE user_id = ${filter.actor}::uuid))`,
    ].filter((condition) => condition !== null);
    const where = conditions.length === 0 ? Prisma.empty : Prisma.sql`WHERE ${Prisma.join(conditions, ' AND ')}`;
    const rows = await this.database.$queryRaw<ListedRow[]>(Prisma.sql`
      SELECT e.sequence, e.occurred_at AS "occurredAt", e.action, e.outcome, e.actor_kind AS "actorKind", e.actor_id AS "actorId",
        coalesce(u.name, k.name) AS "actorName", e.workspace_id AS "workspaceId", e.target_kind AS "targetKind", e.target_id AS "targetId",
        e.source, e.request_id AS "requestId", e.before, e.after, e.count, e.hash
      FROM audit_events e
        LEFT JOIN users u ON e.actor_kind = 'person' AND u.id = e.actor_id
        LEFT JOIN api_keys k ON e.actor_kind = 'key' AND k.id = e.actor_id
      ${where} ORDER BY e.sequence DESC LIMIT ${limit}`);
    return rows.map(present);
  }
}

function present({ sequence, occurredAt, actorKind, actorId, actorName, targetKind, targetId, ...rest }: ListedRow): AuditEvent {
  return {
    ...rest,
    sequence: Number(sequence),
    occurredAt: occurredAt.toISOString(),
    actor: { kind: actorKind, id: actorId, name: actorName },
    target: targetKind === null ? null : { kind: targetKind, id: targetId },
  };
}
