import { Inject, Injectable } from '@nestjs/common';
import { Prisma, type Database, type Transaction } from '@numera/prisma';
import { uuidv7 } from 'uuidv7';
import type { Role } from '../http/caller';
import { DATABASE, DEFAULT_WORKSPACE } from '../platform/tokens';

/** A member with what the workspace's admins may know of them. */
export interface MemberRow {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly username: string | null;
  readonly role: Role;
  readonly isDisabled: boolean;
  readonly joinedAt: Date;
}

/** Rows of workspaces and memberships. */
@Injectable()
export class WorkspaceRepository {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** Joins the default workspace, as `admin` who administers the installation, unless the person belongs to one already. */
  async joinDefault(userId: string): Promise<void> {
    await this.database.$executeRaw(Prisma.sql`
      INSERT INTO memberships (workspace_id, user_id, role)
      SELECT ${DEFAULT_WORKSPACE}::uuid, u.id, CASE WHEN u.is_administrator THEN 'admin' ELSE 'user' END::role FROM users u
      WHERE u.id = ${userId}::uuid AND NOT EXISTS (SELECT 1 FROM memberships m WHERE m.user_id = u.id)
      ON CONFLICT DO NOTHING`);
  }

  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.database.$transaction(work);
  }

  /** A transaction in which nobody else changes who belongs to the workspace, so that what is counted stays true. */
  exclusively<T>(workspaceId: string, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.database.$transaction(async (transaction) => {
      // A lock that adding predictions, which refer to the row, does not wait for. What follows must see what its last holder committed.
      await transaction.$queryRaw(Prisma.sql`SELECT id FROM workspaces WHERE id = ${workspaceId}::uuid FOR NO KEY UPDATE`);
      return work(transaction);
    });
  }

  /** A workspace whose first admin is this person. */
  async create(name: string, userId: string, transaction: Transaction): Promise<string> {
    const id = uuidv7();
    await transaction.workspace.create({ data: { id, name } });
    await transaction.membership.create({ data: { workspaceId: id, userId, role: 'admin' } });
    return id;
  }

  async name(id: string, transaction: Transaction = this.database): Promise<string | null> {
    return (await transaction.workspace.findUnique({ where: { id }, select: { name: true } }))?.name ?? null;
  }

  async rename(id: string, name: string, transaction: Transaction): Promise<void> {
    await transaction.workspace.update({ where: { id }, data: { name } });
  }

  countOf(userId: string): Promise<number> {
    return this.database.membership.count({ where: { userId } });
  }

  async role(workspaceId: string, userId: string, transaction: Transaction = this.database): Promise<Role | null> {
    const row = await transaction.membership.findUnique({ where: { workspaceId_userId: { workspaceId, userId } }, select: { role: true } });
    return row?.role ?? null;
  }

  /** Members in the order in which they came to Numera, after `cursor`. */
  async members(
    workspaceId: string,
    { cursor, limit, isWithDisabled }: { cursor: string | undefined; limit: number; isWithDisabled: boolean },
  ): Promise<MemberRow[]> {
    const rows = await this.database.membership.findMany({
      where: {
        workspaceId,
        ...(cursor !== undefined && { userId: { gt: cursor } }),
        ...(!isWithDisabled && { user: { disabledAt: null } }),
      },
      orderBy: { userId: 'asc' },
      take: limit,
      select: {
        userId: true,
        role: true,
        createdAt: true,
        user: { select: { name: true, email: true, username: true, displayUsername: true, disabledAt: true } },
      },
    });
    return rows.map(({ userId, role, createdAt, user }) => ({
      userId,
      name: user.name,
      email: user.email,
      username: user.displayUsername ?? user.username,
      role,
      isDisabled: user.disabledAt !== null,
      joinedAt: createdAt,
    }));
  }

  /** Whether someone else could do what an admin does: not disabled, not about to go. */
  async hasOtherAdmin(workspaceId: string, userId: string, transaction: Transaction): Promise<boolean> {
    const able = { disabledAt: null, deletionAt: null };
    const other = await transaction.membership.findFirst({
      where: { workspaceId, role: 'admin', userId: { not: userId }, user: able },
      select: { userId: true },
    });
    return other !== null;
  }

  /** Makes someone a member, or changes their role. */
  async setRole(workspaceId: string, userId: string, role: Role, transaction: Transaction): Promise<void> {
    const where = { workspaceId_userId: { workspaceId, userId } };
    await transaction.membership.upsert({ where, create: { workspaceId, userId, role }, update: { role } });
  }

  /** Takes a membership away, with the keys that were made in it; who belongs to none then gets a workspace of their own. */
  async removeMember(workspaceId: string, userId: string, now: Date, transaction: Transaction): Promise<void> {
    await transaction.membership.deleteMany({ where: { workspaceId, userId } });
    await transaction.apiKey.updateMany({ where: { workspaceId, userId, revokedAt: null }, data: { revokedAt: now } });
    if ((await transaction.membership.count({ where: { userId } })) > 0) return;
    const user = await transaction.user.findUnique({ where: { id: userId }, select: { name: true } });
    if (user !== null) await this.create(user.name, userId, transaction);
  }

  async lookAt(sessionId: string, workspaceId: string, transaction: Transaction = this.database): Promise<void> {
    await transaction.session.updateMany({ where: { id: sessionId }, data: { workspaceId } });
  }
}
