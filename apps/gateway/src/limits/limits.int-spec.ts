import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { loadConfig } from '@numera/config';
import { migrate } from '@numera/prisma';
import { freshQueuePrefix, hasRedis, silentLogger, testPostgres, testRedis } from '@numera/testing';
import express from 'express';
import { ANONYMOUS, rememberCaller, type Caller } from '../http/caller';
import { trustedBy } from '../http/client-address';
import { Problem } from '../http/problem';
import { openCounterStore } from './counters';
import { Limits } from './limits';
import type { LimitName } from './rules';

/** Who calls and what is taken, as a request's query says it. */
interface Asked {
  readonly limit: LimitName;
  readonly account?: string;
  readonly key?: string;
  readonly unlimited?: string;
  readonly from?: string;
}

function callerFrom({ key, unlimited }: Asked): Caller {
  if (key === undefined) return ANONYMOUS;
  const ids = { apiKeyId: key, userId: 'u', workspaceId: 'w' };
  return { kind: 'key', ...ids, role: 'user', isAdministrator: false, scopes: ['predict'], isUnlimited: unlimited === 'yes' };
}

/** A gateway's limits behind a real server; several on one database stand for replicas. */
async function replica(env: Record<string, string>) {
  const config = loadConfig({ NUMERA_TRUSTED_PROXIES: 'loopback', ...env });
  const limits = new Limits(config, await openCounterStore(config, silentLogger()), () => new Date());
  const application = express().set('trust proxy', trustedBy(config));
  application.get('/', (request, response) => {
    const asked = request.query as unknown as Asked;
    rememberCaller(request, callerFrom(asked));
    limits.take(asked.limit, request, response, { account: asked.account }).then(
      () => response.sendStatus(200),
      (error: unknown) => {
        if (error instanceof Problem) response.status(error.status).set(error.details.headers).end(error.code);
        else response.sendStatus(500);
      },
    );
  });
  const server = application.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    limits,
    async ask({ from = '192.0.2.1', ...asked }: Asked) {
      const answer = await fetch(`http://127.0.0.1:${port}/?${new URLSearchParams({ ...asked })}`, {
        headers: { 'x-forwarded-for': from },
      });
      await answer.text();
      return answer;
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await limits.close();
    },
  };
}

describe.each(['postgres', 'redis'] as const)('limits that are counted in %s', (kind) => {
  const isSkipped = kind === 'redis' && !hasRedis();
  const scenario = isSkipped ? it.skip : it;
  let postgres: Awaited<ReturnType<typeof testPostgres>>;
  let redis: Awaited<ReturnType<typeof testRedis>> = null;
  const open: Awaited<ReturnType<typeof replica>>[] = [];

  beforeAll(async () => {
    if (isSkipped) return;
    postgres = await testPostgres({ migrate });
    redis = kind === 'redis' ? await testRedis() : null;
  });
  afterEach(async () => {
    for (const each of open.splice(0)) await each.close();
  });
  afterAll(async () => {
    if (isSkipped) return;
    await postgres.stop();
    await redis?.stop();
  });

  async function replicas(count: number, env: Record<string, string>) {
    const prefix = freshQueuePrefix();
    const where = { DATABASE_APP_URL: postgres.appUrl, NUMERA_QUEUE_PREFIX: prefix, ...(redis === null ? {} : { REDIS_URL: redis.url }) };
    const made = await Promise.all(Array.from({ length: count }, () => replica({ ...where, ...env })));
    open.push(...made);
    return made as [Awaited<ReturnType<typeof replica>>, Awaited<ReturnType<typeof replica>>];
  }

  scenario('refuse one address at one account, on whichever gateway it tries', async () => {
    const [one, two] = await replicas(2, { NUMERA_LIMIT_SIGN_IN_ACCOUNT: '3/10m' });
    const asked = { limit: 'sign-in', account: `ada-${kind}@example.org` } as const;
    const answers = [await one.ask(asked), await two.ask(asked), await one.ask(asked), await two.ask(asked)];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    expect(answers.map(({ headers }) => headers.get('ratelimit-remaining'))).toEqual(['2', '1', '0', '0']);
    const refusal = answers[3]!.headers;
    expect(refusal.get('ratelimit-limit')).toBe('3');
    expect(Number(refusal.get('retry-after'))).toBeGreaterThan(500);
    expect(refusal.get('ratelimit-reset')).toBe(refusal.get('retry-after'));
    // Neither the owner elsewhere nor the same address at another account pays for it; other spellings are the same account.
    expect((await one.ask({ ...asked, from: '192.0.2.2' })).status).toBe(200);
    expect((await one.ask({ ...asked, account: 'bob@example.org' })).status).toBe(200);
    expect((await one.ask({ ...asked, account: ` ADA-${kind}@example.org` })).status).toBe(429);
  });

  scenario('refuse an address that tries many accounts, and count an IPv6 network as one address', async () => {
    const [one] = await replicas(1, { NUMERA_LIMIT_SIGN_IN: '3/10m' });
    const statuses: number[] = [];
    for (const n of [1, 2, 3, 4])
      statuses.push(
        (await one.ask({ limit: 'sign-in', account: `${kind}${n}@example.org`, from: `2001:db8:${kind.length}::${n}` })).status,
      );
    expect(statuses).toEqual([200, 200, 200, 429]);
  });

  scenario('let nobody claim an address unless a trusted proxy says so', async () => {
    const [one] = await replicas(1, { NUMERA_LIMIT_SIGN_UP: '2/10m', NUMERA_TRUSTED_PROXIES: '198.51.100.0/24' });
    const statuses: number[] = [];
    for (const n of [1, 2, 3]) statuses.push((await one.ask({ limit: 'sign-up', from: `203.0.113.${n}` })).status);
    expect(statuses).toEqual([200, 200, 429]);
  });

  scenario('agree on a key’s predictions as soon as the counts are shared', async () => {
    const [one, two] = await replicas(2, { NUMERA_LIMIT_PREDICT: '6/10m' });
    const asked = { limit: 'predict', key: `key-${kind}` } as const;
    for (let i = 0; i < 5; i++) expect((await one.ask(asked)).status).toBe(200);
    expect((await two.ask(asked)).headers.get('ratelimit-remaining')).toBe('5');
    await one.limits.share();
    await two.limits.share();
    expect((await two.ask(asked)).status).toBe(429);
    expect((await one.ask({ ...asked, key: `other-${kind}` })).status).toBe(200);
  });

  scenario('leave a key alone that is unlimited', async () => {
    const [one] = await replicas(1, { NUMERA_LIMIT_PREDICT: '1/10m' });
    const asked = { limit: 'predict', key: `free-${kind}`, unlimited: 'yes' } as const;
    const answers = [await one.ask(asked), await one.ask(asked), await one.ask(asked)];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(answers[2]!.headers.has('ratelimit-limit')).toBe(false);
  });

  scenario('still hold, each gateway for itself, while the counts can not be reached', async () => {
    const [one] = await replicas(1, {
      NUMERA_LIMIT_SIGN_UP: '2/10m',
      ...(kind === 'redis' ? { REDIS_URL: 'redis://127.0.0.1:1' } : { DATABASE_APP_URL: 'postgres://numera_app@127.0.0.1:1/none' }),
    });
    const statuses: number[] = [];
    for (let i = 0; i < 3; i++) statuses.push((await one.ask({ limit: 'sign-up', from: '192.0.2.77' })).status);
    expect(statuses).toEqual([200, 200, 429]);
  });
});
