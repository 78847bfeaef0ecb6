import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '@numera/config';
import type { Logger } from '@numera/telemetry';
import { AuditTrail } from '../audit/trail';
import { CLOCK, CONFIG, LOGGER, type Clock } from '../platform/tokens';
import { MailRepository, type WaitingMail } from './repository';
import { openTransport, type Transport } from './transport';

/** Mails of one look. */
const BATCH = 20;
/** Longer than the transport's own limits together: until then no one else tries the same mail. */
const LEASE_MS = 120_000;
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 3_600_000;
/** The last attempt comes some six hours after the first. */
const MOST_ATTEMPTS = 12;

/**
 * Hands waiting mails to the SMTP server. One that was taken but not marked as sent (the process was killed) is sent again after the lease,
 * with the same Message-ID.
 */
@Injectable()
export class MailSender {
  private readonly transport: Transport | null;
  private running: Promise<void> | undefined;
  private isAsked = false;

  constructor(
    private readonly repository: MailRepository,
    private readonly trail: AuditTrail,
    @Inject(CONFIG) config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.transport = config.SMTP_URL === undefined ? null : openTransport(config.SMTP_URL, config.NUMERA_MAIL_FROM);
  }

  /** Looks for waiting mails now, without the caller waiting. */
  wake(): void {
    this.sendDue().catch((error: unknown) => this.logger.error({ err: error }, 'waiting mails could not be looked at'));
  }

  /** Sends what is due; asked again while it runs, it looks once more. */
  sendDue(): Promise<void> {
    this.isAsked = true;
    this.running ??= this.run().finally(() => (this.running = undefined));
    return this.running;
  }

  /** Lets mails on their way arrive, then leaves the server. */
  async close(): Promise<void> {
    await this.running?.catch(() => undefined);
    this.transport?.close();
  }

  private async run(): Promise<void> {
    const { transport } = this;
    if (transport === null) return;
    while (this.isAsked) {
      this.isAsked = false;
      const now = this.clock();
      const due = await this.repository.claim(now, new Date(now.getTime() + LEASE_MS), BATCH);
      await Promise.all(due.map((mail) => this.sendOne(mail, transport)));
      if (due.length === BATCH) this.isAsked = true;
    }
  }

  private async sendOne(mail: WaitingMail, transport: Transport): Promise<void> {
    try {
      await transport.send(mail);
    } catch (error) {
      await this.failed(mail, error instanceof Error ? error.message : String(error), transport.isPermanent(error));
      return;
    }
    await this.repository.markSent(mail.id, this.clock());
    this.logger.info({ mailId: mail.id, kind: mail.kind, attempts: mail.attempts }, 'mail sent');
  }

  private async failed({ id, kind, attempts }: WaitingMail, reason: string, isPermanent: boolean): Promise<void> {
    const isGivenUp = isPermanent || attempts >= MOST_ATTEMPTS;
    const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** (attempts - 1), LONGEST_PAUSE_MS);
    await this.repository.markFailed(id, reason.slice(0, 500), isGivenUp ? null : new Date(this.clock().getTime() + pauseMs));
    this.logger.warn({ mailId: id, kind, attempts, reason, isGivenUp }, 'a mail could not be sent');
    if (isGivenUp)
      await this.trail.record({ action: 'mail.failed', outcome: 'failed', target: { kind: 'mail', id }, after: { kind, attempts } });
  }
}
