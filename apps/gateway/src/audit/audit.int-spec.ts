import { migrate, openDatabase, type Database } from '@numera/prisma';
import { openObjectStore, type ObjectStore } from '@numera/storage';
import { silentLogger, temporaryFolder, testPostgres } from '@numera/testing';
import type { Config } from '@numera/config';
import type { Request } from 'express';
import { Client } from 'pg';
import { uuidv7 } from 'uuidv7';
import type { Person } from '../http/caller';
import { DEFAULT_WORKSPACE } from '../platform/tokens';
import { AuditHeads } from './heads';
import { AuditListing } from './listing';
import { AuditRepository } from './repository';
import { AuditTrail } from './trail';
import { AuditVerifier } from './verifier';
import { AuditWriter } from './writer';

async function open() {
  const postgres = await testPostgres({ migrate });
  const folder = await temporaryFolder('objects');
  const database = openDatabase(postgres.appUrl, 8);
  const owner = new Client({ connectionString: postgres.ownerUrl });
  await owner.connect();
  const store = await openObjectStore({ NUMERA_OBJECTS: folder.path } as Config);
  const clock = { now: new Date(0) };
  const now = () => clock.now;
  const repository = new AuditRepository(database);
  const heads = new AuditHeads(repository, store, now, silentLogger());
  return {
    database,
    owner,
    store,
    clock,
    repository,
    heads,
    trail: new AuditTrail(repository, new AuditWriter(repository), now, silentLogger()),
    verifier: new AuditVerifier(repository, heads, now),
    listing: new AuditListing(database),
    async close() {
      await owner.end();
      await database.$disconnect();
      await postgres.stop();
      await folder.remove();
    },
  };
}

async function addPerson(database: Database): Promise<Person> {
  const userId = uuidv7();
  await database.user.create({ data: { id: userId, name: 'Ada Lovelace', email: `${userId}@example.org` } });
  return { kind: 'person', userId, sessionId: uuidv7(), workspaceId: DEFAULT_WORKSPACE, role: 'user', isAdministrator: false };
}

const from = (ip: string): Request => ({ ip, socket: {} }) as Request;

