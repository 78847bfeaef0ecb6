import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Prisma, type Database, type Transaction } from '@numera/prisma';
import { DATABASE } from '../platform/tokens';
import { GENESIS, seal, type ChainHead } from './chain';
import type { AuditContent, AuditRow, Json } from './event';

/** Number of the advisory lock under which rows get their places in the chain. */
const CHAIN_LOCK = 7_246_301_001n;

/** How long to wait for a connection and for the lock, ms: what is to be written down is written late rather than never. */
const PATIENCE = { maxWait: 10_000, timeout: 15_000 };

/** Rows of the audit trail, the keys of personal digests, and exported heads. */
@Injectable()
export class AuditRepository {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /**
   * Adds rows at the end of the chain. Writers of all gateways take turns by a lock that is held until the transaction ends, so numbers have
   * no gaps: one that fails leaves none behind.
   */
  async append(contents: readonly AuditContent[], transaction?: Transaction): Promise<void> {
    if (contents.length === 0) return;
    if (transaction === undefined) {
      await this.database.$transaction((own) => this.append(contents, own), PATIENCE);
      return;
    }
    // A statement of its own: the next one must see what the last holder of the lock committed.
    await transaction.$queryRaw(Prisma.sql`SELECT pg_advisory_xact_lock(${CHAIN_LOCK}::bigint)::text`);
    let head = await this.head(transaction);
    const rows = contents.map((content) => {
      const row = seal(content, head);
      head = row;
      return { ...row, before: nullable(row.before), after: nullable(row.after) };
    });
    await transaction.auditEvent.createMany({ data: rows });
  }

  /** The last row's number and hash. */
  async head(transaction: Transaction = this.database): Promise<ChainHead> {
    const last = await transaction.auditEvent.findFirst({ orderBy: { sequence: 'desc' }, select: { sequence: true, hash: true } });
    return last ?? GENESIS;
  }

  /** At most `limit` rows after a number, in order. */
  async after(sequence: bigint, limit: number): Promise<AuditRow[]> {
    const rows = await this.database.auditEvent.findMany({
      where: { sequence: { gt: sequence } },
      orderBy: { sequence: 'asc' },
      take: limit,
    });
    return rows.map((row) => ({ ...row, before: row.before as Json, after: row.after as Json }));
  }

  /** The key under which a person's values are digested, made when first asked for; null when there is no such person (any more). */
  async keyOf(userId: string, transaction: Transaction = this.database): Promise<Uint8Array | null> {
    const known = await transaction.auditKey.findUnique({ where: { userId } });
    if (known !== null) return known.secret;
    // Only for a person that exists: a key made after their erasure would outlive them.
    await transaction.$executeRaw(Prisma.sql`
      INSERT INTO audit_keys (user_id, secret) SELECT id, ${randomBytes(32)} FROM users WHERE id = ${userId}::uuid ON CONFLICT DO NOTHING`);
    return (await transaction.auditKey.findUnique({ where: { userId } }))?.secret ?? null;
  }

  /** Writes a day's head, unless the day has one; returns the one it has. */
  async addHead(day: Date, head: ChainHead): Promise<ChainHead> {
    await this.database.auditHead.createMany({ data: { day, sequence: head.sequence, hash: head.hash }, skipDuplicates: true });
    return this.database.auditHead.findUniqueOrThrow({ where: { day }, select: { sequence: true, hash: true } });
  }

  findHead(day: Date): Promise<ChainHead | null> {
    return this.database.auditHead.findUnique({ where: { day }, select: { sequence: true, hash: true } });
  }

  heads(): Promise<ChainHead[]> {
    return this.database.auditHead.findMany({ select: { sequence: true, hash: true }, orderBy: { day: 'asc' } });
  }

  async deleteKey(userId: string, transaction: Transaction = this.database): Promise<void> {
    await transaction.auditKey.deleteMany({ where: { userId } });
  }
}

function nullable(value: Json): Prisma.InputJsonValue | typeof Prisma.DbNull {
  return value === null ? Prisma.DbNull : (value as Prisma.InputJsonValue);
}
