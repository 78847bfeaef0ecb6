import type { Config } from '@numera/config';
import { userQuery } from '@numera/contracts';
import { migrate, openDatabase, type Database } from '@numera/prisma';
import { openObjectStore } from '@numera/storage';
import { silentLogger, temporaryFolder, testPostgres, type TemporaryFolder, type TestDatabase } from '@numera/testing';
import type { Request } from 'express';
import { uuidv7 } from 'uuidv7';
import { SessionRepository } from '../accounts/session-repository';
import { AuditRepository } from '../audit/repository';
import { AuditTrail } from '../audit/trail';
import { AuditWriter } from '../audit/writer';
import { rememberCaller } from '../http/caller';
import { Problem } from '../http/problem';
import { Mail } from '../mail/mail';
import { MailRepository } from '../mail/repository';
import { MailSender } from '../mail/sender';
import { DEFAULT_WORKSPACE } from '../platform/tokens';
import { Expiry } from '../predictions/expiry';
import { PredictionRemoval } from '../predictions/removal';
import { Erasure } from '../privacy/erasure';
import { ErasureRepository } from '../privacy/erasure-repository';
import { UserRepository } from './repository';
import { Users } from './service';

const request = { ip: '192.0.2.7', headers: {} } as unknown as Request;
rememberCaller(request, { kind: 'operator' });

async function problemOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return '';
  } catch (error) {
    if (error instanceof Problem) return `${error.status} ${error.code}`;
    throw error;
  }
}

