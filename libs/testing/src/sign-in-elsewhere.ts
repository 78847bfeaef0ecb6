import type { Visitor } from './visitor';

/** Begins to sign in at a provider, or to connect it; gives the address there. Comes back to `/history`, or to `/sign-in` with an error. */
export async function beginElsewhere(browser: Visitor, provider: string, path = 'sign-in/social'): Promise<string> {
  const answer = await browser.post(`/api/auth/${path}`, { provider, callbackURL: '/history', errorCallbackURL: '/sign-in' });
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
  return String(answer.body['url']);
}

/** Where a callback leads: a page of ours, and the error that it is told. */
export async function comeBack(browser: Visitor, callback: string): Promise<string> {
  const { pathname, search } = new URL(callback);
  const answer = await browser.get(pathname + search, { 'sec-fetch-site': 'cross-site' });
  if (answer.status !== 302) throw new Error(`the callback answered ${answer.status}`);
  const location = new URL(answer.headers.get('location') ?? '', 'http://nowhere.invalid');
  return [location.pathname, location.searchParams.get('error')].filter((part) => part !== null).join(' ');
}
