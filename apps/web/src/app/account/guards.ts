import { inject } from '@angular/core';
import { type CanActivateFn, Router, type UrlTree } from '@angular/router';
import { Account } from './account';

/** Pages of a person's own: who is not signed in does so first and then comes back. */
export const signedIn: CanActivateFn = (_route, { url }) => admit(() => true, url);

/** Pages of the installation's administrators; for others they are not there. */
export const administrator: CanActivateFn = (_route, { url }) => admit((account) => account.isAdministrator(), url);

/** Where it is not known who is signed in, the page may try: it says itself that nobody answers. */
async function admit(isMeant: (account: Account) => boolean, url: string): Promise<boolean | UrlTree> {
  const [account, router] = [inject(Account), inject(Router)];
  await account.ready();
  if (account.me() === null) return router.createUrlTree(['/sign-in'], { queryParams: { return: url } });
  return account.me() === undefined || isMeant(account) || router.createUrlTree(['/']);
}
