import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Invitation, InvitationPreview, WorkspaceMembership, WorkspaceRole } from '@numera/contracts';
import type { Request } from 'express';
import { uuidv7 } from 'uuidv7';
import { PublicUrl } from '../../accounts/public-url';
import { AuditTrail } from '../../audit/trail';
import type { Member, Person } from '../../http/caller';
import { pageOf } from '../../http/page';
import { Problem } from '../../http/problem';
import { Mail } from '../../mail/mail';
import { CLOCK, type Clock } from '../../platform/tokens';
import { WorkspaceRepository } from '../repository';
import { InvitationRepository, type InvitationRow } from './repository';

const VALID_MS = 7 * 24 * 3_600_000;
/** Open ones of a workspace: an admin is no means to send mails to the world. */
const MOST_OPEN = 200;

/** Mails that let their receiver join a workspace. The link alone is not enough: it must be their address that an account has confirmed. */
@Injectable()
export class Invitations {
  constructor(
    private readonly invitations: InvitationRepository,
    private readonly workspaces: WorkspaceRepository,
    private readonly audit: AuditTrail,
    private readonly mail: Mail,
    private readonly url: PublicUrl,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(
    { workspaceId }: Member,
    cursor: string | undefined,
    limit: number,
  ): Promise<{ items: Invitation[]; nextCursor: string | null }> {
    const rows = await this.invitations.list(workspaceId, cursor, limit + 1, this.clock());
    return pageOf(rows, limit, present, ({ id }) => id);
  }

  /** Mails an invitation; an earlier one to the same address ends. Whether the address has an account makes no difference that shows. */
  async create(caller: Member, email: string, role: WorkspaceRole, request: Request): Promise<Invitation> {
    const now = this.clock();
    const { workspaceId, userId } = caller;
    if (await this.invitations.isMember(workspaceId, email)) {
      throw new Problem(409, 'already_member', 'Whoever has this address is a member already.');
    }
    if ((await this.invitations.count(workspaceId, now)) >= MOST_OPEN) {
      throw new Problem(
        409,
        'too_many_invitations',
        `There are ${MOST_OPEN} open invitations; wait until some are accepted, or revoke them.`,
      );
    }
    const [workspace, inviter, locale] = await Promise.all([
      this.workspaces.name(workspaceId),
      this.invitations.person(userId),
      this.invitations.localeOf(email),
    ]);
    if (workspace === null || inviter === null) throw new Problem(404, 'not_found', 'There is no such workspace.');
    const token = randomBytes(32).toString('base64url');
    const row = { id: uuidv7(), workspaceId, email, role, createdAt: now, expiresAt: new Date(now.getTime() + VALID_MS) };
    const target = { kind: 'invitation', id: row.id };
    const values = { inviter: inviter.name, workspace, link: this.url.page('/invitation', token) };
    await this.workspaces.transaction(async (transaction) => {
      await this.invitations.revokeOf(workspaceId, email, now, transaction);
      await this.invitations.add({ ...row, tokenHash: hash(token), invitedById: userId }, transaction);
      await this.mail.send({ kind: 'invitation', to: email, locale: locale ?? inviter.locale, values }, transaction);
      await this.audit.record({ action: 'invitation.created', outcome: 'done', caller, target, after: { role }, request }, transaction);
    });
    return present({ ...row, workspace: { name: workspace }, invitedBy: { name: inviter.name } });
  }

  async revoke(caller: Member, id: string, request: Request): Promise<void> {
    const target = { kind: 'invitation', id };
    await this.workspaces.transaction(async (transaction) => {
      if (!(await this.invitations.revoke(caller.workspaceId, id, this.clock(), transaction))) {
        throw new Problem(404, 'not_found', 'There is no such invitation.');
      }
      await this.audit.record({ action: 'invitation.revoked', outcome: 'done', caller, target, request }, transaction);
    });
  }

  /** What whoever holds the link is told before they sign in or up. */
  async preview(token: string): Promise<InvitationPreview> {
    const { workspace, email, role } = await this.open(token);
    return { workspace: workspace.name, email, role };
  }

  /** Makes the person a member and lets their session look at the workspace; who is one already keeps their role. */
  async accept(person: Person, token: string, request: Request): Promise<WorkspaceMembership> {
    const { id, workspaceId, email, role, workspace } = await this.open(token);
    const account = await this.invitations.person(person.userId);
    if (account?.email !== email || !account.emailVerified) {
      throw new Problem(403, 'not_invited', 'This invitation is for another address: sign in with the account that has it.');
    }
    return this.workspaces.exclusively(workspaceId, async (transaction) => {
      if (!(await this.invitations.accept(id, this.clock(), transaction))) throw gone();
      const before = await this.workspaces.role(workspaceId, person.userId, transaction);
      if (before === null) await this.workspaces.setRole(workspaceId, person.userId, role, transaction);
      await this.workspaces.lookAt(person.sessionId, workspaceId, transaction);
      const target = { kind: 'invitation', id };
      const after = { role: before ?? role };
      await this.audit.record(
        { action: 'invitation.accepted', outcome: 'done', caller: person, workspaceId, target, after, request },
        transaction,
      );
      return { id: workspaceId, name: workspace.name, role: before ?? role };
    });
  }

  private async open(token: string): Promise<InvitationRow> {
    const row = await this.invitations.findOpen(hash(token), this.clock());
    if (row === null) throw gone();
    return row;
  }
}

function present({ id, email, role, invitedBy, createdAt, expiresAt }: InvitationRow): Invitation {
  return { id, email, role, invitedBy: invitedBy?.name ?? null, createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString() };
}

function hash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function gone(): Problem {
  return new Problem(404, 'not_found', 'This invitation was used or taken back, or it has expired.');
}
