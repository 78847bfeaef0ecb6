import { Inject, Injectable } from '@nestjs/common';
import type { AuditAction, User, UserChange, UserQuery } from '@numera/contracts';
import { Prisma, type Transaction } from '@numera/prisma';
import type { Request } from 'express';
import { SessionRepository } from '../accounts/session-repository';
import { AuditTrail } from '../audit/trail';
import { callerOf } from '../http/caller';
import { csvLine } from '../http/csv';
import { Problem } from '../http/problem';
import { Mail } from '../mail/mail';
import { CLOCK, type Clock } from '../platform/tokens';
import { Erasure } from '../privacy/erasure';
import { cursorOf, placeOf } from './order';
import { present } from './present';
import { UserRepository, type UserRow } from './repository';

const PAGE = 500;
const COLUMNS = [
  'id',
  'name',
  'email',
  'username',
  'confirmed',
  'administrator',
  'disabled',
  'second factor',
  'created',
  'last seen',
  'workspaces',
];

/** What administrators of the installation may do with people's accounts. They never see a password and never choose one. */
@Injectable()
export class Users {
  constructor(
    private readonly users: UserRepository,
    private readonly sessions: SessionRepository,
    private readonly audit: AuditTrail,
    private readonly mail: Mail,
    private readonly erasure: Erasure,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(query: UserQuery): Promise<{ items: User[]; nextCursor: string | null }> {
    const rows = await this.users.list(query, placeOf(query.sort, query.cursor), query.limit + 1);
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    return { items: page.map(present), nextCursor: rows.length > query.limit && last ? cursorOf(query.sort, last) : null };
  }

  async read(id: string): Promise<User> {
    return present(found(await this.users.find(id)));
  }

  /** The lines of a CSV file of everyone whom the query finds, a page of rows at a time. */
  async *export(query: UserQuery, request: Request): AsyncGenerator<string> {
    await this.audit.record({ action: 'users.exported', outcome: 'done', caller: callerOf(request), request });
    yield csvLine(COLUMNS);
    let cursor: string | undefined;
    do {
      const page = await this.list({ ...query, cursor, limit: PAGE });
      for (const user of page.items) yield csvLine(fields(user));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
  }

  /** Changes what is given. Whoever's rights or address change signs in again; a new address is to be confirmed. */
  async change(id: string, change: UserChange, request: Request): Promise<User> {
    const row = await this.users
      .exclusively(async (transaction) => {
        const before = found(await this.users.find(id, transaction));
        if (change.isAdministrator === false || change.isDisabled === true) await this.refuseLast(before, transaction);
        await this.users.change(id, this.dataOf(before, change), transaction);
        const after = found(await this.users.find(id, transaction));
        await this.recordChange(before, after, request, transaction);
        return after;
      })
      .catch(tellTaken);
    return present(row);
  }

  /** Ends the account now and removes all that is the person's; what does not go at once, goes with the next clean-up. */
  async remove(id: string, request: Request): Promise<void> {
    const now = this.clock();
    await this.users.exclusively(async (transaction) => {
      const user = found(await this.users.find(id, transaction));
      await this.refuseLast(user, transaction);
      await this.users.change(id, { disabledAt: now, deletionAt: now }, transaction);
      await this.sessions.end(id, 'all', transaction);
      await this.record('user.deletionRequested', id, request, transaction);
    });
    await this.erasure.erase(id);
  }

  async endSessions(id: string, request: Request): Promise<void> {
    await this.users.exclusively(async (transaction) => {
      found(await this.users.find(id, transaction));
      await this.sessions.end(id, 'all', transaction);
      await this.record('session.ended', id, request, transaction);
    });
  }

  private dataOf(before: UserRow, { name, email, username, isAdministrator, isDisabled }: UserChange): Prisma.UserUpdateInput {
    return {
      name,
      isAdministrator,
      ...(email !== undefined && email !== before.email && { email, emailVerified: false }),
      ...(username !== undefined && { username: username.toLowerCase(), displayUsername: username }),
      ...(isDisabled !== undefined && { disabledAt: isDisabled ? (before.disabledAt ?? this.clock()) : null }),
    };
  }

  private async recordChange(before: UserRow, after: UserRow, request: Request, transaction: Transaction): Promise<void> {
    const { id } = before;
    const [old, now] = [personal(before), personal(after)];
    const isMoved = before.email !== after.email;
    if (JSON.stringify(old) !== JSON.stringify(now)) {
      await this.record('user.changed', id, request, transaction, { personal: { userId: id, before: old, after: now } });
    }
    if (isMoved) {
      const { email: to, locale, name } = before;
      await this.mail.send({ kind: 'email-changed', to, locale, values: { name } }, transaction);
    }
    const isRanked = before.isAdministrator !== after.isAdministrator;
    if (isRanked) {
      const action = after.isAdministrator ? 'administrator.granted' : 'administrator.revoked';
      const change = { before: { isAdministrator: before.isAdministrator }, after: { isAdministrator: after.isAdministrator } };
      await this.record(action, id, request, transaction, change);
    }
    const isSwitched = (before.disabledAt === null) !== (after.disabledAt === null);
    if (isSwitched) await this.record(after.disabledAt === null ? 'user.enabled' : 'user.disabled', id, request, transaction);
    if (isMoved || isRanked || (isSwitched && after.disabledAt !== null)) await this.sessions.end(id, 'all', transaction);
  }

  private async refuseLast(user: UserRow, transaction: Transaction): Promise<void> {
    if (!user.isAdministrator || user.disabledAt !== null || (await this.users.hasOtherAdministrator(user.id, transaction))) return;
    throw new Problem(409, 'last_administrator', 'This is the last administrator: make someone else one first.');
  }

  private record(
    action: AuditAction,
    userId: string,
    request: Request,
    transaction: Transaction,
    change: Pick<Parameters<AuditTrail['record']>[0], 'before' | 'after' | 'personal'> = {},
  ): Promise<void> {
    const target = { kind: 'user', id: userId };
    return this.audit.record({ action, outcome: 'done', caller: callerOf(request), target, ...change, request }, transaction);
  }
}

function found(row: UserRow | null): UserRow {
  if (row === null) throw new Problem(404, 'not_found', 'There is no such user.');
  return row;
}

function personal({ name, email, displayUsername, username }: UserRow): Record<string, string> {
  return { name, email, username: displayUsername ?? username ?? '' };
}

function fields(user: User): (string | number | boolean | null)[] {
  const workspaces = user.memberships.map(({ name, role }) => `${name} (${role})`).join('; ');
  const { id, name, email, username, emailVerified, isAdministrator, isDisabled, twoFactorEnabled, createdAt, lastSeenAt } = user;
  return [id, name, email, username, emailVerified, isAdministrator, isDisabled, twoFactorEnabled, createdAt, lastSeenAt, workspaces];
}

/** A name or an address that someone else has; administrators see everyone's, so they may know. */
function tellTaken(error: unknown): never {
  if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') {
    throw new Problem(409, 'taken', 'Another account has this address or user name.');
  }
  throw error;
}
