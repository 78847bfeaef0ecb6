import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder, type TemporaryFolder } from '@numera/testing';
import { startProduct, type Product } from './product';

/** Stands in every secret that the requests carry; no line of any log may have it. */
const MARK = 'markedSecret0123456789';
const JSON_BODY = { 'content-type': 'application/json' };

describe('secrets', () => {
  let folder: TemporaryFolder;
  let product: Product;
  const adminToken = `${MARK}-administrator`;
  const storageKey = randomBytes(32).toString('hex');

  beforeAll(async () => {
    folder = await temporaryFolder('secrets');
    const file = async (name: string, content: string) => {
      const path = join(folder.path, name);
      await writeFile(path, `${content}\n`);
      return path;
    };
    product = await startProduct({
      LOG_LEVEL: 'trace',
      LOG_FORMAT: 'json',
      NUMERA_ADMIN_TOKEN_FILE: await file('admin-token', adminToken),
      NUMERA_STORAGE_KEY_FILE: await file('storage-key', storageKey),
      // Nobody listens there: the driver's complaints go into the log too.
      SMTP_URL_FILE: await file('smtp-url', `smtp://numera:${MARK}@127.0.0.1:1`),
    });
  });
  afterAll(async () => {
    await product.stop();
    await folder.remove();
  });

  const call = (path: string, init: RequestInit = {}) => fetch(new URL(path, product.url), init);

  it('are shown once: the link that makes the first administrator', () => {
    expect(product.log.join('\n')).toMatch(/\/setup\?token=[\w-]{20,}/);
  });

  it('are taken from files', async () => {
    const answer = await call('/api/v1/mail-messages', { headers: { authorization: `Bearer ${adminToken}` } });
    expect(answer.status).toBe(200);
    expect((await call('/api/v1/mail-messages', { headers: { authorization: `Bearer ${adminToken}x` } })).status).toBe(401);
  });

  it('are in no line of any log, whatever was sent, and however it went wrong', async () => {
    const credentials: Record<string, string>[] = [
      { authorization: `Bearer ${MARK}` },
      { authorization: `Basic ${MARK}` },
      { 'x-api-key': `numera_${MARK}${'x'.repeat(21)}` },
      { 'x-api-key': MARK },
      { cookie: `numera.session_token=${MARK}; __Host-numera.session_token=${MARK}.${MARK}` },
      { 'x-prediction-token': MARK },
    ];
    const id = '01939000-0000-7000-8000-000000000009';
    for (const headers of credentials) {
      for (const path of ['/api/v1/me', '/api/v1/training-runs', `/api/v1/predictions/${id}`]) await call(path, { headers });
    }
    const origin = new URL(product.url).origin;
    const person = { name: 'Ada', username: 'ada-lovelace', email: 'ada@example.org', password: `${MARK} ${MARK}` };
    const bodies: [string, unknown][] = [
      ['/api/auth/sign-up/email', person],
      ['/api/auth/sign-in/email', { email: person.email, password: MARK }],
      ['/api/auth/sign-in/username', { username: person.username, password: MARK }],
      ['/api/auth/request-password-reset', { email: person.email }],
      ['/api/auth/reset-password', { token: MARK, newPassword: `${MARK} ${MARK}` }],
      ['/api/auth/email-otp/verify-email', { email: person.email, otp: MARK }],
      ['/api/v1/setup', { token: MARK, name: 'x', username: 'x', email: 'x@example.org', password: MARK }],
      ['/api/v1/invitations/acceptance', { token: MARK }],
    ];
    for (const [path, body] of bodies) {
      await call(path, { method: 'POST', headers: { ...JSON_BODY, origin }, body: JSON.stringify(body) });
      await call(path, { method: 'POST', headers: { ...JSON_BODY, origin }, body: `{"password": "${MARK}", "token": "${MARK}` });
    }
    for (const path of [
      `/api/v1/predictions/${id}?token=${MARK}`,
      `/api/auth/verify-email?token=${MARK}`,
      `/api/auth/callback/google?code=${MARK}&state=${MARK}`,
      `/api/v1/invitations/preview?token=${MARK}`,
      `/new-password?token=${MARK}`,
      `/nowhere?token=${MARK}&%`,
    ]) {
      await call(path);
    }
    await product.stop();
    const log = product.log.join('\n');
    expect(log).toContain('"msg":"answered"');
    expect(log).not.toContain(MARK);
    expect(log).not.toContain(storageKey);
    // Codes and links of mails are secrets as well.
    expect(log).not.toMatch(/(?<!\/setup)[?&]token=(?!\[redacted\])/);
  });
});
