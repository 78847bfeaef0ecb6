import { startGateway, type TestGateway } from '@numera/testing';

/** What Chromium and Firefox send when someone follows a link. */
const NAVIGATION = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

describe('a file that a page links to, refused', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway({ NUMERA_ANONYMOUS: 'off' });
  });
  afterAll(() => gateway.stop());

  const get = (path: string, headers: Record<string, string>) =>
    fetch(`${gateway.url}/api/v1/${path}`, { headers, redirect: 'manual', signal: AbortSignal.timeout(60_000) });

  it.each([
    ['me/export', '/profile'],
    ['users.csv?role=user', '/admin/users'],
    ['audit-events.csv', '/admin/audit'],
  ])('leads the browser of someone whose session has ended from %s to the door, and then to %s', async (path, page) => {
    const { status, headers } = await get(path, { accept: NAVIGATION, cookie: '__Host-numera.session=gone' });
    const door = new URL(headers.get('location') ?? '', gateway.url);
    expect([status, door.pathname, door.searchParams.get('return'), door.searchParams.get('error')]).toEqual([
      ...[303, '/sign-in', page],
      'unauthenticated',
    ]);
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('leads a browser that is known and may not have it back to the page, with the reason', async () => {
    const { status, headers } = await get('me/export', { accept: NAVIGATION, authorization: `Bearer ${gateway.adminToken}` });
    expect([status, headers.get('location')]).toEqual([303, '/profile?error=forbidden']);
  });

  it.each(['*/*', 'application/json', 'application/zip'])('is a problem document for a program that takes %s', async (accept) => {
    const answer = await get('me/export', { accept });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([401, 'application/problem+json; charset=utf-8']);
    expect(await answer.json()).toMatchObject({ code: 'unauthenticated' });
  });
});
