import { openDatabase, type Database } from '@numera/prisma';
import { startGateway, Visitor, type TestGateway } from '@numera/testing';

const PASSWORD = 'seven small boats at noon';
let count = 0;

describe('accounts over HTTP', () => {
  let gateway: TestGateway;
  let database: Database;

  beforeAll(async () => {
    gateway = await startGateway();
    database = openDatabase(gateway.database.appUrl, 2);
  });
  afterAll(async () => {
    await database.$disconnect();
    await gateway.stop();
  });

  const visitor = (headers?: Record<string, string>) => new Visitor(gateway.url, headers);

  /** A person who does not exist yet. */
  function someone() {
    count += 1;
    return { name: `Anna ${count}`, email: `anna${count}@example.org`, username: `anna.${count}`, password: PASSWORD };
  }

  /** The newest mail of a kind to someone; mails are written after the answer. */
  async function mail(to: string, kind: string): Promise<string> {
    for (;;) {
      const row = await database.mailMessage.findFirst({ where: { recipient: to, kind }, orderBy: { id: 'desc' } });
      if (row !== null) return row.text;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async function linkIn(to: string, kind: string): Promise<string> {
    const token = /token=([^\s&]+)/.exec(await mail(to, kind))?.[1];
    if (token === undefined) throw new Error('there is no link in the mail');
    return token;
  }

  /** Someone with a confirmed account. */
  async function member() {
    const person = someone();
    expect((await visitor().post('/api/auth/sign-up/email', person)).status).toBe(200);
    const token = await linkIn(person.email, 'confirm-email');
    expect((await visitor().get(`/api/auth/verify-email?token=${token}`)).status).toBe(200);
    return person;
  }

  async function signedIn() {
    const person = await member();
    const browser = visitor();
    expect((await browser.post('/api/auth/sign-in/email', { email: person.email, password: PASSWORD })).status).toBe(200);
    return { person, browser };
  }

  it('lets someone sign up, confirm by link, sign in by e-mail or username, see themselves and sign out', async () => {
    const person = someone();
    const browser = visitor();
    const signUp = await browser.post('/api/auth/sign-up/email', person);
    expect([signUp.status, signUp.body]).toEqual([200, { status: true }]);
    const early = await browser.post('/api/auth/sign-in/email', { email: person.email, password: PASSWORD });
    expect([early.status, early.body['code']]).toEqual([403, 'email_not_confirmed']);
    const token = await linkIn(person.email, 'confirm-email');
    expect((await browser.get(`/api/auth/verify-email?token=${token}`)).status).toBe(200);
    for (const [path, who] of [
      ['email', { email: person.email.toUpperCase() }],
      ['username', { username: person.username.toUpperCase() }],
    ] as const) {
      const answer = await browser.post(`/api/auth/sign-in/${path}`, { ...who, password: PASSWORD });
      expect(answer.status).toBe(200);
      expect(JSON.stringify(answer.body)).not.toContain('token');
      expect(answer.headers.getSetCookie().join()).toMatch(
        /^__Host-numera\.session=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      );
      const me = await browser.get('/api/v1/me');
      expect(me.body).toMatchObject({
        user: { name: person.name, email: person.email, username: person.username, isAdministrator: false, hasPassword: true },
        workspace: { role: 'user' },
      });
      expect((await browser.post('/api/auth/sign-out', {})).status).toBe(200);
      expect((await browser.get('/api/v1/me')).status).toBe(401);
    }
  });

  it('ends the session at sign-out, not only the cookie', async () => {
    const { browser } = await signedIn();
    const thief = browser.copy();
    expect((await thief.get('/api/v1/me')).status).toBe(200);
    await browser.post('/api/auth/sign-out', {});
    expect((await thief.get('/api/v1/me')).status).toBe(401);
  });

  it('opens nothing of the library but the allow-list', async () => {
    for (const path of ['ok', 'error', 'list-sessions', 'delete-user', 'is-username-available', 'sign-in/email-otp', 'admin/list-users']) {
      expect((await visitor().get(`/api/auth/${path}`)).status).toBe(404);
      expect((await visitor().post(`/api/auth/${path}`, {})).status).toBe(404);
    }
  });
});