describe('users, as administrators see and change them', () => {
  let postgres: TestDatabase;
  let folder: TemporaryFolder;
  let database: Database;
  let users: Users;
  const clock = { now: new Date('2026-05-01T12:00:00Z') };

  beforeAll(async () => {
    postgres = await testPostgres({ migrate });
    folder = await temporaryFolder('objects');
    database = openDatabase(postgres.appUrl, 6);
    const now = () => clock.now;
    const config = { NUMERA_OBJECTS: folder.path } as Config;
    const rows = new AuditRepository(database);
    const audit = new AuditTrail(rows, new AuditWriter(rows), now, silentLogger());
    const mails = new MailRepository(database);
    const mail = new Mail(mails, new MailSender(mails, audit, config, now, silentLogger()), config, now);
    const store = await openObjectStore(config);
    const erasure = new Erasure(
      new ErasureRepository(database),
      new PredictionRemoval(database),
      audit,
      new Expiry(database, store, now),
      now,
      silentLogger(),
    );
    users = new Users(new UserRepository(database), new SessionRepository(database), audit, mail, erasure, now);
  });
  afterAll(async () => {
    await database.$disconnect();
    await postgres.stop();
    await folder.remove();
  });
  beforeEach(async () => {
    await database.user.deleteMany();
    await database.mailMessage.deleteMany();
  });

  async function add(name: string, change: Record<string, unknown> = {}): Promise<string> {
    const id = uuidv7();
    const email = `${name.toLowerCase()}@example.org`;
    await database.user.create({ data: { id, name, email, emailVerified: true, username: name.toLowerCase(), ...change } });
    await database.session.create({ data: { id: uuidv7(), token: uuidv7(), userId: id, expiresAt: new Date('2027-01-01') } });
    return id;
  }

  const names = async (query: Record<string, unknown>) => (await users.list(userQuery.parse(query))).items.map(({ name }) => name);
  const sessionsOf = (userId: string) => database.session.count({ where: { userId } });
  const actionsOn = async (targetId: string) =>
    (await database.auditEvent.findMany({ where: { targetId }, orderBy: { sequence: 'asc' } })).map(({ action }) => action);

  it('are searched, filtered and sorted', async () => {
    const ann = await add('Ann', { isAdministrator: true });
    await add('Bob', { disabledAt: clock.now });
    await add('Cid', { emailVerified: false });
    await database.membership.create({ data: { workspaceId: DEFAULT_WORKSPACE, userId: ann, role: 'reviewer' } });
    expect(await names({ sort: 'name' })).toEqual(['Ann', 'Bob', 'Cid']);
    expect(await names({ sort: '-email' })).toEqual(['Cid', 'Bob', 'Ann']);
    expect(await names({ search: 'BO' })).toEqual(['Bob']);
    expect(await names({ search: 'cid@example' })).toEqual(['Cid']);
    expect(await names({ status: 'active' })).toEqual(['Ann']);
    expect(await names({ status: 'disabled' })).toEqual(['Bob']);
    expect(await names({ status: 'unconfirmed' })).toEqual(['Cid']);
    expect(await names({ role: 'administrator' })).toEqual(['Ann']);
    expect(await names({ role: 'reviewer' })).toEqual(['Ann']);
    expect(await users.read(ann)).toMatchObject({ memberships: [{ id: DEFAULT_WORKSPACE, role: 'reviewer' }], isDisabled: false });
    expect(JSON.stringify(await users.read(ann))).not.toMatch(/password|token/i);
  });

  it.each(['name', '-name', 'email', 'createdAt', '-createdAt'] as const)(
    'are paged by %s, each once, though names are alike',
    async (sort) => {
      for (let i = 0; i < 7; i++)
        await add(i % 2 === 0 ? `Eve${i}` : `Zoe${i}`, { name: i % 2 === 0 ? 'Eve' : 'Zoe', createdAt: clock.now });
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await users.list(userQuery.parse({ sort, limit: 3, cursor }));
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      expect(seen).toHaveLength(7);
      expect(new Set(seen).size).toBe(7);
      expect(await problemOf(users.list(userQuery.parse({ sort, cursor: 'bm9uZQ' })))).toBe('400 bad_cursor');
    },
  );

  it('lose their sessions at once when they are disabled, and may come back', async () => {
    const bob = await add('Bob');
    expect(await users.change(bob, { isDisabled: true }, request)).toMatchObject({ isDisabled: true });
    expect(await sessionsOf(bob)).toBe(0);
    expect(await users.change(bob, { isDisabled: false }, request)).toMatchObject({ isDisabled: false });
    expect(await actionsOn(bob)).toEqual(['user.disabled', 'user.enabled']);
  });

  it('confirm a new address themselves, and hear of it at the old one', async () => {
    const bob = await add('Bob');
    await add('Ann');
    expect(await users.change(bob, { email: 'robert@example.org' }, request)).toMatchObject({ emailVerified: false });
    expect(await database.mailMessage.findMany()).toMatchObject([{ kind: 'email-changed', recipient: 'bob@example.org' }]);
    expect(await sessionsOf(bob)).toBe(0);
    const [event] = await database.auditEvent.findMany({ where: { targetId: bob } });
    expect(event).toMatchObject({ action: 'user.changed', actorKind: 'operator' });
    expect(JSON.stringify([event?.before, event?.after])).not.toContain('example.org');
    expect(await problemOf(users.change(bob, { email: 'ann@example.org' }, request))).toBe('409 taken');
    expect(await problemOf(users.change(bob, { username: 'ANN' }, request))).toBe('409 taken');
  });

  it('keep their last administrator: neither demoted, disabled nor removed', async () => {
    const ann = await add('Ann', { isAdministrator: true });
    await add('Bob', { isAdministrator: true, disabledAt: clock.now });
    await add('Cid', { isAdministrator: true, deletionAt: new Date('2026-06-01') });
    for (const change of [{ isAdministrator: false }, { isDisabled: true }]) {
      expect(await problemOf(users.change(ann, change, request))).toBe('409 last_administrator');
    }
    expect(await problemOf(users.remove(ann, request))).toBe('409 last_administrator');
    expect(await sessionsOf(ann)).toBe(1);
  });

  it('keep one of two administrators who are demoted, disabled or removed at once', async () => {
    const ways = [
      (id: string) => users.change(id, { isAdministrator: false }, request),
      (id: string) => users.change(id, { isDisabled: true }, request),
      (id: string) => users.remove(id, request),
    ];
    for (const [i, way] of ways.entries()) {
      await database.user.deleteMany();
      const pair = [await add(`Ann${i}`, { isAdministrator: true }), await add(`Bob${i}`, { isAdministrator: true })];
      const ends = await Promise.all(pair.map((id) => problemOf(way(id))));
      expect(ends.sort()).toEqual(['', '409 last_administrator']);
      expect(await database.user.count({ where: { isAdministrator: true, disabledAt: null } })).toBe(1);
    }
  });

  it('go with what is theirs when they are removed', async () => {
    const bob = await add('Bob');
    await users.remove(bob, request);
    expect(await problemOf(users.read(bob))).toBe('404 not_found');
    expect(await database.auditKey.count({ where: { userId: bob } })).toBe(0);
    expect(await actionsOn(bob)).toEqual(['user.deletionRequested', 'user.deleted']);
  });

  it('are signed out everywhere', async () => {
    const bob = await add('Bob');
    await users.endSessions(bob, request);
    expect(await sessionsOf(bob)).toBe(0);
    expect(await actionsOn(bob)).toEqual(['session.ended']);
  });

  it('are exported as CSV that no spreadsheet runs', async () => {
    await add('Ann', { name: '=HYPERLINK("http://evil.example")' });
    await add('Bob');
    let csv = '';
    for await (const line of users.export(userQuery.parse({ sort: 'email' }), request)) csv += line;
    const lines = csv.trimEnd().split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain(`"'=HYPERLINK(""http://evil.example"")",ann@example.org`);
    expect(lines[2]).toContain(',bob@example.org,bob,true,false,false,false,');
  });
});
