import { Inject, Injectable } from '@nestjs/common';
import type { Me, MeChange, SessionSummary } from '@numera/contracts';
import type { Request } from 'express';
import { AuditTrail } from '../../audit/trail';
import type { Person } from '../../http/caller';
import { Problem } from '../../http/problem';
import { CLOCK, type Clock } from '../../platform/tokens';
import { SessionRepository } from '../session-repository';
import { MeRepository } from './repository';

/** What people see and change of themselves. */
@Injectable()
export class MeService {
  constructor(
    private readonly people: MeRepository,
    private readonly sessions: SessionRepository,
    private readonly trail: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async read({ userId, sessionId, workspaceId }: Person): Promise<Me> {
    const user = await this.people.find(userId);
    if (user === null) throw new Problem(401, 'unauthenticated', 'Sign in first.');
    const workspaces = user.memberships.map(({ role, workspace }) => ({ ...workspace, role }));
    const workspace = workspaces.find(({ id }) => id === workspaceId);
    return {
      user: {
        id: user.id,
        name: user.name,
        email: user.email,
        emailVerified: user.emailVerified,
        username: user.displayUsername ?? user.username,
        isAdministrator: user.isAdministrator,
        twoFactorEnabled: user.twoFactorEnabled,
        hasPassword: user.accounts.length > 0,
        locale: user.locale as Me['user']['locale'],
        trainingConsent: user.trainingConsent,
        deletionAt: user.deletionAt?.toISOString() ?? null,
        createdAt: user.createdAt.toISOString(),
      },
      workspace: workspace ? { ...workspace, isShared: await this.people.isShared(workspace.id, userId) } : null,
      workspaces,
      session: { id: sessionId },
    };
  }

  async change(person: Person, change: MeChange, request: Request): Promise<Me> {
    await this.people.change(person.userId, change, this.clock());
    const { trainingConsent } = change;
    if (trainingConsent !== undefined) {
      const target = { kind: 'user', id: person.userId };
      await this.trail.record({ action: 'consent.changed', outcome: 'done', caller: person, target, after: { trainingConsent }, request });
    }
    return this.read(person);
  }

  async listSessions({ userId, sessionId }: Person): Promise<SessionSummary[]> {
    const rows = await this.sessions.list(userId, this.clock());
    return rows.map(({ id, createdAt, updatedAt, userAgent, ipAddress }) => ({
      id,
      current: id === sessionId,
      createdAt: createdAt.toISOString(),
      lastSeenAt: updatedAt.toISOString(),
      userAgent: userAgent === '' ? null : userAgent,
      address: ipAddress === '' ? null : ipAddress,
    }));
  }

  async endSession(person: Person, id: string, request: Request): Promise<void> {
    if ((await this.sessions.end(person.userId, { id })) === 0) throw new Problem(404, 'not_found', 'There is no such session.');
    await this.ended(person, { kind: 'session', id }, request);
  }

  async endOtherSessions(person: Person, request: Request): Promise<void> {
    const count = await this.sessions.end(person.userId, { except: person.sessionId });
    if (count > 0) await this.ended(person, { kind: 'user', id: person.userId }, request);
  }

  private ended(caller: Person, target: { kind: string; id: string }, request: Request): Promise<void> {
    return this.trail.record({ action: 'session.ended', outcome: 'done', caller, target, request });
  }
}
