import type { ProviderClaims } from '@numera/testing';
import type { Accounts } from './membership';

/** Another provider, called Archive, beside the password. `becomes` says who signs in over there next. */
export function linkedProviderTests({ open, confirmed, signedIn }: Accounts, becomes: (claims: ProviderClaims) => Promise<void>): void {
  test('is linked with another provider and parted from it again, when that is meant', async () => {
    const who = await confirmed('linker');
    await becomes({ sub: 'linker-1', email: 'linker@elsewhere.example', email_verified: true, name: 'Linker' });
    const pages = await signedIn(who, '/profile');
    const part = pages.section('Sign-in with others');
    await part.getByText('Nobody else signs you in yet.').waitFor();
    await part.getByRole('button', { name: 'Link Archive' }).click();
    await part.getByText('linker@elsewhere.example').waitFor();
    expect(await part.getByRole('button', { name: 'Link Archive' }).count()).toBe(0);

    const dialog = pages.page.getByRole('alertdialog', { name: 'Remove Archive?' });
    await part.getByRole('button', { name: 'Remove Archive' }).click();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await part.getByText('linker@elsewhere.example').isVisible()).toBe(true);
    await part.getByRole('button', { name: 'Remove Archive' }).click();
    await dialog.getByRole('button', { name: 'Remove' }).click();
    await part.getByText('Nobody else signs you in yet.').waitFor();
  });

  test('that was made by another provider keeps its only way in', async () => {
    await becomes({ sub: 'newcomer-1', email: 'newcomer@elsewhere.example', email_verified: true, name: 'New Comer' });
    const pages = await open('/sign-in?return=/profile');
    await pages.page.getByRole('button', { name: 'Archive' }).click();
    const part = pages.section('Sign-in with others');
    await part.getByRole('button', { name: 'Remove Archive' }).click();
    await pages.page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
    await part.getByText('This is the only way into your account. Set a password first.').waitFor();
    expect(await part.getByText('newcomer@elsewhere.example').isVisible()).toBe(true);
  });
}
