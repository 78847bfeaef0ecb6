import { join } from 'node:path';
import { openDatabase, type Database } from '@numera/prisma';
import { startGateway, Visitor, type Reply, type TestGateway } from '@numera/testing';

const PASSWORD = 'seven small boats at noon';
const ROOT = join(__dirname, '..', '..', '..', '..', '..');
const COUNTING = join(ROOT, 'libs', 'testing', 'src', 'counting-argon2.cjs');
const told = ({ status, body }: Reply) => [status, body['code']];
const owner = { name: 'Olga Owner', username: 'olga', email: 'olga@example.org', password: PASSWORD };

/** One installation from its first start on: the cases follow each other. */
describe('a new installation', () => {
  let gateway: TestGateway;
  let database: Database;

  beforeAll(async () => {
    gateway = await startGateway({
      NUMERA_REGISTRATION: 'off',
      NUMERA_TRUSTED_PROXIES: 'loopback',
      NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --require ${COUNTING}`,
    });
    database = openDatabase(gateway.database.appUrl, 2);
  });
  afterAll(async () => {
    await database.$disconnect();
    await gateway.stop();
  });

  const visitor = (headers?: Record<string, string>) => new Visitor(gateway.url, headers);
  const operator = () => visitor({ authorization: `Bearer ${gateway.adminToken}` });
  const tokenIn = (text: string) => /token=([\w-]+)/.exec(text)?.[1] ?? '';
  const setUp = (token: string, change: object = {}) => visitor().post('/api/v1/setup', { ...owner, token, ...change });
  const signIn = (username: string, headers?: Record<string, string>) =>
    visitor().post('/api/auth/sign-in/username', { username, password: PASSWORD }, headers);

  it('has no account, says so, and prints one link to the first', async () => {
    expect(await database.user.count()).toBe(0);
    expect((await visitor().get('/api/v1/sign-in-options')).body).toMatchObject({ setupNeeded: true, registration: false, isSecure: true });
    expect(gateway.log().match(/\/setup\?token=/g)).toHaveLength(1);
    const links = await database.setupLink.findMany();
    expect(links.map(({ createdAt, expiresAt }) => expiresAt.getTime() - createdAt.getTime())).toEqual([30 * 60_000]);
    expect(JSON.stringify(links)).not.toContain(tokenIn(gateway.log()));
  });

  it('makes no administrator by a link that is made up or too old, with a weak password or for another site’s page', async () => {
    expect(told(await setUp('x'.repeat(43)))).toEqual([400, 'link_invalid']);
    const token = tokenIn(gateway.log());
    expect(told(await setUp(token, { password: 'too short' }))).toEqual([400, 'weak_password']);
    const evil = visitor({ origin: 'https://evil.example' });
    expect(told(await evil.post('/api/v1/setup', { ...owner, token }))).toEqual([403, 'cross_site']);
    await database.setupLink.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } });
    expect(told(await setUp(token))).toEqual([400, 'link_invalid']);
    expect(await database.user.count()).toBe(0);
  });

  it('makes new links for who runs it alone', async () => {
    expect(told(await visitor().post('/api/v1/operator/setup-links', {}))).toEqual([401, 'unauthenticated']);
    const made = await operator().post('/api/v1/operator/setup-links', {});
    expect([made.status, made.body['url']]).toEqual([201, expect.stringContaining(`${gateway.url}/setup?token=`)]);
  });

  it('makes one administrator of two links used at once', async () => {
    const links = [1, 2].map(async () => tokenIn(String((await operator().post('/api/v1/operator/setup-links', {})).body['url'])));
    const [one = '', two = ''] = await Promise.all(links);
    const answers = await Promise.all([setUp(one), setUp(two, { username: 'oleg', email: 'oleg@example.org' })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(await database.user.count()).toBe(1);
    const [used, unused] = answers[0]?.status === 204 ? [one, two] : [two, one];
    expect(told(await setUp(used))).toEqual([400, 'link_invalid']);
    expect(told(await setUp(unused))).toEqual([409, 'setup_done']);
    expect(told(await operator().post('/api/v1/operator/setup-links', {}))).toEqual([409, 'setup_done']);
    expect((await visitor().get('/api/v1/sign-in-options')).body).toMatchObject({ setupNeeded: false });
  });

  it('adds an administrator for who runs it, whose link lets them choose a password once', async () => {
    const wanted = { username: 'ada', email: 'ada@example.org' };
    expect(told(await visitor().post('/api/v1/operator/administrators', wanted))).toEqual([401, 'unauthenticated']);
    const made = await operator().post('/api/v1/operator/administrators', wanted);
    expect(made.status).toBe(201);
    expect(told(await operator().post('/api/v1/operator/administrators', wanted))).toEqual([409, 'account_exists']);
    expect(told(await signIn('ada'))).toEqual([401, 'wrong_credentials']);
    const reset = { token: tokenIn(String(made.body['url'])), newPassword: PASSWORD };
    expect((await visitor().post('/api/auth/reset-password', reset)).status).toBe(200);
    expect(told(await visitor().post('/api/auth/reset-password', reset))).toEqual([400, 'link_invalid']);
    const browser = visitor();
    await browser.post('/api/auth/sign-in/username', { username: 'ada', password: PASSWORD });
    expect((await browser.get('/api/v1/me')).body).toMatchObject({ user: { isAdministrator: true }, workspace: { role: 'admin' } });
    expect(told(await browser.post('/api/v1/operator/administrators', { ...wanted, username: 'bea' }))).toEqual([403, 'forbidden']);
  });

  it('lets nobody register whom no one invited', async () => {
    const guest = { name: 'Gina Guest', username: 'gina', email: 'gina@example.org', password: PASSWORD };
    expect(told(await visitor().post('/api/auth/sign-up/email', guest))).toEqual([403, 'registration_closed']);
    const { workspaceId } = await database.membership.findFirstOrThrow();
    const invitation = { workspaceId, email: guest.email, role: 'user', tokenHash: 'h', expiresAt: new Date(Date.now() + 60_000) } as const;
    await database.invitation.create({ data: { id: '01939000-0000-7000-8000-0000000000aa', ...invitation } });
    expect((await visitor().post('/api/auth/sign-up/email', guest)).status).toBe(200);
  });

  it('refuses to sign in over plain http from elsewhere, and gives no cookie to read along', async () => {
    const elsewhere = { 'x-forwarded-host': 'numera.example', 'x-forwarded-proto': 'http' };
    const refusal = await signIn('ada', elsewhere);
    expect(told(refusal)).toEqual([403, 'insecure_connection']);
    expect(refusal.headers.getSetCookie()).toEqual([]);
    expect((await visitor().get('/api/v1/sign-in-options', elsewhere)).body).toMatchObject({ isSecure: false });
    expect((await signIn('ada', { ...elsewhere, 'x-forwarded-proto': 'https' })).status).toBe(200);
  });

  it('runs argon2 once for every try, whether there is such an account or not', async () => {
    const ran = () => gateway.log().match(/argon2 ran/g)?.length ?? 0;
    const password = 'eleven tall trees by night';
    const tries: (() => Promise<Reply>)[] = [
      () => visitor().post('/api/auth/sign-in/email', { email: 'ada@example.org', password }),
      () => visitor().post('/api/auth/sign-in/email', { email: 'nobody@example.org', password }),
      () => visitor().post('/api/auth/sign-in/username', { username: 'ada', password }),
      () => visitor().post('/api/auth/sign-in/username', { username: 'nobody', password }),
    ];
    for (const attempt of tries) {
      const before = ran();
      expect((await attempt()).status).toBe(401);
      // The line comes through a pipe, behind the answer perhaps.
      while (ran() === before) await new Promise((resolve) => setTimeout(resolve, 10));
      await visitor().get('/health');
      expect(ran()).toBe(before + 1);
    }
  });
});
