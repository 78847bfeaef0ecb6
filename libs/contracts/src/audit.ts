import { z } from 'zod';
import { isoTime, sha256 } from './scalars';

export const auditOutcome = z.enum(['done', 'refused', 'failed']);
/** `system` is Numera itself, `operator` whoever holds NUMERA_ADMIN_TOKEN. */
export const auditActorKind = z.enum(['person', 'key', 'operator', 'anonymous', 'system']);

const filters = {
  action: z.string().min(1).max(60).optional(),
  /** A person, with what their keys did, or one key. */
  actor: z.uuid().optional(),
  outcome: auditOutcome.optional(),
  from: isoTime.optional(),
  to: isoTime.optional(),
};

/** Query of `GET /api/v1/audit-events.csv`. */
export const auditFilter = z.strictObject(filters);
export type AuditFilter = z.infer<typeof auditFilter>;

/** Query of `GET /api/v1/audit-events`. */
export const auditQuery = z.strictObject({
  ...filters,
  cursor: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type AuditQuery = z.infer<typeof auditQuery>;

/** One thing that was done. Values of persons are digests under their own keys: `hmac-sha256:…`. */
export const auditEvent = z.object({
  sequence: z.number().int().positive(),
  occurredAt: isoTime,
  action: z.string(),
  outcome: auditOutcome,
  /** `name` is the person's or the key's name as it is now; null when there is none any more. */
  actor: z.object({ kind: auditActorKind, id: z.uuid().nullable(), name: z.string().nullable() }),
  workspaceId: z.uuid().nullable(),
  target: z.object({ kind: z.string(), id: z.string().nullable() }).nullable(),
  /** Where from: a digest of a person's address, or the network of a caller nobody knows. */
  source: z.string().nullable(),
  requestId: z.string().nullable(),
  before: z.unknown(),
  after: z.unknown(),
  /** How many alike it stands for. */
  count: z.number().int().positive(),
  hash: sha256,
});
export type AuditEvent = z.infer<typeof auditEvent>;

/** `GET /api/v1/audit-events`, newest first. */
export const auditEvents = z.object({ items: z.array(auditEvent), nextCursor: z.string().nullable() });
export type AuditEvents = z.infer<typeof auditEvents>;

/** `GET /api/v1/audit-events/verification`. */
export const auditVerification = z.object({
  isIntact: z.boolean(),
  /** Rows that were looked at. */
  events: z.number().int().min(0),
  /** Exported heads that the rows were compared with. */
  heads: z.number().int().min(0),
  head: z.object({ sequence: z.number().int().min(0), hash: sha256 }),
  /** The first hundred. `changed`: not as it was written; `removed`: missing between others; `cut`: this one and all after it are gone. */
  faults: z.array(z.object({ sequence: z.number().int().positive(), kind: z.enum(['changed', 'removed', 'cut']), message: z.string() })),
  checkedAt: isoTime,
});
export type AuditVerification = z.infer<typeof auditVerification>;
