import { freePort } from '@numera/embedded';
import { type IdentityProvider, startIdentityProvider } from '@numera/testing';
import { codeIn, linkIn, type Mailbox, openMailbox } from '../mailbox';
import { type Product, startProduct } from '../product';
import { totp } from '../totp';
import { violations } from './accessibility';
import { AccountPages, type Person } from './account-pages';
import { describeInBrowser } from './chromium';
import { linkedProviderTests } from './linked-providers';
import { type Accounts, membershipTests } from './membership';

const person = (username: string): Person => ({
  name: `${username[0]?.toUpperCase()}${username.slice(1)} Example`,
  username,
  email: `${username}@mail.example`,
  password: 'seven quiet otters swim',
});

describeInBrowser(
  'An account',
  (visits) => {
    let product: Product;
    let mailbox: Mailbox;
    let provider: IdentityProvider;
    const open = async (path: string) => new AccountPages(await visits.open(new URL(path, product.url).href));

    /** Makes an account over HTTP as the page does, and confirms it by the mail's link. */
    async function confirmed(username: string): Promise<Person> {
      const made = person(username);
      const { name, email, password } = made;
      await ask('POST', '/api/auth/sign-up/email', { name, username, email, password });
      const link = linkIn(await mailbox.take(email, /confirm/i));
      await ask('GET', `/api/auth/verify-email${link.slice(link.indexOf('?'))}`);
      return made;
    }
    async function ask(method: string, path: string, body?: object): Promise<void> {
      const response = await fetch(new URL(path, product.url), {
        method,
        headers: { 'content-type': 'application/json' },
        ...(body && { body: JSON.stringify(body) }),
      });
      if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    }
    async function signedIn(who: Person, path = '/'): Promise<AccountPages> {
      const pages = await open(`/sign-in?return=${encodeURIComponent(path)}`);
      await pages.signIn(who.email, who.password);
      await pages.menu(who.name).waitFor();
      return pages;
    }

    beforeAll(async () => {
      mailbox = await openMailbox();
      const port = await freePort();
      const url = `http://127.0.0.1:${port}`;
      provider = await startIdentityProvider(`${url}/api/auth/callback/oidc`);
      product = await startProduct({
        ...{ PORT: String(port), NUMERA_URL: url, SMTP_URL: mailbox.url, NUMERA_OIDC_ISSUER: provider.issuer },
        ...{ NUMERA_OIDC_NAME: 'Archive', NUMERA_OIDC_CLIENT_ID: 'numera', NUMERA_OIDC_CLIENT_SECRET: 'a secret for tests only' },
      });
    }, 120_000);
    afterAll(async () => {
      await product?.stop();
      await mailbox?.close();
      await provider?.stop();
    });

    const accounts: Accounts = { product: () => product, mailbox: () => mailbox, open, confirmed, signedIn };
    membershipTests(accounts);
    linkedProviderTests(accounts, async (claims) => {
      await fetch(`${provider.issuer}/person`, { method: 'POST', body: JSON.stringify(claims) });
    });

    test('is made, confirmed by the link of a real mail, and signed in to', async () => {
      const grace = person('grace');
      const pages = await open('/sign-up');
      await pages.signUp(grace);
      await pages.page.goto(new URL(linkIn(await mailbox.take(grace.email, /confirm/i)), product.url).href);
      await pages.page.getByRole('button', { name: 'Confirm', exact: true }).click();
      await pages.page.getByText('Your address is confirmed. Sign in now.').waitFor();
      await pages.signIn(grace.username, grace.password);
      await pages.menu(grace.name).waitFor();
    });

    test('is confirmed by the six-digit code instead', async () => {
      const ada = person('adalove');
      const pages = await open('/sign-up');
      await pages.signUp(ada);
      await pages.page.getByRole('button', { name: 'Send me a code' }).click();
      const code = codeIn(await mailbox.take(ada.email, /code/i));
      await pages.page.getByLabel('Six-digit code').fill(code === '000000' ? '000001' : '000000');
      await pages.page.getByRole('button', { name: 'Confirm', exact: true }).click();
      await pages.page.getByText('This code is wrong or too old').waitFor();
      await pages.page.getByLabel('Six-digit code').fill(code);
      await pages.page.getByRole('button', { name: 'Confirm', exact: true }).click();
      await pages.page.getByText('Your address is confirmed. Sign in now.').waitFor();
      await pages.signIn(ada.email, ada.password);
      await pages.menu(ada.name).waitFor();
    });

    test('is not signed in to before its address is confirmed', async () => {
      const early = person('early.bird');
      const pages = await open('/sign-up');
      await pages.signUp(early);
      await pages.page.goto(new URL('/sign-in', product.url).href);
      await pages.signIn(early.email, early.password);
      await pages.page.getByText('your address has to be confirmed').waitFor();
    });

    test('says which fields are wrong, and leads to the first', async () => {
      const pages = await open('/sign-up');
      await pages.page.getByLabel('Name', { exact: true }).fill('Nobody');
      await pages.page.getByLabel('Password', { exact: true }).fill('short');
      await pages.page.getByRole('button', { name: 'Make my account' }).click();
      await pages.page.getByText('This password is too short.').waitFor();
      expect(await pages.page.locator('input:focus').getAttribute('name')).toBe('username');
      expect(await pages.page.locator('[aria-invalid="true"]').count()).toBe(3);
    });

    test('gets a new password by mail; the old one no longer opens it', async () => {
      const who = await confirmed('forgetful');
      const pages = await open('/sign-in');
      await pages.page.getByRole('link', { name: 'Forgotten your password?' }).click();
      await pages.page.waitForURL('**/forgotten-password');
      await pages.page.getByLabel('E-mail address').fill(who.email);
      await pages.page.getByRole('button', { name: 'Send me the link' }).click();
      await pages.page.getByText('a mail with a link is on its way').waitFor();
      await pages.page.goto(new URL(linkIn(await mailbox.take(who.email, /password/i)), product.url).href);
      const password = 'nine loud herons stand';
      await pages.page.locator('#newPassword').fill(password);
      await pages.page.getByLabel('The same again').fill(password);
      await pages.page.getByRole('button', { name: 'Set the password' }).click();
      await pages.page.getByText('Your password is changed').waitFor();
      await pages.signIn(who.email, who.password);
      await pages.page.getByText('These do not belong together').waitFor();
      await pages.signIn(who.email, password);
      await pages.menu(who.name).waitFor();
    });

    test('asks for the second step once it is turned on, by the authenticator or a recovery code', async () => {
      const who = await confirmed('twosteps');
      const pages = await signedIn(who, '/profile');
      const part = pages.section('Second step at sign-in');
      await part.getByLabel('Your password now').fill(who.password);
      await part.getByRole('button', { name: 'Turn on' }).click();
      await part.getByRole('img', { name: 'QR code for the authenticator app' }).waitFor();
      const secret = (await part.locator('code').innerText()).replace(/\s/g, '');
      await part.getByLabel('Six-digit code').fill(totp(secret, -1));
      await part.getByRole('button', { name: 'Check and turn on' }).click();
      const codes = part.getByRole('region', { name: 'Your recovery codes' });
      await codes.waitFor();
      const [recovery = ''] = await codes.getByRole('listitem').allInnerTexts();
      await codes.getByRole('button', { name: 'I have kept them' }).click();
      await codes.waitFor({ state: 'detached' });
      expect(await part.getByText('On', { exact: true }).isVisible()).toBe(true);

      const other = await open('/sign-in?return=/profile');
      await other.signIn(who.email, who.password);
      await other.page.getByRole('heading', { level: 1, name: 'Second step' }).waitFor();
      await other.page.getByLabel('Six-digit code').fill(totp(secret));
      await other.page.getByRole('button', { name: 'Go on' }).click();
      await other.menu(who.name).waitFor();
      await other.page.waitForURL('**/profile');

      const third = await open('/sign-in');
      await third.signIn(who.email, who.password);
      await third.page.getByRole('button', { name: 'Use a recovery code' }).click();
      await third.page.getByLabel('Recovery code').fill(recovery);
      await third.page.getByRole('button', { name: 'Go on' }).click();
      await third.menu(who.name).waitFor();
    }, 120_000);

    test('moves to another address once the link sent there is opened; the old one is told', async () => {
      const who = await confirmed('mover');
      const email = 'moved@mail.example';
      const pages = await signedIn(who, '/profile');
      const part = pages.section('Your data');
      await part.getByText('Change the e-mail address').click();
      await part.getByLabel('New e-mail address').fill(email);
      await part.getByLabel('Your password now').fill('not the password at all');
      await part.getByRole('button', { name: 'Send the link' }).click();
      await part.getByText('This is not your password.').waitFor();
      await part.getByLabel('Your password now').fill(who.password);
      await part.getByRole('button', { name: 'Send the link' }).click();
      await part.getByText(`A mail with a link is on its way to ${email}.`).waitFor();
      await pages.page.goto(new URL(linkIn(await mailbox.take(email, /confirm/i)), product.url).href);
      await pages.page.getByRole('button', { name: 'Confirm', exact: true }).click();
      await pages.page.getByText('Your address is confirmed.').waitFor();
      await pages.page.getByRole('link', { name: 'To your profile' }).click();
      await pages.page.getByText(`${who.name} · ${email}`).waitFor();
      await mailbox.take(who.email, /address was changed/);
    });

    test('takes another password; every other session has ended', async () => {
      const who = await confirmed('changer');
      const other = await signedIn(who, '/profile');
      await other.section('Where you are signed in').getByText('This one').waitFor();
      const pages = await signedIn(who, '/profile');
      const part = pages.section('Password');
      const password = 'twelve calm badgers dig';
      await part.getByLabel('Your password now').fill(who.password);
      await part.locator('#newPassword').fill(password);
      await part.getByLabel('The same again').fill(password);
      await part.getByRole('button', { name: 'Change the password' }).click();
      await part.getByText('Your password is changed.').waitFor();
      await mailbox.take(who.email, /password was changed/);
      await other.page.getByRole('switch', { name: 'My images may be learned from' }).click();
      await other.page.getByText('Your session has ended').waitFor();
      await other.signIn(who.email, password);
      await other.menu(who.name).waitFor();
    });

    test('lists its sessions; one that is ended has to sign in again and comes back to its page', async () => {
      const who = await confirmed('manyplaces');
      const ended = await signedIn(who, '/profile');
      await ended.section('Where you are signed in').getByText('This one').waitFor();
      const pages = await signedIn(who, '/profile');
      const part = pages.section('Where you are signed in');
      await part.getByRole('button', { name: /^End the session/ }).click();
      await part.getByRole('button', { name: /^End the session/ }).waitFor({ state: 'detached' });
      await ended.page.getByRole('switch', { name: 'My images may be learned from' }).click();
      await ended.page.getByText('Your session has ended').waitFor();
      await ended.signIn(who.email, who.password);
      await ended.menu(who.name).waitFor();
      expect(new URL(ended.page.url()).pathname).toBe('/profile');
    });

    test('is asked to be deleted, and kept after all', async () => {
      const who = await confirmed('undecided');
      const pages = await signedIn(who, '/profile');
      const part = pages.section('Delete the account');
      await part.getByRole('button', { name: 'Delete my account' }).click();
      await part.getByLabel('Your password now').fill('not the password at all');
      await part.getByRole('button', { name: 'Yes, delete it' }).click();
      await part.getByText('This is not your password.').waitFor();
      await part.getByLabel('Your password now').fill(who.password);
      await part.getByRole('button', { name: 'Yes, delete it' }).click();
      await part.getByText('Your account will be deleted on').waitFor();
      await part.getByRole('button', { name: 'Keep my account' }).click();
      await part.getByRole('button', { name: 'Delete my account' }).waitFor();
    });

    test('has pages that break no accessibility rule, in either theme, on a desk and on a phone', async () => {
      const { page } = await open('/sign-in');
      for (const path of [
        'sign-in',
        'sign-up',
        'confirm',
        'second-factor',
        'forgotten-password',
        'new-password?token=x',
        'setup?token=x',
      ]) {
        await page.goto(new URL(path, product.url).href);
        await page.getByRole('main').locator('input').first().waitFor();
        expect({ path, found: await violations(page) }).toEqual({ path, found: [] });
      }
      const pages = await signedIn(await confirmed('reader'), '/profile');
      await pages.page.getByText('This one', { exact: true }).waitFor();
      expect(await violations(pages.page)).toEqual([]);
    }, 300_000);

    test('is left by signing out; its pages then ask to sign in', async () => {
      const who = await confirmed('leaving');
      const pages = await signedIn(who);
      await pages.menu(who.name).click();
      await pages.page.getByRole('menuitem', { name: 'Sign out' }).click();
      await pages.page.getByRole('link', { name: 'Sign in' }).waitFor();
      await pages.page.goto(new URL('/profile', product.url).href);
      await pages.page.waitForURL('**/sign-in?return=%2Fprofile');
    });
  },
  { expectRefusals: true },
);
