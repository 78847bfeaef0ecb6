import { join } from 'node:path';
import { freePort } from '@numera/embedded';
import { openDatabase, type Database } from '@numera/prisma';
import {
  beginElsewhere,
  comeBack,
  startFacebookGraph,
  startGateway,
  startIdentityProvider,
  Visitor,
  type FacebookGraph,
  type FacebookPerson,
  type IdentityProvider,
  type ProviderClaims,
  type TestGateway,
} from '@numera/testing';

const ROOT = join(__dirname, '..', '..', '..', '..', '..');
const REROUTED = join(ROOT, 'libs', 'testing', 'src', 'rerouted-fetch.cjs');
const SECRET = 'a secret for tests only';
const LINKEDIN = 'https://www.linkedin.com';

/** Servers of the shape of LinkedIn and Facebook stand in for them; the gateway takes them for the real ones. */
describe('sign-in with LinkedIn and Facebook', () => {
  let linkedIn: IdentityProvider;
  let facebook: FacebookGraph;
  let gateway: TestGateway;
  let database: Database;

  beforeAll(async () => {
    const port = await freePort();
    linkedIn = await startIdentityProvider(`http://127.0.0.1:${port}/api/auth/callback/linkedin`, 'linkedin');
    facebook = await startFacebookGraph({ id: '1234567890', secret: SECRET });
    const origins = {
      [LINKEDIN]: linkedIn.issuer,
      'https://api.linkedin.com': linkedIn.issuer,
      'https://graph.facebook.com': facebook.url,
    };
    gateway = await startGateway({
      ...{ PORT: String(port), NUMERA_URL: `http://127.0.0.1:${port}`, NUMERA_LIMIT_SIGN_IN: 'off' },
      ...{ NUMERA_LINKEDIN_ID: 'numera', NUMERA_LINKEDIN_SECRET: SECRET },
      ...{ NUMERA_FACEBOOK_ID: '1234567890', NUMERA_FACEBOOK_SECRET: SECRET },
      NUMERA_TEST_ORIGINS: Object.entries(origins)
        .map((route) => route.join('='))
        .join(),
      NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --require ${REROUTED}`,
    });
    database = openDatabase(gateway.database.appUrl, 2);
  });
  afterAll(async () => {
    await database.$disconnect();
    await gateway.stop();
    await facebook.stop();
    await linkedIn.stop();
  });

  const visitor = () => new Visitor(gateway.url);
  const me = async (browser: Visitor) => (await browser.get('/api/v1/me')).body;

  async function atLinkedIn(browser: Visitor, claims: ProviderClaims, path?: string): Promise<string> {
    const url = await beginElsewhere(browser, 'linkedin', path);
    expect(new URL(url).origin).toBe(LINKEDIN);
    return comeBack(browser, await linkedIn.signIn(url.replace(LINKEDIN, linkedIn.issuer), claims));
  }

  async function atFacebook(browser: Visitor, person: FacebookPerson, path?: string): Promise<string> {
    const url = await beginElsewhere(browser, 'facebook', path);
    expect(new URL(url).origin).toBe('https://www.facebook.com');
    return comeBack(browser, facebook.signIn(url, person));
  }

  const providersOf = async (browser: Visitor) =>
    (await browser.get('/api/v1/me/providers')).body['items'] as { id: string; provider: string; email: string | null }[];

  const ada: ProviderClaims = { sub: 'ada-linkedin', email: 'ada@example.org', email_verified: true, name: 'Ada' };
  const fay: FacebookPerson = { id: '10001', name: 'Fay', email: 'fay@example.org' };

  it('is offered where it is set up', async () => {
    const { body } = await visitor().get('/api/v1/sign-in-options');
    expect(body['providers']).toEqual([
      { id: 'linkedin', name: 'LinkedIn', kind: 'social' },
      { id: 'facebook', name: 'Facebook', kind: 'social' },
    ]);
  });

  it('makes an account for an address that LinkedIn has confirmed, and finds it again by the subject', async () => {
    const browser = visitor();
    expect(await atLinkedIn(browser, ada)).toBe('/history');
    expect(await me(browser)).toMatchObject({ user: { email: ada.email, name: 'Ada', emailVerified: true, hasPassword: false } });
    const later = visitor();
    expect(await atLinkedIn(later, { ...ada, email: 'ada@elsewhere.example' })).toBe('/history');
    expect(await me(later)).toMatchObject({ user: { email: ada.email } });
    expect(await providersOf(later)).toMatchObject([{ provider: 'linkedin', name: 'LinkedIn', email: ada.email }]);
    const kept = await database.account.findMany({ where: { providerId: 'linkedin' } });
    expect(kept).toMatchObject([{ accountId: ada.sub, accessToken: null, refreshToken: null, idToken: null }]);
  });

  it('makes no account for an address that LinkedIn has not confirmed', async () => {
    const eve: ProviderClaims = { sub: 'eve-linkedin', email: 'eve@example.org', email_verified: false, name: 'Eve' };
    expect(await atLinkedIn(visitor(), eve)).toBe('/sign-in email_not_verified');
    expect(await database.user.count({ where: { email: eve.email } })).toBe(0);
  });

  it('asks whoever comes from Facebook to confirm their address before they get in', async () => {
    const browser = visitor();
    expect(await atFacebook(browser, fay)).toBe('/sign-in email_not_confirmed');
    expect((await browser.get('/api/v1/me')).status).toBe(401);
    expect(await atFacebook(browser, fay)).toBe('/sign-in email_not_confirmed');
    const made = await database.user.findMany({ where: { email: fay.email ?? '' } });
    expect(made).toMatchObject([{ emailVerified: false, image: null }]);

    const waiting = { recipient: fay.email ?? '' };
    while ((await database.mailMessage.count({ where: waiting })) === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    const [mail] = await database.mailMessage.findMany({ where: waiting });
    const token = /token=([^\s&]+)/.exec(mail?.text ?? '')?.[1];
    expect((await visitor().get(`/api/auth/verify-email?token=${token}`)).status).toBe(200);
    expect(await atFacebook(browser, fay)).toBe('/history');
    expect(await me(browser)).toMatchObject({ user: { email: fay.email, emailVerified: true } });
  });

  it.each(['linkedin', 'facebook'])('never leads by %s to an account that has the address already', async (provider) => {
    const email = `owner-${provider}@example.org`;
    await database.user.create({ data: { id: crypto.randomUUID(), name: 'Owner', email, emailVerified: true } });
    const browser = visitor();
    const thief = { email, name: 'Thief' };
    const led = await (provider === 'linkedin'
      ? atLinkedIn(browser, { ...thief, sub: 'thief', email_verified: true })
      : atFacebook(browser, { ...thief, id: '666' }));
    expect(led).toBe('/sign-in account_not_linked');
    expect((await browser.get('/api/v1/me')).status).toBe(401);
  });

  it('makes no account for someone of whom Facebook tells no address, and lets them in by an account that they have', async () => {
    const gus: FacebookPerson = { id: '10002', name: 'Gus' };
    expect(await atFacebook(visitor(), gus)).toBe('/sign-in email_not_found');
    expect(await database.user.count({ where: { name: 'Gus' } })).toBe(0);
    const browser = visitor();
    await atLinkedIn(browser, { sub: 'gus-linkedin', email: 'gus@example.org', email_verified: true, name: 'Gus' });
    expect(await atFacebook(browser, gus, 'link-social')).toBe('/history');
    const later = visitor();
    expect(await atFacebook(later, gus)).toBe('/history');
    expect(await me(later)).toMatchObject({ user: { email: 'gus@example.org' } });
    expect((await providersOf(later)).map(({ provider, email }) => [provider, email])).toEqual([
      ['linkedin', 'gus@example.org'],
      ['facebook', null],
    ]);
  });

  it.each(['linkedin', 'facebook'])('takes no code from %s that is made up', async (provider) => {
    const browser = visitor();
    const state = new URL(await beginElsewhere(browser, provider)).searchParams.get('state') ?? '';
    const callback = new URL(`/api/auth/callback/${provider}`, gateway.url);
    callback.search = new URLSearchParams({ code: 'made-up', state }).toString();
    expect(await comeBack(browser, callback.href)).toBe('/sign-in invalid_code');
  });

  it('lets people disconnect a provider, but not the only way in, and nobody else’s', async () => {
    const browser = visitor();
    const hal: ProviderClaims = { sub: 'hal-linkedin', email: 'hal@example.org', email_verified: true, name: 'Hal' };
    await atLinkedIn(browser, hal);
    const [first] = await providersOf(browser);
    const unlink = async (who: Visitor, id = '') => {
      const { status, body } = await who.send('DELETE', `/api/v1/me/providers/${id}`);
      return [status, body['code']];
    };
    expect(await unlink(browser, first?.id)).toEqual([409, 'last_sign_in']);
    expect(await providersOf(browser)).toHaveLength(1);
    await atFacebook(browser, { id: '10003', name: 'Hal' }, 'link-social');
    const stranger = visitor();
    await atLinkedIn(stranger, ada);
    expect(await unlink(stranger, first?.id)).toEqual([404, 'not_found']);
    expect(await unlink(browser, first?.id)).toEqual([204, undefined]);
    expect(await unlink(browser, first?.id)).toEqual([404, 'not_found']);
    const [second] = await providersOf(browser);
    expect(await unlink(browser, second?.id)).toEqual([409, 'last_sign_in']);
    expect(await atLinkedIn(visitor(), hal)).toBe('/sign-in account_not_linked');
    const { id } = await database.user.findUniqueOrThrow({ where: { email: hal.email } });
    const events = await database.auditEvent.findMany({
      where: { actorId: id, action: { startsWith: 'provider' } },
      orderBy: { sequence: 'asc' },
    });
    expect(events.map(({ action, after }) => [action, (after as { provider: string }).provider])).toEqual([
      ['provider.linked', 'linkedin'],
      ['provider.linked', 'facebook'],
      ['provider.unlinked', 'linkedin'],
    ]);
  });
});
