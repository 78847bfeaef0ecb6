/// <reference lib="dom" />
import { readFile } from 'node:fs/promises';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { startProduct, type Product } from '../product';
import { violations } from './accessibility';
import { describeInBrowser } from './chromium';
import { pictureOf, seededDigit } from './recognise-page';
import { ask, setupToken, type Someone } from './signed-in';

const ADA: Someone = { name: 'Ada Lovelace', username: 'ada', email: 'ada@example.org', password: 'analytical engine number one' };
const GRACE: Someone = { name: 'Grace Hopper', username: 'grace', email: 'grace@example.org', password: 'a moth between the relays' };
const NIELS: Someone = { name: 'Niels Abel', username: 'niels', email: 'niels@example.org', password: 'no fifth degree by radicals' };
/** The product's start, and two accounts, on a busy machine, ms. */
const START_MS = 180_000;

describeInBrowser(
  'Pages of a signed-in administrator',
  (visits) => {
    let product: Product;
    let signedIn: BrowserContextOptions['storageState'];

    /** Opens a page of the product as the administrator. */
    const open = (path: string, options: BrowserContextOptions = {}): Promise<Page> =>
      visits.open(product.url + path, { storageState: signedIn, ...options });

    /** Has an image of a digit read for whoever the page's cookies, or the headers, stand for. */
    async function read(page: Page, headers: Record<string, string> = {}): Promise<{ status: number; text: string | null }> {
      const { buffer } = await pictureOf(seededDigit(7, 910_000));
      return page.evaluate(
        async ([image, sent]) => {
          const response = await fetch('/api/v1/predictions?wait=20000&layout=single', {
            method: 'POST',
            headers: { 'content-type': 'application/json', ...sent },
            body: JSON.stringify({ image }),
          });
          const { text = null } = (await response.json()) as { text?: string | null };
          return { status: response.status, text };
        },
        [buffer.toString('base64'), headers] as const,
      );
    }

    beforeAll(async () => {
      product = await startProduct();
      const page = await visits.open(product.url);
      const made = await ask(page, 'POST', '/api/v1/setup', { token: setupToken(product), ...ADA });
      expect(made.status).toBeLessThan(300);
      const { email, password } = ADA;
      expect(await ask(page, 'POST', '/api/auth/sign-in/email', { email, password })).toMatchObject({ status: 200 });
      signedIn = await page.context().storageState();
      const other = await visits.open(product.url);
      expect(await ask(other, 'POST', '/api/auth/sign-up/email', GRACE)).toMatchObject({ status: 200 });
    }, START_MS);
    afterAll(() => product?.stop());

    test('a key is shown once, opens what it is for, and nothing more once it is revoked', async () => {
      const page = await open('/keys');
      await page.getByRole('heading', { name: 'No keys yet' }).waitFor();
      await page.getByRole('button', { name: 'New key' }).first().click();
      await page.getByRole('button', { name: 'Make the key' }).click();
      await page.getByText('Give it a name.').waitFor();
      await page.getByRole('textbox', { name: 'Name' }).fill('Scanner');
      await page.getByRole('button', { name: 'Make the key' }).click();
      await page.getByRole('heading', { name: 'Your new key' }).waitFor();
      const key = (await page.locator('.key code').innerText()).trim();
      expect(key).toMatch(/^numera_[\w-]{43}$/);
      await page.getByRole('button', { name: 'I have kept it' }).click();
      await page.getByRole('cell', { name: /^Scanner/ }).waitFor();
      expect(await page.content()).not.toContain(key);

      const stranger = await visits.open(product.url);
      expect(await read(stranger, { authorization: `Bearer ${key}` })).toMatchObject({ status: 200, text: '7' });

      await page.getByRole('button', { name: 'Usage of Scanner' }).click();
      await page.getByRole('img', { name: /Requests a day/ }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Revoke Scanner' }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click();
      await page.getByText('Revoked', { exact: true }).waitFor();
      expect(await read(stranger, { authorization: `Bearer ${key}` })).toMatchObject({ status: 401 });
    }, 120_000);

    test('the history finds a reading, shows it and deletes it for good', async () => {
      const page = await open('/history');
      expect(await read(page)).toEqual({ status: 200, text: '7' });
      await page.reload();
      const entry = page.getByRole('button', { name: /^Open 7/ }).first();
      await entry.waitFor();

      await page.getByLabel('Digits').fill('999');
      await page.getByText('Nothing matches these filters.').waitFor();
      expect(new URL(page.url()).searchParams.get('text')).toBe('999');
      await page.getByRole('button', { name: 'Clear the filters' }).click();
      await entry.click();

      const drawer = page.getByRole('dialog', { name: 'Reading' });
      await drawer.getByAltText(/The image that was read/).waitFor();
      await drawer.locator('svg rect').first().waitFor();
      await page.goBack();
      await drawer.waitFor({ state: 'detached' });
      const before = await page.getByRole('button', { name: /^Open 7/ }).count();
      await entry.click();
      await drawer.getByRole('button', { name: 'Delete' }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click();
      await drawer.getByRole('button', { name: 'Delete' }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
      await drawer.waitFor({ state: 'detached' });
      expect(await page.getByRole('button', { name: /^Open 7/ }).count()).toBe(before - 1);
    }, 120_000);

    test('a user is found, renamed, disabled at once and enabled again', async () => {
      const page = await open('/admin/users');
      await page.getByRole('button', { name: 'Ada Lovelace' }).first().waitFor();
      await page.getByLabel('Search', { exact: true }).fill('grace');
      await page.getByRole('row', { name: /Ada/ }).waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Grace Hopper' }).click();
      const drawer = page.getByRole('dialog');
      await drawer.getByLabel('Name', { exact: true }).fill('Grace M. Hopper');
      await drawer.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('dialog', { name: 'Grace M. Hopper' }).waitFor();

      await drawer.getByRole('button', { name: 'Disable' }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Disable' }).click();
      await drawer.getByRole('button', { name: 'Enable' }).waitFor();
      const stranger = await visits.open(product.url);
      const { email, password } = GRACE;
      expect((await ask(stranger, 'POST', '/api/auth/sign-in/email', { email, password })).status).toBeGreaterThanOrEqual(400);
      await drawer.getByRole('button', { name: 'Enable' }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Enable' }).click();
      await drawer.getByRole('button', { name: 'Disable' }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('row', { name: /Grace M. Hopper.*Unconfirmed/ }).waitFor();
    }, 120_000);

    test('the users that match are downloaded as CSV; one of them is deleted for good', async () => {
      const stranger = await visits.open(product.url);
      expect(await ask(stranger, 'POST', '/api/auth/sign-up/email', NIELS)).toMatchObject({ status: 200 });
      const page = await open('/admin/users?search=niels');
      await page.getByRole('row', { name: /Niels Abel/ }).waitFor();
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download CSV' }).click()]);
      const [titles, ...lines] = (await readFile(await download.path(), 'utf8')).trim().split(/\r?\n/);
      expect(titles).toMatch(/name.*email/i);
      expect(lines).toEqual([expect.stringContaining(NIELS.email)]);

      await page.getByRole('button', { name: 'Niels Abel' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
      await page.getByText('Nothing matches these filters.').waitFor();
      expect(await ask(page, 'GET', '/api/v1/users?search=niels')).toMatchObject({ status: 200, body: { items: [] } });
    });

    test('the audit trail names what was done, is found intact, and shows one event whole', async () => {
      const page = await open('/admin/audit');
      await page.getByRole('button', { name: 'Setup completed' }).waitFor();
      await page.getByRole('button', { name: 'Verify' }).click();
      await page.getByText(/events are as they were written/).waitFor();
      await page.getByLabel('Event', { exact: true }).selectOption({ label: 'Setup completed' });
      await page
        .getByRole('row', { name: /Signed in/ })
        .first()
        .waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Setup completed' }).click();
      await page.getByRole('dialog', { name: 'Setup completed' }).getByText('isAdministrator').waitFor();
    });

    test('a mail that could not be sent is read in the outbox, its HTML without a script', async () => {
      const page = await open('/admin/mail');
      await page
        .getByRole('row', { name: /grace@example\.org/ })
        .first()
        .getByRole('button')
        .click();
      const drawer = page.getByRole('dialog');
      const text = await drawer.locator('pre').innerText();
      expect(text).toContain('/confirm?token=');
      await drawer.getByRole('radio', { name: 'HTML' }).click();
      const frame = drawer.locator('iframe');
      expect(await frame.getAttribute('sandbox')).toBe('');
      const link = frame.contentFrame().getByRole('link').first();
      await link.waitFor();
      expect(await link.evaluate((element) => getComputedStyle(element).textDecorationLine)).toBe('none');
    });

    test('a workspace is renamed, and somebody is invited by mail and the invitation taken back', async () => {
      const page = await open('/workspace');
      await page.getByRole('button', { name: 'Rename' }).click();
      await page.getByRole('textbox', { name: 'Name' }).fill('Post room');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('heading', { level: 1, name: 'Post room' }).waitFor();

      await page.getByLabel('E-mail address').fill('niels@example.org');
      await page.getByLabel('Role', { exact: true }).selectOption('reviewer');
      await page.getByRole('button', { name: 'Invite', exact: true }).click();
      await page.getByRole('row', { name: /niels@example\.org.*Reviewer/ }).waitFor();
      await page.getByRole('button', { name: 'Take back the invitation of niels@example.org' }).click();
      await page.getByText('Nobody is invited at present.').waitFor();
    });

    test('a visitor without a session is asked to sign in, and comes back', async () => {
      const page = await visits.open(`${product.url}/admin/users?search=ada`);
      await page.waitForURL('**/sign-in?**');
      expect(new URL(page.url()).searchParams.get('return')).toBe('/admin/users?search=ada');
    });

    test('one’s archive comes as a file; without a session the link leads to the door, which says why, and a refusal back to the page', async () => {
      const page = await open('/profile');
      const archive = page.getByRole('link', { name: 'Download (zip)' });
      const [download] = await Promise.all([page.waitForEvent('download'), archive.click()]);
      expect(download.suggestedFilename()).toBe('numera.zip');
      await page.goto(`${product.url}/profile?error=export_under_way`);
      await page.getByText('Your archive is being sent already.').waitFor();
      await page.context().clearCookies();
      await archive.click();
      await page.waitForURL('**/sign-in?**');
      await page.getByText('You are not signed in.').waitFor();
      expect(new URL(page.url()).searchParams.get('return')).toBe('/profile');
    });

    test('no page breaks an accessibility rule, in either theme, on a desk and on a phone', async () => {
      const page = await open('/history');
      await read(page);
      for (const [path, opener] of [
        ['/history', /^Open 7/],
        ['/keys', null],
        ['/keys?open=new', null],
        ['/workspace', null],
        ['/admin/users', 'Ada Lovelace'],
        ['/admin/audit', 'Setup completed'],
        ['/admin/mail', null],
      ] as const) {
        await page.goto(product.url + path);
        await page.locator('h1').waitFor();
        await page.locator('numera-skeleton').first().waitFor({ state: 'detached' });
        expect([path, await violations(page)]).toEqual([path, []]);
        if (opener === null) continue;
        await page.getByRole('main').getByRole('button', { name: opener }).first().click();
        await page.getByRole('dialog').getByRole('heading').first().waitFor();
        await page.getByRole('dialog').locator('numera-skeleton').waitFor({ state: 'detached' });
        expect([path, opener, await violations(page)]).toEqual([path, opener, []]);
      }
    }, 300_000);
  },
  { expectRefusals: true },
);
