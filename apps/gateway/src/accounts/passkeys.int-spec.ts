/// <reference lib="dom" />
import { existsSync } from 'node:fs';
import { freePort } from '@numera/embedded';
import { openDatabase, type Database } from '@numera/prisma';
import { confirmAccount, startGateway, type TestGateway } from '@numera/testing';
import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core';

const CHROMIUM = [process.env['CHROMIUM_PATH'] ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
);
const describeInBrowser = CHROMIUM === undefined ? describe.skip : describe;
const PASSWORD = 'seven small boats at noon';

/** What a page asks of the gateway, from within the page: the status and the body. */
async function ask(page: Page, path: string, body?: object): Promise<{ status: number; body: Record<string, unknown> }> {
  return page.evaluate(
    async ([where, what]) => {
      const init = what === undefined ? {} : { method: 'POST', body: JSON.stringify(what) };
      const answer = await fetch(where, { ...init, headers: { 'content-type': 'application/json' } });
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
    },
    [path, body] as const,
  );
}

/** Makes a passkey with the browser's authenticator, or signs in with one; gives the gateway's answer. */
async function useKey(page: Page, kind: 'register' | 'authenticate'): Promise<{ status: number; body: Record<string, unknown> }> {
  const { body: options } = await ask(page, `/api/auth/passkey/generate-${kind}-options`);
  const response = await page.evaluate(
    async ([given, isNew]) => {
      const found = isNew
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(given as never) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(given as never) });
      return (found as PublicKeyCredential).toJSON() as object;
    },
    [options, kind === 'register'] as const,
  );
  return kind === 'register'
    ? ask(page, '/api/auth/passkey/verify-registration', { response, name: 'This laptop' })
    : ask(page, '/api/auth/passkey/verify-authentication', { response });
}

describeInBrowser('passkeys in a browser', () => {
  let gateway: TestGateway;
  let database: Database;
  let browser: Browser;
  let page: Page;
  let devtools: CDPSession;

  beforeAll(async () => {
    const port = await freePort();
    // Browsers make no passkeys for an address of digits.
    const url = `http://localhost:${port}`;
    gateway = await startGateway({ PORT: String(port), NUMERA_URL: url });
    database = openDatabase(gateway.database.appUrl, 2);
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
    page = await browser.newPage();
    devtools = await page.context().newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    await page.goto(`${url}/health/live`);
  });
  afterAll(async () => {
    await browser.close();
    await database.$disconnect();
    await gateway.stop();
  });

  it('are made by someone signed in, sign them in alone, are listed without their keys, and end when deleted', async () => {
    const email = 'anna@example.org';
    await ask(page, '/api/auth/sign-up/email', { name: 'Anna', email, username: 'anna', password: PASSWORD });
    await confirmAccount(database, email);
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
        ...{ isUserVerified: true, automaticPresenceSimulation: true },
      },
    });
    expect((await ask(page, '/api/auth/passkey/generate-register-options')).status).toBe(401);
    await ask(page, '/api/auth/sign-in/email', { email, password: PASSWORD });
    const made = await useKey(page, 'register');
    expect(made.status).toBe(200);
    expect(Object.keys(made.body).sort()).toEqual(['createdAt', 'id', 'name']);

    await ask(page, '/api/auth/sign-out', {});
    expect((await ask(page, '/api/v1/me')).status).toBe(401);
    expect((await useKey(page, 'authenticate')).status).toBe(200);
    expect((await ask(page, '/api/v1/me')).body).toMatchObject({ user: { email } });

    const listed = await ask(page, '/api/auth/passkey/list-user-passkeys');
    expect(listed.body).toMatchObject([{ id: made.body['id'], name: 'This laptop' }]);
    expect(JSON.stringify(listed.body)).not.toContain('publicKey');
    expect((await ask(page, '/api/auth/passkey/delete-passkey', { id: made.body['id'] })).status).toBe(200);
    await ask(page, '/api/auth/sign-out', {});
    expect(await useKey(page, 'authenticate')).toMatchObject({ status: 401, body: { code: 'passkey_unknown' } });
  });
});
