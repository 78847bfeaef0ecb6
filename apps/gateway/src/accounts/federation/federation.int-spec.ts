import { freePort } from '@numera/embedded';
import { openDatabase, type Database } from '@numera/prisma';
import {
  beginElsewhere,
  comeBack,
  startGateway,
  startIdentityProvider,
  startLyingProvider,
  Visitor,
  type IdentityProvider,
  type LyingProvider,
  type ProviderClaims,
  type TestGateway,
} from '@numera/testing';

const client = { NUMERA_OIDC_CLIENT_ID: 'numera', NUMERA_OIDC_CLIENT_SECRET: 'a secret for tests only', NUMERA_OIDC_NAME: 'Archive' };

const begin = (browser: Visitor, path?: string) => beginElsewhere(browser, 'oidc', path);

describe('sign-in with an OpenID Connect provider', () => {
  let provider: IdentityProvider;
  let gateway: TestGateway;
  let database: Database;
  const visitor = () => new Visitor(gateway.url);

  beforeAll(async () => {
    const port = await freePort();
    provider = await startIdentityProvider(`http://127.0.0.1:${port}/api/auth/callback/oidc`);
    gateway = await startGateway({
      ...client,
      PORT: String(port),
      NUMERA_URL: `http://127.0.0.1:${port}`,
      NUMERA_OIDC_ISSUER: provider.issuer,
    });
    database = openDatabase(gateway.database.appUrl, 2);
  });
  afterAll(async () => {
    await database.$disconnect();
    await gateway.stop();
    await provider.stop();
  });

  const ada: ProviderClaims = { sub: 'ada-1', email: 'ada@example.org', email_verified: true, name: 'Ada' };

  it('offers a button for what is set up, and for nothing else', async () => {
    const { body } = await visitor().get('/api/v1/sign-in-options');
    expect(body['providers']).toEqual([{ id: 'oidc', name: 'Archive', kind: 'social' }]);
    expect((await visitor().post('/api/auth/sign-in/social', { provider: 'google' })).status).toBe(404);
    for (const callbackURL of ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)'])
      expect((await visitor().post('/api/auth/sign-in/social', { provider: 'oidc', callbackURL })).status).toBe(400);
  });

  it('makes an account for a confirmed address, and finds it again by issuer and subject when the address is another', async () => {
    const browser = visitor();
    const url = new URL(await begin(browser));
    expect(url.searchParams.get('code_challenge_method')).toBe('S256');
    expect(url.searchParams.get('nonce')).toMatch(/^.{32}$/);
    expect(await comeBack(browser, await provider.signIn(url.href, ada))).toBe('/history');
    const me = await browser.get('/api/v1/me');
    expect(me.body).toMatchObject({
      user: { email: ada.email, name: 'Ada', emailVerified: true, hasPassword: false },
      workspace: { role: 'user' },
    });

    const later = visitor();
    const moved = { ...ada, email: 'ada@elsewhere.example', email_verified: false };
    expect(await comeBack(later, await provider.signIn(await begin(later), moved))).toBe('/history');
    expect((await later.get('/api/v1/me')).body).toMatchObject({ user: { email: ada.email } });
    const kept = await database.account.findMany({ where: { accountId: `${provider.issuer} ${ada.sub}` } });
    expect(kept).toMatchObject([{ providerId: 'oidc', accessToken: null, refreshToken: null, idToken: null, password: null }]);
  });

  it('makes no account for an address that the provider has not confirmed', async () => {
    const browser = visitor();
    const eve: ProviderClaims = { sub: 'eve-1', email: 'eve@example.org', email_verified: false, name: 'Eve' };
    expect(await comeBack(browser, await provider.signIn(await begin(browser), eve))).toBe('/sign-in email_not_verified');
    expect(await database.user.count({ where: { email: eve.email } })).toBe(0);
  });

  it.each([false, true])('never leads to an account that has the address already (confirmed by the provider: %s)', async (isConfirmed) => {
    const email = `owner-${isConfirmed}@example.org`;
    await database.user.create({ data: { id: crypto.randomUUID(), name: 'Owner', email, emailVerified: true } });
    const browser = visitor();
    const thief: ProviderClaims = { sub: `thief-${isConfirmed}`, email, email_verified: isConfirmed, name: 'Thief' };
    expect(await comeBack(browser, await provider.signIn(await begin(browser), thief))).toBe('/sign-in account_not_linked');
    expect((await browser.get('/api/v1/me')).status).toBe(401);
    expect(await database.account.count({ where: { accountId: { endsWith: ` ${thief.sub}` } } })).toBe(0);
  });

  it('takes a state once, and from the browser that began', async () => {
    const browser = visitor();
    const callback = await provider.signIn(await begin(browser), ada);
    expect(await comeBack(visitor(), callback)).toBe('/sign-in state_mismatch');
    expect(await comeBack(browser, callback)).toBe('/history');
    expect(await comeBack(browser, callback)).toBe('/sign-in state_mismatch');
    const forged = new URL(callback);
    forged.searchParams.set('state', 'A'.repeat(32));
    expect(await comeBack(visitor(), forged.href)).toBe('/sign-in state_mismatch');
  });

  it('adds an identity to the account of whoever is signed in, and to no second one', async () => {
    const browser = visitor();
    await comeBack(browser, await provider.signIn(await begin(browser), ada));
    const work: ProviderClaims = { sub: 'ada-at-work', email: 'a@work.example', email_verified: false, name: 'Ada' };
    expect(await comeBack(browser, await provider.signIn(await begin(browser, 'link-social'), work))).toBe('/history');
    const other = visitor();
    expect(await comeBack(other, await provider.signIn(await begin(other), work))).toBe('/history');
    expect((await other.get('/api/v1/me')).body).toMatchObject({ user: { email: ada.email } });

    const bob = visitor();
    await comeBack(
      bob,
      await provider.signIn(await begin(bob), { sub: 'bob-1', email: 'bob@example.org', email_verified: true, name: 'Bob' }),
    );
    expect(await comeBack(bob, await provider.signIn(await begin(bob, 'link-social'), work))).toContain('account_already_linked');
    expect((await visitor().post('/api/auth/link-social', { provider: 'oidc' })).status).toBe(401);
  });

  it('keeps a disabled person out', async () => {
    const browser = visitor();
    const carl: ProviderClaims = { sub: 'carl-1', email: 'carl@example.org', email_verified: true, name: 'Carl' };
    expect(await comeBack(browser, await provider.signIn(await begin(browser), carl))).toBe('/history');
    await database.user.update({ where: { email: carl.email }, data: { disabledAt: new Date() } });
    expect((await browser.get('/api/v1/me')).status).toBe(401);
    expect(await comeBack(browser, await provider.signIn(await begin(browser), carl))).toContain('/sign-in ');
    expect((await browser.get('/api/v1/me')).status).toBe(401);
  });
});

