import { linkIn, type Mailbox } from '../mailbox';
import type { Product } from '../product';
import type { AccountPages, Person } from './account-pages';
import { setupToken } from './signed-in';

/** What the tests of accounts have at hand; product and mailbox are there once a test runs. */
export interface Accounts {
  product(): Product;
  mailbox(): Mailbox;
  open(path: string): Promise<AccountPages>;
  /** Someone with an account whose address is confirmed. */
  confirmed(username: string): Promise<Person>;
  signedIn(who: Person, path?: string): Promise<AccountPages>;
}

const RUTH: Person = { name: 'Ruth Example', username: 'ruth', email: 'ruth@mail.example', password: 'eleven brown cranes dance' };

/** From being the only person of an installation to belonging to two workspaces. The first test makes the administrator. */
export function membershipTests({ product, mailbox, open, confirmed, signedIn }: Accounts): void {
  test('is the first administrator’s by the link that was printed, once; who is alone never meets the word workspace', async () => {
    const address = `/setup?token=${setupToken(product())}`;
    const pages = await open(address);
    await pages.introduce(RUTH);
    await pages.page.getByRole('button', { name: 'Make the account' }).click();
    await pages.page.getByText('The administrator’s account is made. Sign in now.').waitFor();
    await pages.signIn(RUTH.username, RUTH.password);
    const menu = await pages.openMenu(RUTH.name);
    await menu.getByRole('menuitem', { name: 'Users' }).waitFor();
    expect(await menu.innerText()).not.toMatch(/workspace|members/i);
    await menu.getByRole('menuitem', { name: 'Invite others' }).click();
    await pages.page.getByRole('heading', { level: 1, name: 'Invite others' }).waitFor();
    expect(await pages.page.getByRole('main').innerText()).not.toMatch(/workspace/i);

    const late = await open(address);
    await late.introduce({ ...RUTH, username: 'late', email: 'late@mail.example' });
    await late.page.getByRole('button', { name: 'Make the account' }).click();
    await late.page.getByText('This link has been used or is too old.').waitFor();
  });

  test('joins a workspace by the link of a real mail, turns from one to the other, sees who is in it, and leaves', async () => {
    const guest = await confirmed('guest');
    const host = await signedIn(RUTH, '/workspace');
    await host.page.getByRole('button', { name: 'New workspace' }).click();
    await host.page.getByRole('textbox', { name: 'Name' }).fill('Post room');
    await host.page.getByRole('button', { name: 'Create' }).click();
    await host.page.getByLabel('E-mail address').fill(guest.email);
    await host.page.getByLabel('Role', { exact: true }).selectOption('reviewer');
    await host.page.getByRole('button', { name: 'Invite', exact: true }).click();

    const pages = await open(linkIn(await mailbox().take(guest.email, /^Join Post room/)));
    await pages.page.getByText('Post room invites guest@mail.example to join. Role: Reviewer.').waitFor();
    await pages.page.getByRole('link', { name: 'Sign in and join' }).click();
    await pages.signIn(guest.email, guest.password);
    await pages.page.getByRole('button', { name: 'Join' }).click();
    await pages.page.waitForURL(product().url);

    const workspace = async (name: string, isChecked: boolean) => {
      const item = (await pages.openMenu(guest.name)).getByRole('menuitemradio', { name, checked: isChecked });
      await item.waitFor();
      return item;
    };
    await (await workspace('Post room', true)).click();
    await (await workspace('Main', false)).click();
    await (await workspace('Main', true)).click();
    await (await workspace('Post room', false)).click();
    await (await pages.openMenu(guest.name)).getByRole('menuitem', { name: 'Members' }).click();
    await pages.page.getByRole('heading', { level: 1, name: 'Post room' }).waitFor();
    await pages.page.getByRole('row', { name: /Ruth Example Admin/ }).waitFor();
    const shown = await pages.page.getByRole('main').innerText();
    expect(shown).not.toContain(RUTH.email);
    expect(shown).not.toContain('Invitations');

    await pages.page.getByRole('button', { name: 'Leave this workspace' }).click();
    await pages.page.getByRole('alertdialog').getByRole('button', { name: 'Leave this workspace' }).click();
    await pages.page.getByText('You have left “Post room”.').waitFor();
    expect(await (await pages.openMenu(guest.name)).getByRole('menuitemradio').count()).toBe(0);
  }, 120_000);
}
