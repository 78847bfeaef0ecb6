import { EventEmitter, once } from 'node:events';
import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A mail server on this machine that keeps what it is given. */
export interface Mailbox {
  /** For SMTP_URL. */
  readonly url: string;
  /** The next mail to an address that was not taken before; waits for it. Mails come in any order, so `subject` says which. */
  take(to: string, subject: RegExp): Promise<Email>;
  close(): Promise<void>;
}

/** Opens a mailbox on a free port. */
export async function openMailbox(): Promise<Mailbox> {
  const events = new EventEmitter();
  const kept: { to: string; email: Email }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        void PostalMime.parse(Buffer.concat(chunks)).then((email) => {
          for (const { address } of session.envelope.rcptTo) kept.push({ to: address, email });
          done();
          events.emit('mail');
        });
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    async take(to, subject) {
      for (;;) {
        const place = kept.findIndex((mail) => mail.to === to && subject.test(mail.email.subject ?? ''));
        const [found] = place < 0 ? [] : kept.splice(place, 1);
        if (found) return found.email;
        await once(events, 'mail');
      }
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** The page's address in a mail's text: path and query, as the tests reach the product by an address of their own. */
export function linkIn({ text }: Email): string {
  const link = /https?:\/\/\S+\?token=\S+/.exec(text ?? '')?.[0];
  if (link === undefined) throw new Error(`there is no link in the mail:\n${text}`);
  const { pathname, search } = new URL(link);
  return pathname + search;
}

/** The six digits in a mail's text. */
export function codeIn({ text }: Email): string {
  const code = /^\s*(\d{6})\s*$/m.exec(text ?? '')?.[1];
  if (code === undefined) throw new Error(`there is no code in the mail:\n${text}`);
  return code;
}
