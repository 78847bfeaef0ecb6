import { createTransport } from 'nodemailer';
import type { WaitingMail } from './repository';

/** The way to a mail server. */
export interface Transport {
  send(mail: WaitingMail): Promise<void>;
  /** Whether the server said that it will never take this mail. */
  isPermanent(error: unknown): boolean;
  close(): void;
}

const LOOPBACK = /^(localhost|127\..*|\[::1\])$/;

/**
 * Opens the way to the server of an `smtp:` or `smtps:` address, which may carry a user and a password. They and the mails go through TLS
 * only, unless the server is this machine.
 */
export function openTransport(url: string, from: string): Transport {
  const { hostname, protocol } = new URL(url);
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 2,
    requireTLS: protocol === 'smtp:' && !LOOPBACK.test(hostname),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ id, recipient, subject, html, text }) {
      await transport.sendMail({
        from,
        // As an object: a text might name several addresses.
        to: { name: '', address: recipient },
        subject,
        html,
        text,
        messageId: `<${id}@${domainOf(from)}>`,
        // Out-of-office programs stay quiet (RFC 3834).
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
    },
    isPermanent: (error) =>
      error instanceof Error && 'responseCode' in error && typeof error.responseCode === 'number' && error.responseCode >= 500,
    close: () => transport.close(),
  };
}

function domainOf(from: string): string {
  return /@([\w.-]+)/.exec(from)?.[1] ?? 'localhost';
}
