/** What of a request tells which page sent it. */
export interface Sender {
  readonly method: string;
  readonly origin: string | undefined;
  /** `Sec-Fetch-Site`, which a page cannot forge; old browsers do not send it. */
  readonly fetchSite: string | undefined;
  readonly host: string | undefined;
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request that changes something comes from another site's page (CSRF): its Origin must be ours, by NUMERA_URL or by the host that it
 * was sent to. `isCookieSent`: the browser added a session by itself, so an Origin is needed; without one, a program may leave it out.
 */
export function isCrossSite({ method, origin, fetchSite, host }: Sender, publicOrigin: string | undefined, isCookieSent: boolean): boolean {
  if (SAFE.has(method)) return false;
  if (fetchSite !== undefined && fetchSite !== 'same-origin' && fetchSite !== 'none') return true;
  if (origin === undefined) return isCookieSent;
  if (!URL.canParse(origin)) return true;
  const { origin: sender, host: senderHost } = new URL(origin);
  return sender !== publicOrigin && senderHost !== host?.toLowerCase();
}

/** Whether a browser keeps a `Secure` cookie from here: it came over https, or never left this machine. */
export function isSafeForCookies(isHttps: boolean, hostname: string | undefined): boolean {
  if (isHttps) return true;
  const name = (hostname ?? '').toLowerCase().replace(/^\[|\]$/g, '');
  return name === 'localhost' || name.endsWith('.localhost') || name === '::1' || /^127(?:\.\d{1,3}){3}$/.test(name);
}
