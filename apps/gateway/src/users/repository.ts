import { Inject, Injectable } from '@nestjs/common';
import type { UserQuery } from '@numera/contracts';
import { Prisma, type Database, type Transaction } from '@numera/prisma';
import { DATABASE } from '../platform/tokens';
import { after, orderOf, type Place } from './order';

/** Number of the advisory lock under which people become and cease to be administrators, and are disabled and removed. */
const ADMINISTRATORS_LOCK = 7_246_301_002n;

const shown = {
  id: true,
  name: true,
  email: true,
  emailVerified: true,
  username: true,
  displayUsername: true,
  isAdministrator: true,
  locale: true,
  disabledAt: true,
  twoFactorEnabled: true,
  createdAt: true,
  deletionAt: true,
  sessions: { select: { updatedAt: true }, orderBy: { updatedAt: 'desc' }, take: 1 },
  memberships: { select: { role: true, workspace: { select: { id: true, name: true } } }, orderBy: { createdAt: 'asc' } },
} satisfies Prisma.UserSelect;
export type UserRow = Prisma.UserGetPayload<{ select: typeof shown }>;

/** Rows of people, as administrators see and change them. */
@Injectable()
export class UserRepository {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** One page after `place`. */
  list(query: UserQuery, place: Place | null, limit: number): Promise<UserRow[]> {
    const { field, direction } = orderOf(query.sort);
    return this.database.user.findMany({
      where: { AND: [...conditions(query), ...(place === null ? [] : [after(query.sort, place)])] },
      orderBy: [{ [field]: direction }, { id: direction }],
      take: limit,
      select: shown,
    });
  }

  find(id: string, transaction: Transaction = this.database): Promise<UserRow | null> {
    return transaction.user.findUnique({ where: { id }, select: shown });
  }

  /** A transaction in which nobody else changes who administers the installation, so that the last one is never lost to two at once. */
  exclusively<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.database.$transaction(async (transaction) => {
      // A statement of its own: what follows must see what the last holder of the lock committed.
      await transaction.$queryRaw(Prisma.sql`SELECT pg_advisory_xact_lock(${ADMINISTRATORS_LOCK}::bigint)::text`);
      return work(transaction);
    });
  }

  /** Whether someone else administers the installation: not disabled, not about to go. */
  async hasOtherAdministrator(id: string, transaction: Transaction): Promise<boolean> {
    const where = { isAdministrator: true, disabledAt: null, deletionAt: null, id: { not: id } };
    return (await transaction.user.findFirst({ where, select: { id: true } })) !== null;
  }

  /** Names of workspaces that others belong to and that nobody but this person could administer. */
  async soleAdminOf(id: string, transaction: Transaction): Promise<string[]> {
    const others = { userId: { not: id } };
    const admins = { ...others, role: 'admin' as const, user: { disabledAt: null, deletionAt: null } };
    const rows = await transaction.workspace.findMany({
      where: {
        AND: [
          { memberships: { some: { userId: id, role: 'admin' } } },
          { memberships: { some: others } },
          { memberships: { none: admins } },
        ],
      },
      select: { name: true },
      take: 10,
    });
    return rows.map(({ name }) => name);
  }

  async change(id: string, data: Prisma.UserUpdateInput, transaction: Transaction): Promise<void> {
    await transaction.user.update({ where: { id }, data });
  }
}

function conditions({ search, role, status }: UserQuery): Prisma.UserWhereInput[] {
  const all: Prisma.UserWhereInput[] = [];
  if (search !== undefined && search !== '') {
    const contains = { contains: search, mode: 'insensitive' } as const;
    all.push({ OR: [{ name: contains }, { email: contains }, { username: contains }] });
  }
  if (role === 'administrator') all.push({ isAdministrator: true });
  else if (role !== undefined) all.push({ memberships: { some: { role } } });
  if (status === 'active') all.push({ disabledAt: null, emailVerified: true });
  if (status === 'disabled') all.push({ disabledAt: { not: null } });
  if (status === 'unconfirmed') all.push({ disabledAt: null, emailVerified: false });
  return all;
}
