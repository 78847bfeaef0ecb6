import { Inject, Injectable } from '@nestjs/common';
import type { MailMessage, MailSummary } from '@numera/contracts';
import { Prisma, type Database, type Transaction } from '@numera/prisma';
import { uuidv7 } from 'uuidv7';
import { DATABASE } from '../platform/tokens';
import type { MailKind } from './kinds';
import type { RenderedMail } from './render';

export interface NewMail extends RenderedMail {
  readonly kind: MailKind;
  readonly recipient: string;
  readonly locale: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** When to send it first; null: it stays in the outbox. */
  readonly retryAt: Date | null;
}

export interface WaitingMail extends RenderedMail {
  readonly id: string;
  readonly kind: string;
  readonly recipient: string;
  readonly attempts: number;
}

/** Rows of mails. One that waits to be sent has `retry_at`; one that is sent, given up or kept in the outbox has none. */
@Injectable()
export class MailRepository {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async add(mail: NewMail, transaction: Transaction = this.database): Promise<void> {
    await transaction.mailMessage.create({ data: { id: uuidv7(), ...mail } });
  }

  /** Takes mails that are due, oldest first, counting the attempt; nobody else gets them before `until`. */
  claim(now: Date, until: Date, limit: number): Promise<WaitingMail[]> {
    return this.database.$queryRaw<WaitingMail[]>(Prisma.sql`
      UPDATE mail_messages SET attempts = attempts + 1, retry_at = ${until}::timestamptz
      WHERE id IN (
        SELECT id FROM mail_messages WHERE sent_at IS NULL AND retry_at <= ${now}::timestamptz
        ORDER BY retry_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)
      RETURNING id, kind, recipient, subject, html, text, attempts`);
  }

  /** The mail is with the server: what it said is nobody's business any more. */
  async markSent(id: string, now: Date): Promise<void> {
    await this.database.mailMessage.update({ where: { id }, data: { sentAt: now, retryAt: null, error: null, html: '', text: '' } });
  }

  /** The attempt failed; without a time for the next one the mail is given up, and its body goes. */
  async markFailed(id: string, error: string, retryAt: Date | null): Promise<void> {
    await this.database.mailMessage.update({
      where: { id },
      data: { error, retryAt, ...(retryAt === null ? { html: '', text: '' } : {}) },
    });
  }

  /** Mails, newest first, after the one of that id. */
  async page(after: string | undefined, limit: number): Promise<MailSummary[]> {
    const rows = await this.database.mailMessage.findMany({
      where: after === undefined ? {} : { id: { lt: after } },
      orderBy: { id: 'desc' },
      take: limit,
      omit: { html: true, text: true },
    });
    return rows.map(summaryOf);
  }

  async find(id: string): Promise<MailMessage | null> {
    const row = await this.database.mailMessage.findUnique({ where: { id } });
    return row === null ? null : { ...summaryOf(row), html: row.html, text: row.text };
  }

  async deleteExpired(now: Date): Promise<number> {
    return (await this.database.mailMessage.deleteMany({ where: { expiresAt: { lt: now } } })).count;
  }
}

type SummaryRow = Omit<MailSummary, 'state' | 'createdAt' | 'sentAt'> &
  Record<'createdAt', Date> &
  Record<'sentAt' | 'retryAt', Date | null>;

function summaryOf({ id, kind, recipient, locale, subject, createdAt, sentAt, retryAt, attempts, error }: SummaryRow): MailSummary {
  const state = sentAt !== null ? 'sent' : retryAt !== null ? 'waiting' : attempts > 0 ? 'failed' : 'outbox';
  return {
    id,
    kind,
    recipient,
    locale,
    subject,
    state,
    createdAt: createdAt.toISOString(),
    sentAt: sentAt?.toISOString() ?? null,
    attempts,
    error,
  };
}