describe('a provider that lies', () => {
  let liar: LyingProvider;
  let gateway: TestGateway;

  beforeAll(async () => {
    liar = await startLyingProvider('numera');
    gateway = await startGateway({ ...client, NUMERA_OIDC_ISSUER: liar.issuer });
  });
  afterAll(async () => {
    await gateway.stop();
    await liar.stop();
  });

  /** Signs in with an ID token that the liar makes up for a nonce. */
  async function attempt(change: Parameters<LyingProvider['answer']>[0], query: Readonly<Record<string, string>> = {}): Promise<string> {
    const browser = new Visitor(gateway.url);
    const asked = new URL(await begin(browser));
    liar.answer(change, asked.searchParams.get('nonce') ?? '');
    const callback = new URL('/api/auth/callback/oidc', gateway.url);
    callback.search = new URLSearchParams({ code: 'code', state: asked.searchParams.get('state') ?? '', ...query }).toString();
    const led = await comeBack(browser, callback.href);
    expect((await browser.get('/api/v1/me')).status).toBe(led === '/history' ? 200 : 401);
    return led;
  }

  it('is believed while it does not', async () => expect(await attempt({})).toBe('/history'));

  it.each([
    ['another issuer', { claims: { iss: 'https://elsewhere.example' } }],
    ['another audience', { claims: { aud: 'someone-else' } }],
    ['several audiences and no authorised party', { claims: { aud: ['numera', 'someone-else'] } }],
    ['another authorised party', { claims: { azp: 'someone-else' } }],
    ['the nonce of another sign-in', { claims: { nonce: 'n'.repeat(32) } }],
    ['no nonce', { claims: { nonce: undefined } }],
    ['a time long past', { claims: { exp: 1_700_000_000 } }],
    ['no time', { claims: { exp: undefined } }],
    ['no subject', { claims: { sub: undefined } }],
    ['a signature of another key', { key: 'other' }],
    ['no signature', { key: 'none' }],
    ['a signature by the client’s secret', { key: 'secret' }],
  ] as const)('is not believed with an ID token of %s', async (_, change) =>
    expect(await attempt(change)).toBe('/sign-in unable_to_get_user_info'),
  );

  it('is not believed without an ID token', async () => expect(await attempt({ key: 'absent' })).toBe('/sign-in unable_to_get_user_info'));

  it('is not taken for the provider that a mixed-up answer names', async () =>
    expect(await attempt({}, { iss: 'https://elsewhere.example' })).toBe('/sign-in issuer_mismatch'));

  it('is asked for nothing while it describes another issuer, and again once it does not', async () => {
    const other = await startLyingProvider('numera');
    const second = await startGateway({ ...client, NUMERA_OIDC_ISSUER: other.issuer });
    try {
      other.describe('https://elsewhere.example');
      const browser = new Visitor(second.url);
      const refused = await browser.post('/api/auth/sign-in/social', { provider: 'oidc' });
      expect([refused.status, refused.body['code']]).toEqual([503, 'provider_failed']);
      other.describe(other.issuer);
      await begin(browser);
    } finally {
      await second.stop();
      await other.stop();
    }
  });
});
