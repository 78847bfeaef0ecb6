import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { PasswordLinks } from '../accounts/password-links';
import { AuditTrail } from '../audit/trail';
import { callerOf } from '../http/caller';
import { Problem } from '../http/problem';
import { UserRepository } from './repository';

/** Resets of passwords that an administrator starts: the link goes to the person's own address, and nobody else gets to see it. */
@Injectable()
export class PasswordResets {
  constructor(
    private readonly users: UserRepository,
    private readonly links: PasswordLinks,
    private readonly audit: AuditTrail,
  ) {}

  async start(id: string, request: Request): Promise<void> {
    const user = await this.users.find(id);
    if (user === null) throw new Problem(404, 'not_found', 'There is no such user.');
    const target = { kind: 'user', id };
    await this.audit.record({ action: 'password.resetRequested', outcome: 'done', caller: callerOf(request), target, request });
    await this.links.send(user);
  }
}
