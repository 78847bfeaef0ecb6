import { openDatabase, type Database } from '@numera/prisma';
import { startGateway, Visitor, type TestGateway } from '@numera/testing';
import { uuidv7 } from 'uuidv7';
import { openMailbox, type Mailbox } from '../../../../e2e/mailbox';
import { hashPassword } from './password-hash';

const PASSWORD = 'seven small boats at noon';
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const NEWER_FIREFOX = FIREFOX.replaceAll('140', '141');
const SAFARI = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Mobile/15E148 Safari/604.1';

describe('a sign-in from elsewhere', () => {
  let mailbox: Mailbox;
  let gateway: TestGateway;
  let database: Database;

  beforeAll(async () => {
    mailbox = await openMailbox();
    gateway = await startGateway({ SMTP_URL: mailbox.url, NUMERA_TRUSTED_PROXIES: 'loopback', NUMERA_LIMIT_SIGN_IN_ACCOUNT: 'off' });
    database = openDatabase(gateway.database.appUrl, 2);
  });
  afterAll(async () => {
    await database.$disconnect();
    await gateway.stop();
    await mailbox.close();
  });

  /** Someone who has never signed in. */
  async function person(locale: string) {
    const id = uuidv7();
    const email = `${locale}@example.org`;
    await database.user.create({ data: { id, name: 'Ada', email, emailVerified: true, locale } });
    const password = await hashPassword(PASSWORD);
    await database.account.create({ data: { id: uuidv7(), userId: id, accountId: id, providerId: 'credential', password } });
    return { id, email };
  }

  async function signIn(email: string, userAgent: string, address: string): Promise<Visitor> {
    const from = { 'user-agent': userAgent, 'x-forwarded-for': address, 'x-forwarded-proto': 'https' };
    const browser = new Visitor(gateway.url, { origin: gateway.url, ...from });
    expect((await browser.post('/api/auth/sign-in/email', { email, password: PASSWORD })).status).toBe(200);
    return browser;
  }

  const told = (recipient: string) => database.mailMessage.count({ where: { recipient, kind: 'new-sign-in' } });

  it('is told to the person where the browser or the network is new to the account, but not the first', async () => {
    const { id, email } = await person('en');
    const browser = await signIn(email, FIREFOX, '203.0.113.5');
    await signIn(email, NEWER_FIREFOX, '203.0.113.77');
    expect(await told(email)).toBe(0);

    await signIn(email, SAFARI, '203.0.113.5');
    const mail = await mailbox.take(email, /new sign-in/i);
    expect(mail.text?.replace(/\u2060/g, '')).toMatch(/ UTC · Safari, iOS · 203\.0\.113\.5$/m);
    await signIn(email, FIREFOX, '198.51.100.9');
    expect((await mailbox.take(email, /new sign-in/i)).text).toContain('Firefox, Linux');
    await signIn(email, SAFARI, '198.51.100.10');
    expect(await told(email)).toBe(2);

    // A new session of the same person is no sign-in.
    const change = { currentPassword: PASSWORD, newPassword: 'eleven tall trees by night' };
    const moved = { 'x-forwarded-for': '192.0.2.1' };
    expect((await browser.post('/api/auth/change-password', change, moved)).status).toBe(200);
    expect(await told(email)).toBe(2);
    const kept = await database.knownDevice.findMany({ where: { userId: id } });
    expect(kept).toHaveLength(4);
    expect(JSON.stringify(kept)).not.toMatch(/Firefox|203\.0/);
  });

  it('is told in the person’s language', async () => {
    const { email } = await person('it');
    await signIn(email, FIREFOX, '2001:db8:1::1');
    await signIn(email, FIREFOX, '2001:db8:2::1');
    const mail = await mailbox.take(email, /nuovo accesso/i);
    expect(mail.text?.replace(/\u2060/g, '')).toContain('Firefox, Linux · 2001:db8:2::1');
  });
});
