import { createHmac } from 'node:crypto';
import { openDatabase, type Database } from '@numera/prisma';
import { confirmAccount, startGateway, Visitor, type Reply, type TestGateway } from '@numera/testing';

const PASSWORD = 'seven small boats at noon';
const STEP_MS = 30_000;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
let count = 0;

/** The bytes of base32 (RFC 4648), as authenticator apps get a secret. */
function base32(text: string): Buffer {
  const bits = [...text.replace(/=+$/, '')].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** The code of a moment (RFC 6238), `steps` of 30 seconds away from now. */
function codeOf(uri: string, steps = 0): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / STEP_MS) + steps));
  const mac = createHmac('sha1', base32(new URL(uri).searchParams.get('secret') ?? ''))
    .update(counter)
    .digest();
  const offset = mac[19]! & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

const outcome = ({ status, body }: Reply) => `${status} ${String(body['code'] ?? '')}`.trim();

describe('the second factor', () => {
  let gateway: TestGateway;
  let database: Database;

  beforeAll(async () => {
    gateway = await startGateway({
      NUMERA_LIMIT_CODE: 'off',
      NUMERA_LIMIT_SIGN_IN_ACCOUNT: 'off',
      NUMERA_LIMIT_SIGN_IN: 'off',
      NUMERA_LIMIT_SIGN_UP: 'off',
    });
    database = openDatabase(gateway.database.appUrl, 2);
  });
  afterAll(async () => {
    await database.$disconnect();
    await gateway.stop();
  });

  const factor = (browser: Visitor, path: string, body: object) => browser.post(`/api/auth/two-factor/${path}`, body);
  const signIn = (browser: Visitor, email: string) => browser.post('/api/auth/sign-in/email', { email, password: PASSWORD });

  async function signedIn() {
    count += 1;
    const email = `anna${count}@example.org`;
    const browser = new Visitor(gateway.url);
    await browser.post('/api/auth/sign-up/email', { name: 'Anna', email, username: `anna${count}`, password: PASSWORD });
    await confirmAccount(database, email);
    expect(outcome(await signIn(browser, email))).toBe('200');
    return { browser, email };
  }

  /** What the trail says that someone did to sign in, refusals left out. */
  async function recorded(email: string): Promise<string[]> {
    const { id } = await database.user.findUniqueOrThrow({ where: { email } });
    const events = await database.auditEvent.findMany({ where: { actorId: id, outcome: 'done' }, orderBy: { sequence: 'asc' } });
    return events.map(({ action }) => action).filter((action) => /^(?:session|second-factor)\./.test(action));
  }

  async function enrolled() {
    const { browser, email } = await signedIn();
    const enabling = await factor(browser, 'enable', { password: PASSWORD });
    const { totpURI, backupCodes } = enabling.body as { totpURI: string; backupCodes: string[] };
    const stolen = browser.copy();
    expect(outcome(await factor(browser, 'verify-totp', { code: codeOf(totpURI, -1) }))).toBe('200');
    return { browser, email, totpURI, backupCodes, stolen };
  }

  it('is asked for after the password: no session before it, one by a right code, each code once', async () => {
    const { email, totpURI, stolen } = await enrolled();
    expect(outcome(await stolen.get('/api/v1/me'))).toBe('401 unauthenticated');
    const [one, two] = [new Visitor(gateway.url), new Visitor(gateway.url)];
    for (const browser of [one, two]) {
      const half = await signIn(browser, email);
      expect(half.body).toEqual({ twoFactorRedirect: true, twoFactorMethods: ['totp'] });
      expect(outcome(await browser.get('/api/v1/me'))).toBe('401 unauthenticated');
    }
    expect(outcome(await factor(one, 'verify-totp', { code: '000000' }))).toBe('400 code_wrong');
    const code = codeOf(totpURI);
    expect(outcome(await factor(one, 'verify-totp', { code }))).toBe('200');
    expect((await one.get('/api/v1/me')).body).toMatchObject({ user: { email, twoFactorEnabled: true } });
    expect(outcome(await factor(two, 'verify-totp', { code }))).toBe('400 code_wrong');
    expect(outcome(await two.get('/api/v1/me'))).toBe('401 unauthenticated');
    await signIn(two, email);
    expect(outcome(await factor(two, 'verify-totp', { code: codeOf(totpURI, 1) }))).toBe('200');
  });

  it('is in the trail as asked for at the password, and the session as started at the code', async () => {
    const { email, totpURI, stolen } = await enrolled();
    // Enabling it began a new session and ended the old one.
    expect(await recorded(email)).toEqual(['session.started', 'session.started', 'second-factor.enabled']);
    expect(outcome(await stolen.get('/api/v1/me'))).toBe('401 unauthenticated');
    const browser = new Visitor(gateway.url);
    await signIn(browser, email);
    expect((await recorded(email)).slice(3)).toEqual(['second-factor.required']);
    expect(outcome(await factor(browser, 'verify-totp', { code: codeOf(totpURI) }))).toBe('200');
    expect((await recorded(email)).slice(3)).toEqual(['second-factor.required', 'session.started']);
  });

  it('asks for the password again after five wrong codes', async () => {
    const { email, totpURI } = await enrolled();
    const browser = new Visitor(gateway.url);
    await signIn(browser, email);
    for (let i = 0; i < 5; i++) expect(outcome(await factor(browser, 'verify-totp', { code: '000000' }))).toBe('400 code_wrong');
    expect(outcome(await factor(browser, 'verify-totp', { code: codeOf(totpURI) }))).toBe('403 code_spent');
    expect(outcome(await factor(browser, 'verify-totp', { code: codeOf(totpURI) }))).toBe('401 second_factor_expired');
    await signIn(browser, email);
    expect(outcome(await factor(browser, 'verify-totp', { code: codeOf(totpURI) }))).toBe('200');
  });

  it('is replaced by a recovery code, which works once; new ones end the old', async () => {
    const { browser, email, backupCodes } = await enrolled();
    expect(new Set(backupCodes).size).toBe(10);
    const again = new Visitor(gateway.url);
    for (const [code, expected] of [
      [backupCodes[0], '200'],
      [backupCodes[0], '400 code_wrong'],
      [backupCodes[1], '200'],
    ] as const) {
      await signIn(again, email);
      expect(outcome(await factor(again, 'verify-backup-code', { code }))).toBe(expected);
    }
    expect(outcome(await factor(browser, 'generate-backup-codes', { password: 'not the password at all' }))).toContain('wrong_password');
    const renewed = await factor(browser, 'generate-backup-codes', { password: PASSWORD });
    const { backupCodes: fresh } = renewed.body as { backupCodes: string[] };
    await signIn(again, email);
    expect(outcome(await factor(again, 'verify-backup-code', { code: backupCodes[2] }))).toBe('400 code_wrong');
    expect(outcome(await factor(again, 'verify-backup-code', { code: fresh[0] }))).toBe('200');
    const kept = await database.twoFactor.findFirstOrThrow({ where: { user: { email } } });
    for (const code of fresh) expect(kept.backupCodes).not.toContain(code);
  });

  it('is not on before a right code shows that the app knows the secret, and needs the password', async () => {
    const { browser, email } = await signedIn();
    expect(outcome(await factor(browser, 'enable', { password: 'not the password at all' }))).toContain('wrong_password');
    await factor(browser, 'enable', { password: PASSWORD });
    expect(outcome(await factor(browser, 'verify-totp', { code: '000000' }))).toBe('400 code_wrong');
    const other = new Visitor(gateway.url);
    await signIn(other, email);
    expect((await other.get('/api/v1/me')).body).toMatchObject({ user: { twoFactorEnabled: false } });
    expect(outcome(await factor(new Visitor(gateway.url), 'enable', { password: PASSWORD }))).toBe('401 unauthenticated');
  });

  it('goes with the password, when that is long enough to stand alone', async () => {
    const { browser, email } = await enrolled();
    expect(outcome(await factor(browser, 'disable', { password: 'short' }))).toBe('409 password_too_short');
    expect(outcome(await factor(browser, 'disable', { password: 'not the password at all' }))).toContain('wrong_password');
    expect(outcome(await factor(browser, 'disable', { password: PASSWORD }))).toBe('200');
    const other = new Visitor(gateway.url);
    expect((await signIn(other, email)).body).not.toHaveProperty('twoFactorRedirect');
    expect((await other.get('/api/v1/me')).body).toMatchObject({ user: { twoFactorEnabled: false } });
    const told = await database.auditEvent.findMany({ where: { action: { startsWith: 'second-factor' }, outcome: 'done' } });
    expect(told.map(({ action }) => action)).toEqual(expect.arrayContaining(['second-factor.enabled', 'second-factor.disabled']));
  });

  it('is told to its owner by mail when it comes and when it goes', async () => {
    const { browser, email } = await enrolled();
    const mails = async (): Promise<string[]> => {
      const where = { recipient: email, kind: { startsWith: 'second-factor' } };
      return (await database.mailMessage.findMany({ where, orderBy: { createdAt: 'asc' } })).map(({ kind }) => kind);
    };
    expect(await mails()).toEqual(['second-factor-added']);
    await factor(browser, 'disable', { password: PASSWORD });
    expect(await mails()).toEqual(['second-factor-added', 'second-factor-removed']);
  });

  it('shows nothing of the library but what is meant to be there', async () => {
    const { browser } = await enrolled();
    for (const path of ['send-otp', 'verify-otp', 'get-totp-uri', 'view-backup-codes'])
      expect(outcome(await factor(browser, path, { password: PASSWORD }))).toBe('404 not_found');
    expect(outcome(await factor(browser, 'verify-totp', { code: '000000', trustDevice: true }))).toBe('400 bad_request');
  });

  it.each([
    {},
    { response: {} },
    { response: { id: { not: 'x' }, rawId: 'x', type: 'public-key', response: {} } },
    { response: { id: 'x', rawId: 'x', type: 'public-key', response: { transports: 'usb' } } },
  ])('refuses a passkey of nonsense (%j)', async (body) => {
    const { browser } = await signedIn();
    expect((await browser.get('/api/auth/passkey/generate-register-options')).status).toBe(200);
    expect((await browser.post('/api/auth/passkey/verify-registration', body)).status).toBe(400);
    expect((await browser.get('/api/auth/passkey/generate-authenticate-options')).status).toBe(200);
    expect([400, 401]).toContain((await browser.post('/api/auth/passkey/verify-authentication', body)).status);
  });
});
