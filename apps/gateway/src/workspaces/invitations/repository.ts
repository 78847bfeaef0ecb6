import { Inject, Injectable } from '@nestjs/common';
import type { Database, Prisma, Transaction } from '@numera/prisma';
import type { Role } from '../../http/caller';
import { DATABASE } from '../../platform/tokens';

export interface NewInvitation {
  readonly id: string;
  readonly workspaceId: string;
  readonly email: string;
  readonly role: Role;
  readonly tokenHash: string;
  readonly invitedById: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

const shown = {
  id: true,
  workspaceId: true,
  email: true,
  role: true,
  createdAt: true,
  expiresAt: true,
  workspace: { select: { name: true } },
  invitedBy: { select: { name: true } },
} satisfies Prisma.InvitationSelect;
export type InvitationRow = Prisma.InvitationGetPayload<{ select: typeof shown }>;

/** Rows of invitations. One is open until it is accepted, revoked or past its end. */
@Injectable()
export class InvitationRepository {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** Newest first, below `cursor`. */
  list(workspaceId: string, cursor: string | undefined, limit: number, now: Date): Promise<InvitationRow[]> {
    return this.database.invitation.findMany({
      where: { workspaceId, ...open(now), ...(cursor !== undefined && { id: { lt: cursor } }) },
      orderBy: { id: 'desc' },
      take: limit,
      select: shown,
    });
  }

  count(workspaceId: string, now: Date): Promise<number> {
    return this.database.invitation.count({ where: { workspaceId, ...open(now) } });
  }

  findOpen(tokenHash: string, now: Date, transaction: Transaction = this.database): Promise<InvitationRow | null> {
    return transaction.invitation.findFirst({ where: { tokenHash, ...open(now) }, select: shown });
  }

  async add(invitation: NewInvitation, transaction: Transaction): Promise<void> {
    await transaction.invitation.create({ data: invitation });
  }

  /** Ends the open ones of an address: a new one takes their place. */
  async revokeOf(workspaceId: string, email: string, now: Date, transaction: Transaction): Promise<void> {
    await transaction.invitation.updateMany({ where: { workspaceId, email, ...open(now) }, data: { revokedAt: now } });
  }

  /** False when there was no open one of that id. */
  async revoke(workspaceId: string, id: string, now: Date, transaction: Transaction): Promise<boolean> {
    return (await transaction.invitation.updateMany({ where: { id, workspaceId, ...open(now) }, data: { revokedAt: now } })).count === 1;
  }

  /** Uses one up; false when someone else was faster. */
  async accept(id: string, now: Date, transaction: Transaction): Promise<boolean> {
    return (await transaction.invitation.updateMany({ where: { id, ...open(now) }, data: { acceptedAt: now } })).count === 1;
  }

  isMember(workspaceId: string, email: string): Promise<boolean> {
    return this.database.membership
      .findFirst({ where: { workspaceId, user: { email } }, select: { userId: true } })
      .then((found) => found !== null);
  }

  person(id: string) {
    return this.database.user.findUnique({ where: { id }, select: { name: true, email: true, emailVerified: true, locale: true } });
  }

  /** The language of whoever has the address, where someone does. */
  async localeOf(email: string): Promise<string | null> {
    return (await this.database.user.findUnique({ where: { email }, select: { locale: true } }))?.locale ?? null;
  }
}

function open(now: Date) {
  return { acceptedAt: null, revokedAt: null, expiresAt: { gt: now } };
}
