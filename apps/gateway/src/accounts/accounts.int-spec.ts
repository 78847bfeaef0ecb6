import { openDatabase, type Database } from '@numera/prisma';
import { startGateway, Visitor, type Reply, type TestGateway } from '@numera/testing';

const PASSWORD = 'seven small boats at noon';
const OTHER_PASSWORD = 'eleven tall trees by night';
const HOUR = 3_600_000;
const told = ({ status, body }: Reply) => [status, body['code']];

describe('accounts over HTTP', () => {
  let gateway: TestGateway;
  let database: Database;
  let count = 0;

  beforeAll(async () => {
    // What is tried here comes from one address.
    const off = ['SIGN_IN', 'SIGN_IN_ACCOUNT', 'SIGN_UP', 'CODE', 'CODE_ACCOUNT', 'MAIL', 'MAIL_RECEIVER'];
    const limits = Object.fromEntries(off.map((name) => [`NUMERA_LIMIT_${name}`, 'off']));
    gateway = await startGateway({ ...limits, NUMERA_SWEEP_MS: '200' });
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
    return { name: 'Berta Conti', email: `berta${count}@example.org`, username: `berta.${count}`, password: PASSWORD };
  }

  /** The newest mail of a kind to someone. It is written after the answer, so it is looked for until it is there. */
  async function mail(to: string, kind: string, after = 0): Promise<string> {
    for (;;) {
      const rows = await database.mailMessage.findMany({ where: { recipient: to, kind }, orderBy: { id: 'desc' } });
      if (rows.length > after) return rows[0]?.text ?? '';
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async function linkIn(to: string, kind: string, after = 0): Promise<string> {
    const token = /token=([^\s&]+)/.exec(await mail(to, kind, after))?.[1];
    if (token === undefined) throw new Error('there is no link in the mail');
    return token;
  }

  /** Someone with a confirmed account. */
  async function member() {
    const person = someone();
    expect((await visitor().post('/api/auth/sign-up/email', person)).status).toBe(200);
    const token = await linkIn(person.email, 'confirm-email');
    expect((await visitor().get(`/api/auth/verify-email?token=${token}`)).status).toBe(200);
    return { ...person, id: (await database.user.findUniqueOrThrow({ where: { email: person.email } })).id };
  }

  const signIn = (browser: Visitor, email: string, password = PASSWORD) => browser.post('/api/auth/sign-in/email', { email, password });

  async function signedIn(headers?: Record<string, string>) {
    const person = await member();
    const browser = visitor(headers);
    expect((await signIn(browser, person.email)).status).toBe(200);
    return { person, browser };
  }

  it('lets someone sign up, confirm by link, sign in by e-mail or username, see themselves and sign out', async () => {
    const person = someone();
    const browser = visitor();
    const signUp = await browser.post('/api/auth/sign-up/email', person);
    expect([signUp.status, signUp.body]).toEqual([200, { status: true }]);
    const token = await linkIn(person.email, 'confirm-email');
    expect(told(await signIn(browser, person.email))).toEqual([403, 'email_not_confirmed']);
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
      expect((await browser.get('/api/v1/me')).body).toMatchObject({
        user: { name: person.name, email: person.email, username: person.username, isAdministrator: false, hasPassword: true },
        workspace: { role: 'user' },
      });
      expect((await browser.post('/api/auth/sign-out', {})).status).toBe(200);
      expect(told(await browser.get('/api/v1/me'))).toEqual([401, 'unauthenticated']);
    }
  });

  it('ends the session at sign-out, not only the cookie, and starts each with another token', async () => {
    const { person, browser } = await signedIn();
    const thief = browser.copy();
    expect((await thief.get('/api/v1/me')).status).toBe(200);
    await browser.post('/api/auth/sign-out', {});
    expect((await thief.get('/api/v1/me')).status).toBe(401);
    await signIn(browser, person.email);
    expect(browser.cookieHeader()).not.toBe(thief.cookieHeader());
  });

  it('opens nothing of the library but the allow-list', async () => {
    for (const path of ['ok', 'error', 'list-sessions', 'delete-user', 'is-username-available', 'sign-in/email-otp', 'admin/list-users']) {
      expect(told(await visitor().get(`/api/auth/${path}`))).toEqual([404, 'not_found']);
      expect(told(await visitor().post(`/api/auth/${path}`, {}))).toEqual([404, 'not_found']);
    }
  });

  it('refuses a confirmation link that was used, is too old or is made up', async () => {
    const person = someone();
    await visitor().post('/api/auth/sign-up/email', person);
    const old = await linkIn(person.email, 'confirm-email');
    await database.verification.updateMany({
      where: { identifier: { startsWith: 'link:' } },
      data: { expiresAt: new Date(Date.now() - 1) },
    });
    expect(told(await visitor().get(`/api/auth/verify-email?token=${old}`))).toEqual([400, 'link_invalid']);
    await visitor().post('/api/auth/send-verification-email', { email: person.email });
    const token = await linkIn(person.email, 'confirm-email', 1);
    expect(told(await visitor().get(`/api/auth/verify-email?token=${token}x`))).toEqual([400, 'link_invalid']);
    expect((await visitor().get(`/api/auth/verify-email?token=${token}`)).status).toBe(200);
    expect(told(await visitor().get(`/api/auth/verify-email?token=${token}`))).toEqual([400, 'link_invalid']);
  });

  it('confirms by a six-digit code, which dies after five wrong tries, after ten minutes and with the next one', async () => {
    const person = someone();
    await visitor().post('/api/auth/sign-up/email', person);
    const ask = (times: number) =>
      visitor()
        .post('/api/auth/email-otp/send-verification-otp', { email: person.email, type: 'email-verification' })
        .then(() => mail(person.email, 'confirm-code', times));
    const codeIn = (text: string) => /\b\d{6}\b/.exec(text)?.[0] ?? '';
    const tell = (otp: string) => visitor().post('/api/auth/email-otp/verify-email', { email: person.email, otp });
    const first = codeIn(await ask(0));
    const wrong = first === '000000' ? '000001' : '000000';
    for (let i = 0; i < 5; i++) expect(told(await tell(wrong))).toEqual([400, 'code_wrong']);
    expect(told(await tell(first))).toEqual([403, 'code_spent']);
    const second = codeIn(await ask(1));
    await database.verification.updateMany({
      where: { identifier: { contains: person.email } },
      data: { expiresAt: new Date(Date.now() - 1) },
    });
    expect(told(await tell(second))).toEqual([400, 'code_expired']);
    const third = codeIn(await ask(2));
    const fourth = codeIn(await ask(3));
    if (third !== fourth) expect(told(await tell(third))).toEqual([400, 'code_wrong']);
    const rows = await database.verification.findMany({ where: { identifier: { contains: person.email } } });
    expect(rows).toHaveLength(1);
    expect(rows[0]?.value).not.toContain(fourth);
    expect((await tell(fourth)).body).toEqual({ status: true });
    expect((await signIn(visitor(), person.email)).status).toBe(200);
    expect(told(await tell(fourth))).toEqual([400, 'code_wrong']);
  });

  it('does not tell at registration, sign-in or a forgotten password who has an account', async () => {
    const person = await member();
    const stranger = someone();
    const again = await visitor().post('/api/auth/sign-up/email', { ...person, id: undefined, username: 'another.name' });
    const anew = await visitor().post('/api/auth/sign-up/email', stranger);
    expect([again.status, again.body]).toEqual([anew.status, anew.body]);
    expect(await mail(person.email, 'account-exists')).toContain('/sign-in');
    // A username that someone has gets four digits, and the mail says so.
    const namesake = { ...someone(), username: person.username };
    expect((await visitor().post('/api/auth/sign-up/email', namesake)).body).toEqual({ status: true });
    const confirmation = await mail(namesake.email, 'confirm-email');
    const row = await database.user.findUniqueOrThrow({ where: { email: namesake.email } });
    expect(row.username).toMatch(new RegExp(`^${person.username.replace('.', '\\.')}_\\d{4}$`));
    expect(confirmation.replace(/\u2060/g, '')).toContain(row.username);
    const refusals = [
      await signIn(visitor(), person.email, OTHER_PASSWORD),
      await signIn(visitor(), 'nobody@example.org', OTHER_PASSWORD),
      await signIn(visitor(), 'no address', OTHER_PASSWORD),
      await visitor().post('/api/auth/sign-in/username', { username: person.username, password: OTHER_PASSWORD }),
      await visitor().post('/api/auth/sign-in/username', { username: 'no/body at all', password: OTHER_PASSWORD }),
    ];
    for (const refusal of refusals) {
      expect(refusal.body).toEqual({ ...refusals[0]?.body, requestId: refusal.body['requestId'] });
      expect(told(refusal)).toEqual([401, 'wrong_credentials']);
    }
    for (const [path, body] of [
      ['request-password-reset', {}],
      ['send-verification-email', {}],
      ['email-otp/send-verification-otp', { type: 'email-verification' }],
    ] as const) {
      const known = await visitor().post(`/api/auth/${path}`, { ...body, email: person.email });
      const unknown = await visitor().post(`/api/auth/${path}`, { ...body, email: 'nobody@example.org' });
      expect([known.status, known.body]).toEqual([200, unknown.body]);
    }
  });

  it('answers before it looks whether there is an account, so that the time does not tell either', async () => {
    const known = await member();
    const asked = (email: string, username: string) =>
      [
        ['sign-up/email', { ...someone(), email, username }],
        ['request-password-reset', { email }],
        ['send-verification-email', { email }],
        ['email-otp/send-verification-otp', { email, type: 'email-verification' }],
      ] as const;
    const unknown = someone();
    const owner = openDatabase(gateway.database.ownerUrl, 1);
    // Nobody can read or write an account until the end of this transaction.
    await owner.$transaction(
      async (transaction) => {
        await transaction.$executeRaw`LOCK TABLE users IN ACCESS EXCLUSIVE MODE`;
        for (const [path, body] of [...asked(known.email, 'some.name'), ...asked(unknown.email, unknown.username)]) {
          const { status, body: said } = await visitor().post(`/api/auth/${path}`, body);
          expect([path, status, said]).toEqual([path, 200, { status: true }]);
        }
      },
      { timeout: 20_000 },
    );
    await owner.$disconnect();
    for (const kind of ['account-exists', 'reset-password']) await mail(known.email, kind);
    for (const kind of ['confirm-email', 'confirm-code']) await mail(unknown.email, kind);
  });

  it('does what a gateway that is gone has answered, once', async () => {
    const { email } = await member();
    const content = { email };
    const row = { path: 'request-password-reset', content, dueAt: new Date(Date.now() - 1) };
    await database.accountRequest.create({ data: { id: '01939000-0000-7000-8000-0000000000bb', ...row } });
    await mail(email, 'reset-password');
    while ((await database.accountRequest.count({ where: { path: row.path } })) > 0)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await database.mailMessage.count({ where: { recipient: email, kind: 'reset-password' } })).toBe(1);
  });

  it('keeps of a registration that waits no password but its argon2id string', async () => {
    const person = someone();
    const owner = openDatabase(gateway.database.ownerUrl, 1);
    await owner.$transaction(
      async (transaction) => {
        await transaction.$executeRaw`LOCK TABLE users IN ACCESS EXCLUSIVE MODE`;
        await visitor().post('/api/auth/sign-up/email', person);
        const [row] = await database.accountRequest.findMany({ where: { path: 'sign-up/email' } });
        expect(row?.content).toMatchObject({ email: person.email, passwordHash: expect.stringMatching(/^\$argon2id\$/) as string });
        expect(JSON.stringify(row)).not.toContain(PASSWORD);
      },
      { timeout: 20_000 },
    );
    await owner.$disconnect();
    await mail(person.email, 'confirm-email');
  });

  it('gives an address to whoever confirms it: an account that someone else began with it is replaced', async () => {
    const person = someone();
    await visitor().post('/api/auth/sign-up/email', { ...person, password: 'what an intruder would choose' });
    const stale = await linkIn(person.email, 'confirm-email');
    await visitor().post('/api/auth/sign-up/email', person);
    const token = await linkIn(person.email, 'confirm-email', 1);
    expect(told(await visitor().get(`/api/auth/verify-email?token=${stale}`))).toEqual([400, 'link_invalid']);
    expect((await visitor().get(`/api/auth/verify-email?token=${token}`)).status).toBe(200);
    expect((await signIn(visitor(), person.email, 'what an intruder would choose')).status).toBe(401);
    expect((await signIn(visitor(), person.email)).status).toBe(200);
  });

  it('refuses weak passwords, members that nobody may set, and bodies that are too long', async () => {
    const person = someone();
    const signUp = (change: object) => visitor().post('/api/auth/sign-up/email', { ...person, ...change });
    expect(told(await signUp({ password: 'too short' }))).toEqual([400, 'weak_password']);
    expect(told(await signUp({ password: `${person.username} ${person.username}` }))).toEqual([400, 'weak_password']);
    for (const change of [{ isAdministrator: true }, { emailVerified: true }, { role: 'admin' }, { name: 'a\r\nb' }, { email: 'x' }]) {
      expect(told(await signUp(change))).toEqual([400, 'bad_request']);
    }
    expect((await signUp({ name: 'x'.repeat(20_000) })).status).toBe(413);
    expect(await database.user.count({ where: { email: person.email } })).toBe(0);
  });

  it('resets a forgotten password once, by mail, and ends every session', async () => {
    const { person, browser } = await signedIn();
    await visitor().post('/api/auth/request-password-reset', { email: person.email });
    const token = await linkIn(person.email, 'reset-password');
    const reset = (newPassword: string) => visitor().post('/api/auth/reset-password', { token, newPassword });
    expect(told(await reset('too short'))).toEqual([400, 'weak_password']);
    expect((await reset(OTHER_PASSWORD)).status).toBe(200);
    expect(told(await reset(OTHER_PASSWORD))).toEqual([400, 'link_invalid']);
    expect((await browser.get('/api/v1/me')).status).toBe(401);
    expect((await signIn(visitor(), person.email)).status).toBe(401);
    expect((await signIn(visitor(), person.email, OTHER_PASSWORD)).status).toBe(200);
    await mail(person.email, 'password-changed');
    const left = await database.verification.findMany({ where: { value: person.id } });
    expect(left).toEqual([]);
  });

  it('changes a password for who knows the old one, with a new session here and none elsewhere', async () => {
    const { person, browser } = await signedIn();
    const elsewhere = visitor();
    await signIn(elsewhere, person.email);
    const before = browser.cookieHeader();
    const change = (currentPassword: string) => browser.post('/api/auth/change-password', { currentPassword, newPassword: OTHER_PASSWORD });
    expect(told(await change('not the password of today'))).toEqual([403, 'wrong_password']);
    expect((await change(PASSWORD)).body).toEqual({ status: true });
    expect(browser.cookieHeader()).not.toBe(before);
    expect((await browser.get('/api/v1/me')).status).toBe(200);
    expect((await elsewhere.get('/api/v1/me')).status).toBe(401);
  });

  it('changes an e-mail address when the new one is confirmed by the person signed in', async () => {
    const { person, browser } = await signedIn();
    const newEmail = `new-${person.email}`;
    expect(told(await browser.post('/api/auth/change-email', { newEmail }))).toEqual([403, 'wrong_password']);
    expect((await browser.post('/api/auth/change-email', { newEmail, password: PASSWORD })).body).toEqual({ status: true });
    const token = await linkIn(newEmail, 'change-email');
    expect(told(await visitor().get(`/api/auth/verify-email?token=${token}`))).toEqual([401, 'unauthenticated']);
    const { browser: other } = await signedIn();
    expect(told(await other.get(`/api/auth/verify-email?token=${token}`))).toEqual([401, 'unauthenticated']);
    expect((await browser.get(`/api/auth/verify-email?token=${token}`)).status).toBe(200);
    expect((await browser.get('/api/v1/me')).body).toMatchObject({ user: { email: newEmail, emailVerified: true } });
    await mail(person.email, 'email-changed');
    const events = await database.auditEvent.findMany({ where: { actorId: person.id, action: 'email.changed' } });
    expect(JSON.stringify(events.map(({ before, after }) => [before, after]))).not.toContain('example.org');
  });

  it('lets people change name, username, language and consent', async () => {
    const { person, browser } = await signedIn();
    const taken = await member();
    expect(told(await browser.post('/api/auth/update-user', { username: taken.username.toUpperCase() }))).toEqual([409, 'username_taken']);
    const username = `Renamed${count}`;
    expect((await browser.post('/api/auth/update-user', { name: 'Carla Conti', username })).status).toBe(200);
    expect((await browser.post('/api/auth/update-user', { isAdministrator: true })).status).toBe(400);
    await browser.send('PATCH', '/api/v1/me', { locale: 'it', trainingConsent: true });
    expect((await browser.get('/api/v1/me')).body).toMatchObject({
      user: { name: 'Carla Conti', username, locale: 'it', trainingConsent: true },
    });
    const row = await database.user.findUniqueOrThrow({ where: { id: person.id } });
    expect(row.consentAt).not.toBeNull();
    expect((await browser.post('/api/auth/sign-in/username', { username: username.toLowerCase(), password: PASSWORD })).status).toBe(200);
  });

  it('lists sessions and ends one, or all others, of oneself alone', async () => {
    const { person, browser } = await signedIn();
    const phone = visitor({ origin: gateway.url, 'user-agent': 'a phone' });
    const laptop = visitor();
    await signIn(phone, person.email);
    await signIn(laptop, person.email);
    const list = async (of: Visitor) =>
      (await of.get('/api/v1/me/sessions')).body['items'] as { id: string; userAgent: string; current: boolean }[];
    const sessions = await list(browser);
    expect(sessions).toHaveLength(3);
    expect(sessions.filter(({ current }) => current)).toHaveLength(1);
    const { browser: other } = await signedIn();
    const id = sessions.find(({ userAgent }) => userAgent === 'a phone')?.id ?? '';
    expect((await other.send('DELETE', `/api/v1/me/sessions/${id}`)).status).toBe(404);
    expect((await browser.send('DELETE', `/api/v1/me/sessions/${id}`)).status).toBe(204);
    expect((await phone.get('/api/v1/me')).status).toBe(401);
    expect((await laptop.get('/api/v1/me')).status).toBe(200);
    expect((await browser.send('DELETE', '/api/v1/me/sessions')).status).toBe(204);
    expect((await laptop.get('/api/v1/me')).status).toBe(401);
    expect(await list(browser)).toHaveLength(1);
    const ends = await database.auditEvent.findMany({
      where: { actorId: person.id, action: 'session.ended' },
      orderBy: { sequence: 'asc' },
    });
    expect(ends.map(({ targetKind, targetId }) => [targetKind, targetId])).toEqual([
      ['session', id],
      ['user', person.id],
    ]);
  });

  it('ends a session that was not used for a day, and any after thirty', async () => {
    const { person, browser } = await signedIn();
    const move = (data: { expiresAt?: Date; createdAt?: Date; updatedAt?: Date }) =>
      database.session.updateMany({ where: { userId: person.id }, data });
    const now = Date.now();
    // Used after a while, it lasts a day from then.
    await move({ updatedAt: new Date(now - 20 * HOUR), expiresAt: new Date(now + 4 * HOUR) });
    expect((await browser.get('/api/v1/me')).status).toBe(200);
    const { expiresAt } = await database.session.findFirstOrThrow({ where: { userId: person.id } });
    expect(expiresAt.getTime()).toBeGreaterThan(now + 23 * HOUR);
    // Towards its longest time, not a day any more.
    await move({ updatedAt: new Date(now - HOUR), createdAt: new Date(now - (30 * 24 - 1) * HOUR) });
    expect((await browser.get('/api/v1/me')).status).toBe(200);
    const last = await database.session.findFirstOrThrow({ where: { userId: person.id } });
    expect(last.expiresAt.getTime()).toBeLessThan(now + 2 * HOUR);
    await move({ createdAt: new Date(now - 31 * 24 * HOUR) });
    expect((await browser.get('/api/v1/me')).status).toBe(401);
    await move({ createdAt: new Date(now), expiresAt: new Date(now - 1) });
    expect((await browser.get('/api/v1/me')).status).toBe(401);
  });

  it('shuts a disabled person out at once, and from signing in', async () => {
    const { person, browser } = await signedIn();
    await database.user.update({ where: { id: person.id }, data: { disabledAt: new Date() } });
    expect((await browser.get('/api/v1/me')).status).toBe(401);
    expect((await browser.post('/api/auth/update-user', { name: 'Still here' })).status).toBe(401);
    expect(told(await signIn(visitor(), person.email))).toEqual([403, 'account_disabled']);
    expect(told(await signIn(visitor(), person.email, OTHER_PASSWORD))).toEqual([401, 'wrong_credentials']);
  });

  it('refuses what another site’s page sends, with a session or without', async () => {
    const { person, browser } = await signedIn();
    const evil = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    expect(told(await browser.copy(evil).send('PATCH', '/api/v1/me', { locale: 'it' }))).toEqual([403, 'cross_site']);
    expect(told(await browser.copy(evil).post('/api/auth/sign-out', {}))).toEqual([403, 'cross_site']);
    expect(told(await browser.copy({}).send('PATCH', '/api/v1/me', { locale: 'it' }))).toEqual([403, 'cross_site']);
    expect(told(await signIn(visitor(evil), person.email))).toEqual([403, 'cross_site']);
    expect((await signIn(visitor({}), person.email)).status).toBe(200);
    expect((await browser.get('/api/v1/me')).body).toMatchObject({ user: { locale: 'en' } });
  });

  it('begins another session with every step up, and the one before is dead', async () => {
    const { person, browser } = await signedIn();
    const isIn = async (who: Visitor) => (await who.get('/api/v1/me')).status === 200;
    const first = browser.copy();
    await signIn(browser, person.email);
    expect([await isIn(first), await isIn(browser)]).toEqual([false, true]);
    const second = browser.copy();
    await browser.post('/api/auth/change-password', { currentPassword: PASSWORD, newPassword: OTHER_PASSWORD });
    expect([await isIn(second), await isIn(browser)]).toEqual([false, true]);
    const tokens = [first, second, browser].map((each) => each.cookieHeader());
    expect(new Set(tokens).size).toBe(3);
    // A change of role, be it one's own: whoever has the new rights signs in for them.
    await database.membership.updateMany({ where: { userId: person.id }, data: { role: 'admin' } });
    const heir = await member();
    await database.membership.updateMany({ where: { userId: heir.id }, data: { role: 'admin' } });
    expect((await browser.send('PATCH', `/api/v1/members/${person.id}`, { role: 'user' })).status).toBeLessThan(300);
    expect(await isIn(browser)).toBe(false);
    await signIn(browser, person.email, OTHER_PASSWORD);
    expect((await browser.get('/api/v1/me')).body).toMatchObject({ workspace: { role: 'user' } });
  });

  it('takes no session whose seal is wrong', async () => {
    const { browser } = await signedIn();
    const cookie = browser.cookieHeader();
    for (const forged of [
      cookie.replace(/\.[^.]+$/, ''),
      `${cookie.slice(0, -8)}AAAAAAA%3D`,
      '__Host-numera.session=%E0%A4%A',
      '__Host-numera.session=.',
    ]) {
      expect((await visitor({ origin: gateway.url, cookie: forged }).get('/api/v1/me')).status).toBe(401);
    }
  });

  it('writes sign-ins and their refusals into the audit trail, without names and addresses', async () => {
    const { person } = await signedIn();
    const events = await database.auditEvent.findMany({ where: { actorId: person.id }, orderBy: { sequence: 'asc' } });
    expect(events.map(({ action }) => action)).toEqual(['user.created', 'user.confirmed', 'session.started']);
    expect(JSON.stringify(events.map(({ sequence: _sequence, ...rest }) => rest))).not.toMatch(/example\.org|127\.0\.0\.1/);
  });
});
