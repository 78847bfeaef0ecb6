import { Inject, Injectable } from '@nestjs/common';
import { Prisma, type Database, type Transaction } from '@numera/prisma';
import type { Role, Scope } from '../http/caller';
import { DATABASE } from '../platform/tokens';

/** A key as it is checked at every request, with what its owner may do now. */
export interface KeyRow {
  readonly id: string;
  readonly keyHash: string;
  readonly userId: string;
  readonly workspaceId: string;
  readonly scopes: readonly Scope[];
  readonly isUnlimited: boolean;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly isOwnerDisabled: boolean;
  /** Null when the owner has left the key's workspace. */
  readonly role: Role | null;
  /** Whether the owner administers the installation. */
  readonly isAdministrator: boolean;
}

/** Requests of one key on one day, as they are added to its row. */
export interface KeyUse {
  readonly apiKeyId: string;
  /** UTC, yyyy-mm-dd. */
  readonly day: string;
  requests: number;
  refused: number;
  lastAt: Date;
}

const shown = {
  id: true,
  name: true,
  prefix: true,
  scopes: true,
  isUnlimited: true,
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
  revokedAt: true,
  user: { select: { id: true, name: true } },
} as const satisfies Prisma.ApiKeySelect;
export type ShownKeyRow = Prisma.ApiKeyGetPayload<{ select: typeof shown }>;

/** Rows of keys and of their uses. */
@Injectable()
export class ApiKeyRepository {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** The keys of some hashes. One statement, since it is on the way of every request with a key. */
  async findByHash(hashes: readonly string[]): Promise<Map<string, KeyRow>> {
    const rows = await this.database.$queryRaw<KeyRow[]>(Prisma.sql`
      SELECT k.id, k.key_hash AS "keyHash", k.user_id AS "userId", k.workspace_id AS "workspaceId", k.scopes, k.is_unlimited AS "isUnlimited",
        k.expires_at AS "expiresAt", k.revoked_at AS "revokedAt", u.disabled_at IS NOT NULL AS "isOwnerDisabled", m.role::text AS role,
        u.is_administrator AS "isAdministrator"
      FROM api_keys k JOIN users u ON u.id = k.user_id
      LEFT JOIN memberships m ON m.workspace_id = k.workspace_id AND m.user_id = k.user_id
      WHERE k.key_hash = ANY (${hashes}::text[])`);
    return new Map(rows.map((row) => [row.keyHash, row]));
  }

  create(data: Prisma.ApiKeyUncheckedCreateInput, transaction: Transaction): Promise<ShownKeyRow> {
    return transaction.apiKey.create({ data, select: shown });
  }

  /** Runs a change in a transaction, so that what is told of it is written with it. */
  transact<T>(change: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.database.$transaction(change);
  }

  countGood(userId: string, workspaceId: string, now: Date): Promise<number> {
    const isGood = { revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] };
    return this.database.apiKey.count({ where: { userId, workspaceId, ...isGood } });
  }

  /** Newest first, beginning after the key `after`; of one user, or of the whole workspace. */
  list(workspaceId: string, userId: string | undefined, after: string | undefined, limit: number): Promise<ShownKeyRow[]> {
    const where = { workspaceId, userId, id: after === undefined ? undefined : { lt: after } };
    return this.database.apiKey.findMany({ where, orderBy: { id: 'desc' }, take: limit, select: shown });
  }

  find(id: string, workspaceId: string): Promise<ShownKeyRow | null> {
    return this.database.apiKey.findUnique({ where: { id, workspaceId }, select: shown });
  }

  /** Whether this call revoked it: a second one finds nothing to do. */
  async revoke(id: string, now: Date, transaction: Transaction): Promise<boolean> {
    const { count } = await transaction.apiKey.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: now } });
    return count > 0;
  }

  /** A user's uses of a key since a day, by day. */
  async uses(apiKeyId: string, since: Date): Promise<Map<string, { requests: number; refused: number }>> {
    const rows = await this.database.apiKeyUse.findMany({ where: { apiKeyId, day: { gte: since } } });
    return new Map(rows.map(({ day, requests, refused }) => [day.toISOString().slice(0, 10), { requests, refused }]));
  }

  /** Adds to the days' counts; a key that is gone meanwhile is passed over. One statement, in the order of ids, so that gateways never wait in a ring. */
  async addUses(uses: readonly KeyUse[]): Promise<void> {
    await this.database.$executeRaw(Prisma.sql`
      WITH given AS (
        SELECT g.* FROM jsonb_to_recordset(${JSON.stringify(uses)}::jsonb)
          AS g ("apiKeyId" uuid, day date, requests int, refused int, "lastAt" timestamptz)
        JOIN api_keys k ON k.id = g."apiKeyId" ORDER BY k.id, g.day FOR UPDATE OF k
      ), added AS (
        INSERT INTO api_key_uses (api_key_id, day, requests, refused)
        SELECT "apiKeyId", day, requests, refused FROM given
        ON CONFLICT (api_key_id, day) DO UPDATE
        SET requests = api_key_uses.requests + excluded.requests, refused = api_key_uses.refused + excluded.refused
      )
      UPDATE api_keys k SET last_used_at = greatest(k.last_used_at, g.at)
      FROM (SELECT "apiKeyId", max("lastAt") AS at FROM given GROUP BY 1) g WHERE k.id = g."apiKeyId"`);
  }

  /** Someone by e-mail address or user name, with the workspace they joined first; for keys that the operator makes. */
  findOwner(name: string) {
    const where = { OR: [{ email: name.toLowerCase() }, { username: name.toLowerCase() }] };
    const membership = { orderBy: { createdAt: 'asc' }, take: 1, select: { workspaceId: true, role: true } } as const;
    return this.database.user.findFirst({ where, select: { id: true, disabledAt: true, isAdministrator: true, memberships: membership } });
  }
}
