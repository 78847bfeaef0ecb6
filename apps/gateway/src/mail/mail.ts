import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '@numera/config';
import type { Transaction } from '@numera/prisma';
import { z } from 'zod';
import { CLOCK, CONFIG, type Clock } from '../platform/tokens';
import type { MailRequest } from './kinds';
import { renderMail } from './render';
import { MailRepository } from './repository';
import { MailSender } from './sender';

/** How long a mail's row is kept, ms: in the outbox for administrators to read, else to see that it was sent. */
const KEPT_MS = 7 * 24 * 3_600_000;

const oneAddress = z.email();

/** Mails to people. Each is a row first, so that none is lost; with SMTP_URL it is then sent, else it stays in the outbox. */
@Injectable()
export class Mail {
  constructor(
    private readonly repository: MailRepository,
    private readonly sender: MailSender,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Writes the mail's row, in the given transaction where there is one, and returns without waiting for the mail server. Rejects when `to`
   * is not one bare address.
   */
  async send(request: MailRequest, transaction?: Transaction): Promise<void> {
    if (!oneAddress.safeParse(request.to).success) throw new Error('a mail goes to one address');
    const now = this.clock();
    const { kind, to, locale } = request;
    const isSent = this.config.SMTP_URL !== undefined;
    const expiresAt = new Date(now.getTime() + KEPT_MS);
    const mail = { ...renderMail(request), kind, recipient: to, locale, createdAt: now, expiresAt, retryAt: isSent ? now : null };
    await this.repository.add(mail, transaction);
    // A row in someone's transaction is seen at the next look.
    if (isSent && transaction === undefined) this.sender.wake();
  }

  /** Removes rows that were kept long enough. */
  clean(): Promise<number> {
    return this.repository.deleteExpired(this.clock());
  }
}
