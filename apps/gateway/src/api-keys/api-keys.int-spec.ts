import { EventEmitter } from 'node:events';
import type { ApiKeyRequest } from '@numera/contracts';
import { migrate, openDatabase, type Database } from '@numera/prisma';
import { silentLogger, testPostgres } from '@numera/testing';
import type { Request, Response } from 'express';
import { uuidv7 } from 'uuidv7';
import { AuditRepository } from '../audit/repository';
import { AuditTrail } from '../audit/trail';
import { AuditWriter } from '../audit/writer';
import { judge } from '../http/access-rules';
import { rememberCaller, type Caller, type Person, type Role } from '../http/caller';
import { Problem } from '../http/problem';
import { ApiKeyAuthentication } from './authentication';
import { ApiKeyRepository } from './repository';
import { ApiKeyService } from './service';
import { ApiKeyUses } from './uses';

const DAY_MS = 86_400_000;

/** The parts of keys as one gateway has them; two on one database stand for replicas. */
function gateway(database: Database, now: () => Date) {
  const repository = new ApiKeyRepository(database);
  const uses = new ApiKeyUses(repository, now);
  const authentication = new ApiKeyAuthentication(repository, uses, now);
  const audit = new AuditRepository(database);
  const service = new ApiKeyService(repository, new AuditTrail(audit, new AuditWriter(audit), now, silentLogger()), now);
  return { uses, authentication, service };
}

/** A request that someone sends. */
function from(caller: Caller): Request {
  const request = { ip: '192.0.2.7', headers: {} } as unknown as Request;
  rememberCaller(request, caller);
  return request;
}

/** A request and the end of its answer. */
function asking(statusCode = 200) {
  const response = Object.assign(new EventEmitter(), { statusCode }) as unknown as Response;
  return { request: { res: response, headers: {} } as unknown as Request, answered: () => response.emit('close') };
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Problem)) throw new Error(`no problem: ${String(error)}`);
  return `${error.status} ${error.code}`;
}

