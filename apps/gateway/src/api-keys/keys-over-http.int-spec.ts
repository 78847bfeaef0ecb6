import { openDatabase, type Database } from '@numera/prisma';
import { sevenBmp, startGateway, type TestGateway } from '@numera/testing';
import { uuidv7 } from 'uuidv7';
import { DEFAULT_WORKSPACE } from '../platform/tokens';

describe('a gateway that takes nobody without a key', () => {
  let gateway: TestGateway;
  let database: Database;
  let digit: Uint8Array;

  beforeAll(async () => {
    gateway = await startGateway({ NUMERA_ANONYMOUS: 'off', NUMERA_LIMIT_PREDICT: '2/1h' });
    database = openDatabase(gateway.database.appUrl, 2);
    const userId = uuidv7();
    await database.user.create({ data: { id: userId, name: 'Ada', email: 'ada@example.org', username: 'ada', emailVerified: true } });
    await database.membership.create({ data: { workspaceId: DEFAULT_WORKSPACE, userId, role: 'reviewer' } });
    digit = sevenBmp();
  });
  afterAll(async () => {
    await database.$disconnect();
    await gateway.stop();
  });

  const send = (path: string, headers: Record<string, string>, body: Uint8Array | string) =>
    fetch(`${gateway.url}${path}`, { method: 'POST', headers, body: body as BodyInit });
  const predict = (headers: Record<string, string>) =>
    send('/api/v1/predictions?wait=0', { 'content-type': 'image/bmp', ...headers }, digit);

  /** What `numera admin key create` asks for. */
  async function makeKey(more: object = {}, token = gateway.adminToken) {
    const request = { user: 'ada', name: 'test', scopes: ['predict'], ...more };
    return send('/api/v1/operator/api-keys', { authorization: `Bearer ${token}` }, JSON.stringify(request));
  }
  const keyOf = async (answer: Response) => (await answer.json()) as { id: string; key: string };

  it('answers 401 to the others, the addresses of earlier applications in their own shape', async () => {
    const answer = await predict({});
    expect([answer.status, answer.headers.get('content-type')]).toEqual([401, 'application/problem+json; charset=utf-8']);
    for (const path of ['/predict', '/recognize', '/recognize-upload', '/recognise']) {
      const old = await send(path, { 'content-type': 'application/json' }, '{}');
      expect([old.status, await old.json()]).toEqual([401, { status: 'error', error: expect.stringContaining('API key') as string }]);
    }
    expect((await predict({ authorization: 'Basic YTpi' })).status).toBe(401);
    expect((await predict({ 'x-api-key': `numera_${'A'.repeat(43)}` })).status).toBe(401);
  });

  it('gives the operator a key for someone, which predicts by either header within its limit, until it is revoked', async () => {
    const { id, key } = await keyOf(await makeKey());
    const bearer = await predict({ authorization: `Bearer ${key}` });
    expect([bearer.status, bearer.headers.get('ratelimit-remaining')]).toEqual([202, '1']);
    expect((await predict({ 'x-api-key': key })).status).toBe(202);
    const tooMuch = await predict({ 'x-api-key': key });
    expect([tooMuch.status, ((await tooMuch.json()) as { code: string }).code]).toEqual([429, 'too_many_requests']);
    expect(Number(tooMuch.headers.get('retry-after'))).toBeGreaterThan(3000);
    const old = await send('/predict', { 'content-type': 'application/json', 'x-api-key': key }, '{}');
    expect([old.status, Object.keys((await old.json()) as object)]).toEqual([429, ['status', 'error']]);
    await database.apiKey.update({ where: { id }, data: { revokedAt: new Date() } });
    expect(((await (await predict({ 'x-api-key': key })).json()) as { code: string }).code).toBe('key_revoked');
  });

  it('leaves a key alone that has no limit, and refuses what its scopes do not open', async () => {
    const { key } = await keyOf(await makeKey({ isUnlimited: true }));
    for (let i = 0; i < 4; i++) expect((await predict({ 'x-api-key': key })).status).toBe(202);
    const reviewing = await keyOf(await makeKey({ scopes: ['review'] }));
    expect((await predict({ 'x-api-key': reviewing.key })).status).toBe(403);
    expect((await fetch(`${gateway.url}/api/v1/api-keys`, { headers: { 'x-api-key': key } })).status).toBe(403);
  });

  it('gives nobody else a key, and no scope beyond the role', async () => {
    expect((await makeKey({}, 'another token than the operator has')).status).toBe(401);
    const { key } = await keyOf(await makeKey());
    expect((await makeKey({}, key)).status).toBe(403);
    expect((await makeKey({ scopes: ['admin'] })).status).toBe(403);
    expect((await makeKey({ scopes: [] })).status).toBe(400);
    expect((await makeKey({ surprise: true })).status).toBe(400);
    expect((await makeKey({ user: 'nobody' })).status).toBe(404);
  });
});
