import { openDatabase, type Database } from '@numera/prisma';
import { blankBmp, sevenBmp, startGateway, type TestGateway } from '@numera/testing';
import type { Request } from 'express';
import { uuidv7 } from 'uuidv7';
import { rememberCaller, type Caller } from '../http/caller';
import { DEFAULT_WORKSPACE } from '../platform/tokens';
import { IdempotencyKeyRepository } from './repository';
import { ABANDONED_MS, IdempotencyKeys, KEPT_MS } from './service';

interface Body {
  readonly id: string;
  readonly token?: string;
  readonly code?: string;
}

let gateway: TestGateway;
let database: Database;
beforeAll(async () => {
  gateway = await startGateway();
  database = openDatabase(gateway.database.appUrl, 4);
});
afterAll(async () => {
  await database.$disconnect();
  await gateway.stop();
});

describe('a prediction asked for with an Idempotency-Key', () => {
  async function predict(key: string, { at = gateway, query = '?wait=0', image = sevenBmp(), headers = {} } = {}) {
    const answer = await fetch(`${at.url}/api/v1/predictions${query}`, {
      method: 'POST',
      headers: { 'content-type': 'image/bmp', 'idempotency-key': key, ...headers },
      body: image as BodyInit,
    });
    return { status: answer.status, body: (await answer.json()) as Body };
  }

  it('is made once, and answered alike however often it is asked for, with a token that opens it', async () => {
    const [first, again] = [await predict('once'), await predict('once')];
    expect(first).toMatchObject({ status: 202, body: { id: expect.any(String) as string, token: expect.any(String) as string } });
    expect(again).toEqual(first);
    const { id, token = '' } = again.body;
    const read = await fetch(`${gateway.url}/api/v1/predictions/${id}`, { headers: { 'x-prediction-token': token } });
    expect(read.status).toBe(200);
    expect((await predict('another')).body.id).not.toBe(id);
  });

  it('is another one where the image or how it is to be read is another: 422', async () => {
    await predict('strict');
    expect(await predict('strict', { image: blankBmp() })).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
    expect(await predict('strict', { query: '?wait=0&layout=single' })).toMatchObject({
      status: 422,
      body: { code: 'idempotency_key_reused' },
    });
    expect((await predict('strict', { query: '?wait=1' })).status).toBe(202);
  });

  it('is made once by twenty requests at once at two gateways, and known to one that was started later', async () => {
    const second = await startGateway({ DATABASE_APP_URL: gateway.database.appUrl });
    try {
      const all = await Promise.all(
        Array.from({ length: 20 }, (_, i) => predict('at once', { at: i % 2 === 0 ? gateway : second, query: '?wait=500' })),
      );
      expect(new Set(all.map(({ status }) => status))).toEqual(new Set([202]));
      expect(new Set(all.map(({ body }) => body.id)).size).toBe(1);
      await predict('before');
      expect(await predict('before', { at: second })).toEqual(await predict('before'));
      const rows = await database.prediction.count({ where: { id: { in: all.map(({ body }) => body.id) } } });
      expect(rows).toBe(1);
    } finally {
      await second.stop();
    }
  });

  it('that was refused may be asked for again with the same key', async () => {
    const spoilt = Buffer.from('no image');
    expect((await predict('refused', { image: spoilt })).status).toBe(415);
    expect((await predict('refused')).status).toBe(202);
  });

  it('belongs to who asked: another caller’s same key is another prediction', async () => {
    const userId = uuidv7();
    await database.user.create({ data: { id: userId, name: 'Ada', email: 'ada@example.org', username: 'ada', emailVerified: true } });
    await database.membership.create({ data: { workspaceId: DEFAULT_WORKSPACE, userId, role: 'user' } });
    const made = await fetch(`${gateway.url}/api/v1/operator/api-keys`, {
      method: 'POST',
      headers: { authorization: `Bearer ${gateway.adminToken}` },
      body: JSON.stringify({ user: 'ada', name: 'test', scopes: ['predict'] }),
    });
    const { key } = (await made.json()) as { key: string };
    const hers = await predict('shared', { headers: { 'x-api-key': key } });
    expect(hers.body.token).toBeUndefined();
    expect(await predict('shared', { headers: { 'x-api-key': key } })).toEqual(hers);
    expect((await predict('shared')).body.id).not.toBe(hers.body.id);
  });

  it.each([
    ['an empty key', ''],
    ['a key of 256 characters', 'a'.repeat(256)],
    ['a key with more than ASCII', 'schlüssel'],
  ])('is refused with %s', async (_, key) => {
    expect(await predict(key)).toMatchObject({ status: 400, body: { code: 'bad_idempotency_key' } });
  });

  it('keeps nothing of the key itself', async () => {
    await predict('a key that tells something');
    expect(JSON.stringify(await database.idempotencyKey.findMany())).not.toContain('tells something');
  });
});

it('a training run that is asked for twice is one', async () => {
  const start = async (recipe: string) => {
    const answer = await fetch(`${gateway.url}/api/v1/training-runs`, {
      method: 'POST',
      headers: { authorization: `Bearer ${gateway.adminToken}`, 'idempotency-key': 'nightly' },
      body: JSON.stringify({ recipe, dataset: 'strokes', seed: 1 }),
    });
    return { status: answer.status, body: (await answer.json()) as Body };
  };
  const first = await start('s1');
  expect(first.status).toBe(202);
  expect((await start('s1')).body.id).toBe(first.body.id);
  expect(await start('s2')).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
});

describe('an Idempotency-Key', () => {
  let now = Date.now();
  /** What was made, by its id. */
  const things = new Map<string, string>();
  let keys: IdempotencyKeys;
  beforeAll(() => {
    keys = new IdempotencyKeys(new IdempotencyKeyRepository(database), 'a secret for tests only', () => new Date(now));
  });

  function request(key: string): Request {
    const caller: Caller = { kind: 'operator' };
    const made = { method: 'POST', path: '/things', headers: { 'idempotency-key': key } } as unknown as Request;
    rememberCaller(made, caller);
    return made;
  }
  const ask = (key: string, make?: () => Promise<string>) =>
    keys.once(request(key), ['thing'], {
      make: ({ id }) => {
        if (make !== undefined) return make();
        things.set(id, id);
        return Promise.resolve(id);
      },
      find: ({ id }) => Promise.resolve(things.get(id)),
    });

  it('is forgotten after a day', async () => {
    const first = await ask('daily');
    now += KEPT_MS - 1;
    expect(await ask('daily')).toBe(first);
    now += 1;
    const next = await ask('daily');
    expect(next).not.toBe(first);
    now += KEPT_MS;
    expect(await keys.clean()).toBeGreaterThanOrEqual(1);
    expect(await database.idempotencyKey.count({ where: { resourceId: next } })).toBe(0);
  });

  it('whose first request is still on its way is 409, until that is given up for crashed', async () => {
    let crash: (error: Error) => void = () => undefined;
    let hanging: Promise<string> = Promise.resolve('');
    await new Promise<void>((isMaking) => {
      const making = () => new Promise<string>((_, reject) => ((crash = reject), isMaking()));
      hanging = ask('crashed', making);
    });
    await expect(ask('crashed')).rejects.toMatchObject({ status: 409, code: 'request_under_way' });
    now += ABANDONED_MS;
    const second = await ask('crashed');
    expect(await ask('crashed')).toBe(second);
    crash(new Error('at last'));
    await expect(hanging).rejects.toThrow('at last');
    expect(await ask('crashed')).toBe(second);
  });
});
