import { EventEmitter, once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Config } from '@numera/config';
import { migrate, openDatabase, type Database } from '@numera/prisma';
import { silentLogger, testPostgres, type TestDatabase } from '@numera/testing';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { AuditRepository } from '../audit/repository';
import { AuditTrail } from '../audit/trail';
import { AuditWriter } from '../audit/writer';
import { Mail } from './mail';
import { MailRepository } from './repository';
import { MailSender } from './sender';
import { MailService } from './service';

interface Received {
  readonly email: Email;
  readonly raw: string;
  readonly recipients: readonly string[];
}

/** A mail server on this machine that parses what it is given; `refuse` makes it answer the next recipients with a code. */
async function openMailbox() {
  const events = new EventEmitter();
  const refusals: number[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo(_address, _session, done) {
      const code = refusals.shift();
      done(code === undefined ? null : Object.assign(new Error('not now'), { responseCode: code }));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const bytes = Buffer.concat(chunks);
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        void PostalMime.parse(bytes).then((email) => {
          done();
          events.emit('mail', { email, raw: bytes.toString('utf8'), recipients } satisfies Received);
        });
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    refuse: (...codes: number[]) => void refusals.push(...codes),
    next: async () => ((await once(events, 'mail')) as [Received])[0],
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

describe('mails', () => {
  let postgres: TestDatabase;
  let database: Database;
  let mailbox: Awaited<ReturnType<typeof openMailbox>>;
  const clock = { now: new Date('2026-11-21T10:00:00.000Z') };
  const now = () => clock.now;

  beforeAll(async () => {
    postgres = await testPostgres({ migrate });
    database = openDatabase(postgres.appUrl, 4);
    mailbox = await openMailbox();
  });
  afterAll(async () => {
    await mailbox.close();
    await database.$disconnect();
    await postgres.stop();
  });
  beforeEach(() => database.mailMessage.deleteMany());

  function open(SMTP_URL: string | undefined) {
    const config = { SMTP_URL, NUMERA_MAIL_FROM: 'Numera <numera@example.org>' } as Config;
    const repository = new MailRepository(database);
    const audit = new AuditRepository(database);
    const trail = new AuditTrail(audit, new AuditWriter(audit), now, silentLogger());
    const sender = new MailSender(repository, trail, config, now, silentLogger());
    return { mail: new Mail(repository, sender, config, now), sender, service: new MailService(repository, trail) };
  }

  const link = 'https://numera.example/new-password?token=abc-DEF_123&x=è';
  const resetFor = (to: string, name = 'Ada') => ({ kind: 'reset-password', to, locale: 'it', values: { name, link } }) as const;

  it('arrive with both parts, the link in each, in the language of their reader, and leave no body behind', async () => {
    const { mail, sender, service } = open(mailbox.url);
    const arrival = mailbox.next();
    await mail.send(resetFor('ada@example.org', 'Adà 7️⃣'));
    const { email, recipients } = await arrival;
    await sender.sendDue();
    expect(recipients).toEqual(['ada@example.org']);
    expect(email.subject).toBe('Scegli una nuova password');
    expect(email.from).toEqual({ name: 'Numera', address: 'numera@example.org' });
    expect(email.html).toContain(`href="${new URL(link).href.replaceAll('&', '&amp;')}"`);
    expect(email.text).toContain(new URL(link).href);
    expect(email.text).toContain('Una nuova password, Adà 7');
    const [sent] = (await service.list({ limit: 10 })).items;
    expect(sent).toMatchObject({ kind: 'reset-password', recipient: 'ada@example.org', state: 'sent', attempts: 1 });
    expect(await database.mailMessage.findFirst()).toMatchObject({ html: '', text: '' });
    await sender.close();
  });

  it('let nobody write a header or a second recipient', async () => {
    const { mail, sender } = open(mailbox.url);
    const arrival = mailbox.next();
    const workspace = 'Lab\r\nBcc: all@evil.example\r\n\r\n<p>hello';
    const values = { inviter: 'x', workspace, link };
    await mail.send({ kind: 'invitation', to: 'a@example.org', locale: 'en', values });
    const { email, raw, recipients } = await arrival;
    expect(recipients).toEqual(['a@example.org']);
    expect(email.bcc).toBeUndefined();
    expect(raw.slice(0, raw.indexOf('\r\n\r\n'))).not.toMatch(/^bcc/im);
    await sender.close();
  });

  it.each(['a@example.org, b@example.org', 'a@example.org\r\nRCPT TO:<b@example.org>', 'Ada <a@example.org>', ''])(
    'go to one address and nothing else: %j is none',
    async (to) => {
      const { mail } = open(mailbox.url);
      await expect(mail.send(resetFor(to))).rejects.toThrow(/address/);
      expect(await database.mailMessage.count()).toBe(0);
    },
  );

  it('that the server does not take now are sent again later', async () => {
    const { mail, sender, service } = open(mailbox.url);
    mailbox.refuse(451);
    await mail.send(resetFor('later@example.org'));
    await sender.sendDue();
    expect((await service.list({ limit: 10 })).items).toMatchObject([
      { state: 'waiting', attempts: 1, error: expect.stringContaining('not now') },
    ]);
    await sender.sendDue();
    expect((await service.list({ limit: 10 })).items).toMatchObject([{ attempts: 1 }]);
    clock.now = new Date(clock.now.getTime() + 5_000);
    const arrival = mailbox.next();
    await sender.sendDue();
    expect((await arrival).recipients).toEqual(['later@example.org']);
    expect((await service.list({ limit: 10 })).items).toMatchObject([{ state: 'sent', attempts: 2, error: null }]);
    await sender.close();
  });

  it('that the server will never take are given up, which the audit trail tells', async () => {
    const { mail, sender, service } = open(mailbox.url);
    mailbox.refuse(550);
    await mail.send(resetFor('never@example.org'));
    await sender.sendDue();
    expect((await service.list({ limit: 10 })).items).toMatchObject([{ state: 'failed', attempts: 1 }]);
    expect(await database.mailMessage.findFirst()).toMatchObject({ html: '', text: '', retryAt: null });
    expect(await database.auditEvent.findFirst({ where: { action: 'mail.failed' } })).toMatchObject({
      outcome: 'failed',
      targetKind: 'mail',
    });
    await sender.close();
  });

  it('taken by a gateway that died are sent by another one, and by one alone while it lives', async () => {
    const dead = open('smtp://127.0.0.1:1');
    const repository = new MailRepository(database);
    await repository.add({
      kind: 'reset-password',
      recipient: 'left@example.org',
      locale: 'en',
      createdAt: clock.now,
      expiresAt: new Date(clock.now.getTime() + 3_600_000),
      retryAt: clock.now,
      subject: 's',
      html: 'h',
      text: 't',
    });
    expect(await repository.claim(clock.now, new Date(clock.now.getTime() + 120_000), 10)).toHaveLength(1);
    const { sender, service } = open(mailbox.url);
    await sender.sendDue();
    expect((await service.list({ limit: 10 })).items).toMatchObject([{ state: 'waiting', attempts: 1 }]);
    clock.now = new Date(clock.now.getTime() + 120_000);
    const arrival = mailbox.next();
    await Promise.all([sender.sendDue(), open(mailbox.url).sender.sendDue()]);
    expect((await arrival).recipients).toEqual(['left@example.org']);
    expect((await service.list({ limit: 10 })).items).toMatchObject([{ state: 'sent', attempts: 2 }]);
    await dead.sender.close();
    await sender.close();
  });

  it('wait for a server that is not there', async () => {
    const { mail, sender, service } = open('smtp://127.0.0.1:1');
    await mail.send(resetFor('down@example.org'));
    await sender.sendDue();
    expect((await service.list({ limit: 10 })).items).toMatchObject([{ state: 'waiting', error: expect.stringContaining('ECONNREFUSED') }]);
    await sender.close();
  });

  it('stay in the outbox where there is no server, for a week; who opens one that lets into an account is written down', async () => {
    const { mail, sender, service } = open(undefined);
    await mail.send(resetFor('outbox@example.org'));
    await mail.send({ kind: 'password-changed', to: 'outbox@example.org', locale: 'en', values: { name: 'Ada' } });
    await sender.sendDue();
    const first = await service.list({ limit: 1 });
    expect(first.items).toMatchObject([{ kind: 'password-changed', state: 'outbox' }]);
    const { items } = await service.list({ limit: 1, cursor: first.nextCursor ?? undefined });
    expect(items).toMatchObject([{ kind: 'reset-password', state: 'outbox' }]);
    const opened = async () => database.auditEvent.findMany({ where: { action: 'mail.opened' } });
    const request = { ip: '127.0.0.1', socket: {} } as Parameters<MailService['open']>[2];
    expect((await service.open(first.items[0]!.id, { kind: 'operator' }, request))?.text).toContain('Ada');
    expect(await opened()).toEqual([]);
    expect((await service.open(items[0]!.id, { kind: 'operator' }, request))?.text).toContain('token=abc');
    expect(await opened()).toMatchObject([{ targetId: items[0]!.id, actorKind: 'operator', after: { kind: 'reset-password' } }]);
    // A server that is set later does not get letters of last week.
    const later = open(mailbox.url);
    await later.sender.sendDue();
    expect((await service.list({ limit: 10 })).items.map(({ state }) => state)).toEqual(['outbox', 'outbox']);
    await later.sender.close();
    expect(await mail.clean()).toBe(0);
    clock.now = new Date(clock.now.getTime() + 7 * 24 * 3_600_000 + 1);
    expect(await mail.clean()).toBe(2);
  });

  it('are written in the transaction of what they tell of', async () => {
    const { mail } = open(undefined);
    const failing = database.$transaction(async (transaction) => {
      await mail.send(resetFor('never@example.org'), transaction);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await database.mailMessage.count()).toBe(0);
  });
});