describe('API keys', () => {
  let postgres: Awaited<ReturnType<typeof testPostgres>>;
  let database: Database;
  const clock = { now: new Date('2026-03-01T12:00:00Z') };
  const now = () => clock.now;
  let one: ReturnType<typeof gateway>;
  let two: ReturnType<typeof gateway>;

  beforeAll(async () => {
    postgres = await testPostgres({ migrate });
    database = openDatabase(postgres.appUrl, 4);
    one = gateway(database, now);
    two = gateway(database, now);
  });
  afterAll(async () => {
    await database.$disconnect();
    await postgres.stop();
  });

  async function workspace(): Promise<string> {
    return (await database.workspace.create({ data: { id: uuidv7(), name: 'Archive' } })).id;
  }
  async function member(workspaceId: string, role: Role, isAdministrator = false): Promise<Person> {
    const userId = uuidv7();
    const username = `u${userId.replaceAll('-', '')}`;
    await database.user.create({ data: { id: userId, name: 'Ada', email: `${userId}@example.org`, username, isAdministrator } });
    await database.membership.create({ data: { workspaceId, userId, role } });
    return { kind: 'person', userId, sessionId: uuidv7(), workspaceId, role, isAdministrator };
  }
  const create = (person: Person, asked: ApiKeyRequest) => one.service.create(person, asked, from(person));
  const holder = (key: string, from = one) => from.authentication.authenticate(key, asking().request);

  it('is told once and kept as its hash; whoever holds it is its maker’s program', async () => {
    const person = await member(await workspace(), 'user');
    const { key, ...listed } = await create(person, { name: 'Scanner', scopes: ['predict'] });
    expect(key.startsWith(listed.prefix)).toBe(true);
    const row = await database.apiKey.findUniqueOrThrow({ where: { id: listed.id } });
    expect(JSON.stringify(row)).not.toContain(key);
    expect(await one.service.list(person, undefined, 10)).toEqual({ items: [listed], nextCursor: null });
    const { userId, workspaceId } = person;
    expect(await holder(key)).toEqual({
      kind: 'key',
      ...{ apiKeyId: listed.id, userId, workspaceId, role: 'user', isAdministrator: false, scopes: ['predict'], isUnlimited: false },
    });
  });

  it('ends at once on every gateway when it is revoked', async () => {
    const person = await member(await workspace(), 'user');
    const { key, id } = await create(person, { name: 'k', scopes: ['predict'] });
    await holder(key, two);
    await one.service.revoke(person, id, from(person));
    expect(await codeOf(holder(key, two))).toBe('401 key_revoked');
    await one.service.revoke(person, id, from(person));
    const told = await database.auditEvent.findMany({ where: { targetId: id }, orderBy: { sequence: 'asc' } });
    expect(told.map(({ action, actorId }) => [action, actorId])).toEqual([
      ['api-key.created', person.userId],
      ['api-key.revoked', person.userId],
    ]);
    expect(JSON.stringify(told, (_, value: unknown) => String(value))).not.toContain(key);
  });

  it('ends when its time has come', async () => {
    const person = await member(await workspace(), 'user');
    const expiresAt = new Date(clock.now.getTime() + DAY_MS).toISOString();
    const { key } = await create(person, { name: 'k', scopes: ['predict'], expiresAt });
    await holder(key);
    clock.now = new Date(expiresAt);
    expect(await codeOf(holder(key))).toBe('401 key_expired');
    expect(await codeOf(create(person, { name: 'k', scopes: ['predict'], expiresAt }))).toBe('400 bad_request');
  });

  it('ends with its maker: disabled, or no longer a member; a lower role shows at once', async () => {
    const person = await member(await workspace(), 'reviewer');
    const { userId, workspaceId } = person;
    const { key } = await create(person, { name: 'k', scopes: ['review'] });
    await database.membership.update({ where: { workspaceId_userId: { workspaceId, userId } }, data: { role: 'user' } });
    expect((await holder(key)).role).toBe('user');
    await database.user.update({ where: { id: userId }, data: { disabledAt: clock.now } });
    expect(await codeOf(holder(key))).toBe('401 key_without_owner');
    await database.user.update({ where: { id: userId }, data: { disabledAt: null } });
    await holder(key);
    await database.membership.delete({ where: { workspaceId_userId: { workspaceId, userId } } });
    expect(await codeOf(holder(key))).toBe('401 key_without_owner');
  });

  it.each(['', 'numera_', 'numera_short', `numera_${'A'.repeat(43)}`, `numera_${'A'.repeat(44)}`, "numera_' OR 1=1 --"])(
    'is not %p',
    async (key) => expect(await codeOf(holder(key))).toBe('401 unauthenticated'),
  );

  it('has no scope that its maker’s role does not have, and limits unless an administrator gave it none', async () => {
    const id = await workspace();
    const user = await member(id, 'user');
    for (const scope of ['review', 'train', 'admin'] as const)
      expect(await codeOf(create(user, { name: 'k', scopes: ['predict', scope] }))).toBe('403 forbidden');
    const unlimited = { name: 'k', scopes: ['predict'], isUnlimited: true } as const;
    expect(await codeOf(create(await member(id, 'admin'), { ...unlimited, scopes: ['predict'] }))).toBe('403 forbidden');
    const { key } = await create(await member(id, 'user', true), { ...unlimited, scopes: ['predict'] });
    expect((await holder(key)).isUnlimited).toBe(true);
  });

  it('trains for an administrator of the installation, as long as its maker is one', async () => {
    const id = await workspace();
    const train: ApiKeyRequest = { name: 'k', scopes: ['train'] };
    expect(await codeOf(create(await member(id, 'admin'), train))).toBe('403 forbidden');
    const administrator = await member(id, 'user', true);
    const { key } = await create(administrator, train);
    const verdict = async () => judge('train', await holder(key), true);
    expect(await verdict()).toBe('allowed');
    await database.user.update({ where: { id: administrator.userId }, data: { isAdministrator: false } });
    expect(await verdict()).toBe('forbidden');
  });

  it('is seen and revoked by its maker and the workspace’s admins, and by nobody of another workspace', async () => {
    const id = await workspace();
    const maker = await member(id, 'user');
    const made = await create(maker, { name: 'k', scopes: ['predict'] });
    const [other, admin, stranger] = [await member(id, 'reviewer'), await member(id, 'admin'), await member(await workspace(), 'admin')];
    for (const person of [other, stranger]) {
      expect((await one.service.list(person, undefined, 10)).items).toEqual([]);
      expect(await codeOf(one.service.revoke(person, made.id, from(person)))).toBe('404 not_found');
      expect(await codeOf(one.service.usage(person, made.id, 30))).toBe('404 not_found');
    }
    expect((await one.service.list(admin, undefined, 10)).items.map((each) => each.id)).toEqual([made.id]);
    await one.service.revoke(admin, made.id, from(admin));
    expect(await codeOf(holder(made.key))).toBe('401 key_revoked');
  });

  it('is listed page by page, newest first', async () => {
    const person = await member(await workspace(), 'user');
    const ids: string[] = [];
    for (const name of ['a', 'b', 'c']) ids.unshift((await create(person, { name, scopes: ['predict'] })).id);
    const first = await one.service.list(person, undefined, 2);
    const second = await one.service.list(person, first.nextCursor ?? '', 2);
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
    expect(second.nextCursor).toBeNull();
  });

  it('counts its requests by day, on all gateways together, and those that were refused', async () => {
    const person = await member(await workspace(), 'user');
    const { key, id } = await create(person, { name: 'k', scopes: ['predict'] });
    const use = async (from: typeof one, status: number) => {
      const { request, answered } = asking(status);
      await from.authentication.authenticate(key, request);
      answered();
    };
    clock.now = new Date('2026-04-01T23:59:00Z');
    for (const status of [200, 422, 403]) await use(one, status);
    await use(two, 429);
    await Promise.all([one.uses.flush(), two.uses.flush()]);
    clock.now = new Date('2026-04-03T00:01:00Z');
    await use(one, 200);
    await one.uses.flush();
    await one.uses.flush();
    expect((await two.service.usage(person, id, 3)).days).toEqual([
      { day: '2026-04-01', requests: 4, refused: 2 },
      { day: '2026-04-02', requests: 0, refused: 0 },
      { day: '2026-04-03', requests: 1, refused: 0 },
    ]);
    expect((await one.service.list(person, undefined, 1)).items[0]?.lastUsedAt).toBe('2026-04-03T00:01:00.000Z');
  });

  it('passes over the uses of a key that is gone', async () => {
    const person = await member(await workspace(), 'user');
    const { key, id } = await create(person, { name: 'k', scopes: ['predict'] });
    const { request, answered } = asking();
    await one.authentication.authenticate(key, request);
    answered();
    await database.apiKey.delete({ where: { id } });
    await one.uses.flush();
    expect(await database.apiKeyUse.count({ where: { apiKeyId: id } })).toBe(0);
  });

  it('is made by the operator for someone named by address or user name', async () => {
    const person = await member(await workspace(), 'service');
    const { email, username } = await database.user.findUniqueOrThrow({ where: { id: person.userId } });
    for (const user of [email.toUpperCase(), username ?? '']) {
      const { key } = await one.service.createFor({ user, name: 'k', scopes: ['predict'] }, from({ kind: 'operator' }));
      expect(await holder(key)).toMatchObject({ userId: person.userId, role: 'service' });
    }
    expect(await codeOf(one.service.createFor({ user: email, name: 'k', scopes: ['review'] }, from({ kind: 'operator' })))).toBe(
      '403 forbidden',
    );
    expect(await codeOf(one.service.createFor({ user: 'nobody', name: 'k', scopes: ['predict'] }, from({ kind: 'operator' })))).toBe(
      '404 not_found',
    );
  });

  it('is looked up once for many requests at the same time', async () => {
    const person = await member(await workspace(), 'user');
    const { key } = await create(person, { name: 'k', scopes: ['predict'] });
    const holders = await Promise.all(Array.from({ length: 40 }, () => holder(key)));
    expect(new Set(holders.map(({ apiKeyId }) => apiKeyId)).size).toBe(1);
  });
});
