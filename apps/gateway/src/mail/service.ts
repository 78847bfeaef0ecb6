import { Injectable } from '@nestjs/common';
import type { MailMessage, MailQuery, MailSummaries } from '@numera/contracts';
import type { Request } from 'express';
import { AuditTrail } from '../audit/trail';
import type { Caller } from '../http/caller';
import { SECRET_KINDS } from './kinds';
import { MailRepository } from './repository';

/** The mails of the last days, as administrators see them. */
@Injectable()
export class MailService {
  constructor(
    private readonly repository: MailRepository,
    private readonly trail: AuditTrail,
  ) {}

  async list({ cursor, limit }: MailQuery): Promise<MailSummaries> {
    const found = await this.repository.page(cursor, limit + 1);
    const items = found.slice(0, limit);
    return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  /** One mail with its body; that someone read a body which lets its reader into an account is an event of the trail, written first. */
  async open(id: string, caller: Caller, request: Request): Promise<MailMessage | null> {
    const mail = await this.repository.find(id);
    if (mail !== null && mail.text !== '' && SECRET_KINDS.some((kind) => kind === mail.kind)) {
      const target = { kind: 'mail', id };
      await this.trail.record({ action: 'mail.opened', outcome: 'done', caller, target, after: { kind: mail.kind }, request });
    }
    return mail;
  }
}