describe('the audit trail', () => {
  let world: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    world = await open();
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    world.clock.now = new Date('2026-11-21T10:00:00.000Z');
    await world.owner.query('TRUNCATE audit_events, audit_heads');
    for await (const key of world.store.list('auditheads')) await world.store.delete(key);
  });

  async function recordSome(count: number): Promise<void> {
    for (let i = 1; i <= count; i++) await world.trail.record({ action: 'role.changed', outcome: 'done', after: { i } });
  }

  it('says who did what to whom, before and after', async () => {
    const caller = await addPerson(world.database);
    const target = { kind: 'user', id: uuidv7() };
    await world.trail.record({
      action: 'role.changed',
      outcome: 'done',
      caller,
      target,
      before: { role: 'user' },
      after: { role: 'admin' },
    });
    expect(await world.listing.before(null, {}, 10)).toMatchObject([
      {
        sequence: 1,
        occurredAt: '2026-11-21T10:00:00.000Z',
        action: 'role.changed',
        outcome: 'done',
        actor: { kind: 'person', id: caller.userId, name: 'Ada Lovelace' },
        workspaceId: DEFAULT_WORKSPACE,
        target,
        before: { role: 'user' },
        after: { role: 'admin' },
        count: 1,
      },
    ]);
  });

  it('is one chain without gaps, however many write at once', async () => {
    await Promise.all(
      Array.from({ length: 40 }, (_, i) => world.trail.record({ action: 'session.started', outcome: 'done', after: { i } })),
    );
    expect(await world.verifier.verify()).toMatchObject({ isIntact: true, events: 40, head: { sequence: 40 }, faults: [] });
  });

  it('goes with the change that it tells of: both or neither, and no number is lost', async () => {
    await recordSome(1);
    const failing = world.database.$transaction(async (transaction) => {
      await world.trail.record({ action: 'user.deleted', outcome: 'done' }, transaction);
      throw new Error('the change failed');
    });
    await expect(failing).rejects.toThrow('the change failed');
    await recordSome(1);
    expect(await world.verifier.verify()).toMatchObject({ isIntact: true, events: 2 });
  });

  it.each(["UPDATE audit_events SET action = 'x'", 'DELETE FROM audit_events', 'TRUNCATE audit_events', 'DELETE FROM audit_heads'])(
    'cannot be changed by the gateway itself: %s',
    async (statement) => {
      await recordSome(1);
      await expect(world.database.$executeRawUnsafe(statement)).rejects.toThrow(/permission denied/);
    },
  );

  it('shows a row that the database’s owner changed, and which', async () => {
    await recordSome(5);
    await world.owner.query(`UPDATE audit_events SET after = '{"i": 7}' WHERE sequence = 3`);
    expect(await world.verifier.verify()).toMatchObject({
      isIntact: false,
      faults: [{ sequence: 3, kind: 'changed', message: 'Event 3 is not as it was written.' }],
    });
  });

  it('shows a row that the database’s owner removed', async () => {
    await recordSome(5);
    await world.owner.query('DELETE FROM audit_events WHERE sequence = 2');
    expect(await world.verifier.verify()).toMatchObject({ isIntact: false, faults: [{ sequence: 2, kind: 'removed' }] });
  });

  it('shows a tail that was cut off after its head was exported, by the table or by the file alone', async () => {
    await recordSome(5);
    await world.heads.export();
    await world.owner.query('DELETE FROM audit_events WHERE sequence > 3');
    const cut = { isIntact: false, faults: [{ sequence: 4, kind: 'cut' }] };
    expect(await world.verifier.verify()).toMatchObject({ ...cut, heads: 2 });
    await world.owner.query('DELETE FROM audit_heads');
    expect(await world.verifier.verify()).toMatchObject({ ...cut, heads: 1 });
  });

  it('shows a chain that was written anew from the beginning', async () => {
    await recordSome(3);
    await world.heads.export();
    await world.owner.query('DELETE FROM audit_events');
    await recordSome(4);
    expect(await world.verifier.verify()).toMatchObject({ isIntact: true });
    await world.owner.query('DELETE FROM audit_events');
    await world.trail.record({ action: 'user.created', outcome: 'done' });
    await recordSome(3);
    expect(await world.verifier.verify()).toMatchObject({ isIntact: false, faults: [{ sequence: 3, kind: 'changed' }] });
  });

  it('exports one head a day, and its file again when that is gone', async () => {
    const files = async () => {
      const keys: string[] = [];
      for await (const key of world.store.list('auditheads')) keys.push(key);
      return keys.sort();
    };
    await world.heads.export();
    expect(await files()).toEqual([]);
    await recordSome(1);
    await world.heads.export();
    await recordSome(1);
    await world.heads.export();
    expect(await files()).toEqual(['auditheads/26/2026-11-21']);
    expect(await world.repository.heads()).toMatchObject([{ sequence: 1n }]);
    await (world.store satisfies ObjectStore).delete('auditheads/26/2026-11-21');
    world.clock.now = new Date('2026-11-21T12:00:00.000Z');
    await world.heads.export();
    world.clock.now = new Date('2026-11-22T00:00:01.000Z');
    await world.heads.export();
    expect(await files()).toEqual(['auditheads/26/2026-11-21', 'auditheads/26/2026-11-22']);
    expect(await world.repository.heads()).toMatchObject([{ sequence: 1n }, { sequence: 2n }]);
  });

  it('counts refusals and writes them once a minute as one row each', async () => {
    const refused = { action: 'session.refused', outcome: 'refused' } as const;
    for (let i = 0; i < 300; i++) await world.trail.record({ ...refused, request: from('203.0.113.9') });
    await world.trail.record({ ...refused, request: from('2001:db8::1') });
    expect(await world.listing.before(null, {}, 10)).toEqual([]);
    await world.trail.flush();
    expect(await world.listing.before(null, {}, 10)).toMatchObject([
      { source: '2001:db8:0::/48', count: 1 },
      { source: '203.0.113.0/24', count: 300, actor: { kind: 'anonymous', id: null } },
    ]);
    await world.trail.flush();
    expect(await world.verifier.verify()).toMatchObject({ isIntact: true, events: 2 });
  });

  it('keeps of a person only digests, which nothing can be compared with once their key is gone', async () => {
    const caller = await addPerson(world.database);
    const { userId } = caller;
    const personal = { userId, before: { email: 'old@example.org' }, after: { email: 'new@example.org' } };
    const changed = { action: 'email.changed', outcome: 'done', caller, personal, after: { isConfirmed: true } } as const;
    await world.trail.record({ ...changed, request: from('203.0.113.9') });
    await world.trail.record({ ...changed, request: from('203.0.113.9') });
    await world.database.$transaction((transaction) => world.trail.forget(userId, transaction));
    await world.database.user.delete({ where: { id: userId } });
    await world.trail.record({ ...changed, request: from('203.0.113.9') });
    const [late, second, first] = await world.listing.before(null, {}, 10);
    const digest = expect.stringMatching(/^hmac-sha256:[\w-]{43}$/) as string;
    expect(first).toMatchObject({ before: { email: digest }, after: { email: digest, isConfirmed: true }, source: digest });
    expect(second).toMatchObject({ before: first?.before, after: first?.after, source: first?.source });
    expect(late).toMatchObject({ source: 'hmac-sha256:unknown', after: { email: 'hmac-sha256:unknown', isConfirmed: true } });
    expect(late?.actor.name).toBeNull();
    expect(JSON.stringify([first, second, late])).not.toMatch(/example\.org|203\.0/);
    expect(await world.verifier.verify()).toMatchObject({ isIntact: true });
    expect(await world.database.auditKey.count()).toBe(0);
  });

  it('is filtered by action, actor, outcome and time, page after page', async () => {
    const caller = await addPerson(world.database);
    await recordSome(3);
    world.clock.now = new Date('2026-11-21T11:00:00.000Z');
    await world.trail.record({ action: 'user.exported', outcome: 'done', caller });
    await world.trail.record({ action: 'mail.failed', outcome: 'failed' });
    const found = async (filter: Parameters<AuditListing['before']>[1]) =>
      (await world.listing.before(null, filter, 10)).map(({ sequence }) => sequence);
    expect(await found({ action: 'role.changed' })).toEqual([3, 2, 1]);
    expect(await found({ actor: caller.userId })).toEqual([4]);
    expect(await found({ outcome: 'failed' })).toEqual([5]);
    expect(await found({ from: '2026-11-21T11:00:00.000Z' })).toEqual([5, 4]);
    expect(await found({ to: '2026-11-21T11:00:00.000Z', action: 'role.changed' })).toEqual([3, 2, 1]);
    expect((await world.listing.before(3n, {}, 1)).map(({ sequence }) => sequence)).toEqual([2]);
  });
});
