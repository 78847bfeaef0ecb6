import { Inject, Injectable } from '@nestjs/common';
import { Prisma, type Database, type Transaction } from '@numera/prisma';
import { DATABASE } from '../../platform/tokens';

/** Identities elsewhere that are ways into accounts here. */
@Injectable()
export class LinkedProviderRepository {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  list(userId: string) {
    return this.database.account.findMany({
      where: { userId, providerId: { not: 'credential' } },
      select: { id: true, providerId: true, email: true, createdAt: true },
      orderBy: { createdAt: 'asc' },
    });
  }

  /** A transaction in which nobody else changes how this person gets in. */
  exclusively<T>(userId: string, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.database.$transaction(async (transaction) => {
      await transaction.$queryRaw(Prisma.sql`SELECT id FROM users WHERE id = ${userId}::uuid FOR UPDATE`);
      return work(transaction);
    });
  }

  /** Whether there is a way in besides an identity: a password, a passkey, or another identity at one of `usable`. */
  async hasOtherWay(userId: string, id: string, usable: readonly string[], transaction: Transaction): Promise<boolean> {
    const isWay = { OR: [{ password: { not: null } }, { providerId: { in: [...usable] } }] };
    const account = await transaction.account.findFirst({ where: { userId, id: { not: id }, ...isWay }, select: { id: true } });
    return account !== null || (await transaction.passkey.findFirst({ where: { userId }, select: { id: true } })) !== null;
  }

  /** Which provider it was; null when the person has no such identity. */
  async remove(userId: string, id: string, transaction: Transaction): Promise<string | null> {
    const where = { id, userId, providerId: { not: 'credential' } };
    const found = await transaction.account.findFirst({ where, select: { providerId: true } });
    await transaction.account.deleteMany({ where });
    return found?.providerId ?? null;
  }
}
