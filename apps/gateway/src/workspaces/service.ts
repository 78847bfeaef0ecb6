import { Inject, Injectable } from '@nestjs/common';
import type { Member, WorkspaceMembership, WorkspaceRole } from '@numera/contracts';
import type { Transaction } from '@numera/prisma';
import type { Request } from 'express';
import { SessionRepository } from '../accounts/session-repository';
import { AuditTrail } from '../audit/trail';
import type { Caller, Member as MemberCaller, Person } from '../http/caller';
import { pageOf } from '../http/page';
import { Problem } from '../http/problem';
import { CLOCK, type Clock } from '../platform/tokens';
import { WorkspaceRepository, type MemberRow } from './repository';

/** More than anyone needs, few enough that nobody fills the database with them. */
const MOST_WORKSPACES = 50;

/** Rules of workspaces: who belongs to which, as what. A change acts with the next request, since the role is read anew for each. */
@Injectable()
export class Workspaces {
  constructor(
    private readonly repository: WorkspaceRepository,
    private readonly sessions: SessionRepository,
    private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Gives a new person a workspace: the default one, unless they were taken into another already. The same call again changes nothing. */
  async welcome(userId: string): Promise<void> {
    await this.repository.joinDefault(userId);
  }

  async create(person: Person, name: string, request: Request): Promise<WorkspaceMembership> {
    if ((await this.repository.countOf(person.userId)) >= MOST_WORKSPACES) {
      throw new Problem(409, 'too_many_workspaces', `You belong to ${MOST_WORKSPACES} workspaces already; leave one first.`);
    }
    return this.repository.transaction(async (transaction) => {
      const id = await this.repository.create(name, person.userId, transaction);
      const target = { kind: 'workspace', id };
      await this.audit.record(
        { action: 'workspace.created', outcome: 'done', caller: person, workspaceId: id, target, after: { name }, request },
        transaction,
      );
      return { id, name, role: 'admin' };
    });
  }

  async rename(caller: MemberCaller, name: string, request: Request): Promise<WorkspaceMembership> {
    const { workspaceId: id, role } = caller;
    await this.repository.exclusively(id, async (transaction) => {
      const before = await this.repository.name(id, transaction);
      await this.repository.rename(id, name, transaction);
      await this.audit.record(
        {
          action: 'workspace.renamed',
          outcome: 'done',
          caller,
          target: { kind: 'workspace', id },
          before: { name: before },
          after: { name },
          request,
        },
        transaction,
      );
    });
    return { id, name, role };
  }

  async isThere(id: string): Promise<boolean> {
    return (await this.repository.name(id)) !== null;
  }

  /** Which of one's workspaces the session looks at from now on. */
  async enter({ userId, sessionId }: Person, workspaceId: string): Promise<WorkspaceMembership> {
    const role = await this.repository.role(workspaceId, userId);
    const name = role === null ? null : await this.repository.name(workspaceId);
    if (role === null || name === null) throw new Problem(404, 'not_found', 'You belong to no such workspace.');
    await this.repository.lookAt(sessionId, workspaceId);
    return { id: workspaceId, name, role };
  }

  /** Admins see how to reach the members and who is disabled; the others who is there, as what: anyone may be able to register here. */
  async members(
    { workspaceId, role }: MemberCaller,
    cursor: string | undefined,
    limit: number,
  ): Promise<{ items: Member[]; nextCursor: string | null }> {
    const isAdmin = role === 'admin';
    const rows = await this.repository.members(workspaceId, { cursor, limit: limit + 1, isWithDisabled: isAdmin });
    return pageOf(
      rows,
      limit,
      (row) => present(isAdmin ? row : { ...row, email: null, username: null }),
      ({ userId }) => userId,
    );
  }

  /** Changes a member's role. They sign in again: a session never outlives the rights it was begun with. */
  async changeRole(caller: MemberCaller, userId: string, role: WorkspaceRole, request: Request): Promise<void> {
    await this.assign(caller, caller.workspaceId, userId, role, request, 'members only');
  }

  /** The same in any workspace, by an administrator of the installation; who is no member yet becomes one. */
  async assign(
    caller: Caller,
    workspaceId: string,
    userId: string,
    role: WorkspaceRole,
    request: Request,
    who: 'members only' | 'anyone' = 'anyone',
  ): Promise<void> {
    await this.repository.exclusively(workspaceId, async (transaction) => {
      const before = await this.repository.role(workspaceId, userId, transaction);
      if (before === null && who === 'members only') throw noMember();
      if (before === role) return;
      if (before === 'admin') await this.refuseLastAdmin(workspaceId, userId, transaction);
      await this.repository.setRole(workspaceId, userId, role, transaction);
      await this.sessions.end(userId, 'all', transaction);
      const action = before === null ? 'member.joined' : 'role.changed';
      const target = { kind: 'user', id: userId };
      const change = { before: { role: before }, after: { role } };
      await this.audit.record({ action, outcome: 'done', caller, workspaceId, target, ...change, request }, transaction);
    });
  }

  /** Removes a member, or oneself. */
  async removeMember(person: Person, userId: string, request: Request): Promise<void> {
    const { workspaceId } = person;
    const isSelf = userId === person.userId;
    if (!isSelf && person.role !== 'admin') throw new Problem(403, 'forbidden', 'You may not do this.');
    await this.repository.exclusively(workspaceId, async (transaction) => {
      const role = await this.repository.role(workspaceId, userId, transaction);
      if (role === null) throw noMember();
      if (role === 'admin') await this.refuseLastAdmin(workspaceId, userId, transaction);
      await this.repository.removeMember(workspaceId, userId, this.clock(), transaction);
      const action = isSelf ? 'member.left' : 'member.removed';
      const target = { kind: 'user', id: userId };
      await this.audit.record({ action, outcome: 'done', caller: person, target, before: { role }, request }, transaction);
    });
  }

  private async refuseLastAdmin(workspaceId: string, userId: string, transaction: Transaction): Promise<void> {
    if (await this.repository.hasOtherAdmin(workspaceId, userId, transaction)) return;
    throw new Problem(409, 'last_admin', 'A workspace needs an admin: make someone else one first.');
  }
}

function present({ joinedAt, ...row }: Omit<MemberRow, 'email'> & Pick<Member, 'email'>): Member {
  return { ...row, joinedAt: joinedAt.toISOString() };
}

function noMember(): Problem {
  return new Problem(404, 'not_found', 'There is no such member.');
}
