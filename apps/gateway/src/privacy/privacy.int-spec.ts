import { randomBytes } from 'node:crypto';
import type { Config } from '@numera/config';
import { migrate, openDatabase, type Database } from '@numera/prisma';
import { openQueues, type Queues } from '@numera/queue';
import { openObjectStore, type ObjectStore } from '@numera/storage';
import { freshQueuePrefix, silentLogger, temporaryFolder, testPostgres, type TemporaryFolder, type TestDatabase } from '@numera/testing';
import type { Request } from 'express';
import { uuidv7 } from 'uuidv7';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { hashPassword } from '../accounts/password-hash';
import { PasswordCheck } from '../accounts/password-check';
import { PublicUrl } from '../accounts/public-url';
import { AccountRepository } from '../accounts/repository';
import { SessionRepository } from '../accounts/session-repository';
import { AuditRepository } from '../audit/repository';
import { AuditTrail } from '../audit/trail';
import { AuditWriter } from '../audit/writer';
import type { Person } from '../http/caller';
import { Problem } from '../http/problem';
import { Mail } from '../mail/mail';
import { MailRepository } from '../mail/repository';
import { MailSender } from '../mail/sender';
import { CHAMPION, DEFAULT_WORKSPACE, DIGITS } from '../platform/tokens';
import { Expiry } from '../predictions/expiry';
import { ImageRepository } from '../predictions/image-repository';
import { PredictionImages } from '../predictions/images';
import { Quotas } from '../predictions/quotas';
import { PredictionRemoval } from '../predictions/removal';
import { PredictionRepository } from '../predictions/repository';
import { Waiters } from '../predictions/waiters';
import { UserRepository } from '../users/repository';
import { WorkspaceRepository } from '../workspaces/repository';
import { Erasure } from './erasure';
import { ErasureRepository } from './erasure-repository';
import { PersonExport } from './export';
import { ExportRepository } from './export-repository';
import { Privacy } from './service';

const DAY_MS = 24 * 3_600_000;
const MODEL = 'digits-20260101-0123abcd';
const PASSWORD = 'a long pass phrase of ann';
const request = { ip: '192.0.2.7', headers: {} } as unknown as Request;

async function problemOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return '';
  } catch (error) {
    if (error instanceof Problem) return `${error.status} ${error.code}`;
    throw error;
  }
}

/** The files of a zip by name. */
async function unzip(bytes: Buffer): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const zip = await new Promise<ZipFile>((resolve, reject) =>
    fromBuffer(bytes, { lazyEntries: true }, (error, opened) => (error ? reject(error) : resolve(opened))),
  );
  await new Promise<void>((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      zip.openReadStream(entry, (error, stream) => {
        if (error) return reject(error);
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          files.set(entry.fileName, Buffer.concat(chunks));
          zip.readEntry();
        });
      });
    });
    zip.on('end', resolve);
    zip.readEntry();
  });
  return files;
}

describe('what people may ask of what is kept of them', () => {
  let postgres: TestDatabase;
  let folder: TemporaryFolder;
  let database: Database;
  let queues: Queues;
  let store: ObjectStore;
  let predictions: PredictionRepository;
  let expiry: Expiry;
  let privacy: Privacy;
  let erasure: Erasure;
  let exports: PersonExport;
  let workspaces: WorkspaceRepository;
  let audit: AuditTrail;
  const clock = { now: new Date('2026-05-01T12:00:00Z') };
  const now = () => clock.now;
  const pass = (ms: number) => (clock.now = new Date(clock.now.getTime() + ms));

  beforeAll(async () => {
    postgres = await testPostgres({ migrate });
    folder = await temporaryFolder('objects');
    database = openDatabase(postgres.appUrl, 6);
    const config = { NUMERA_OBJECTS: folder.path, NUMERA_DELETION_GRACE_DAYS: 14, NUMERA_URL: 'https://numera.example' } as Config;
    queues = await openQueues({ DATABASE_QUEUE_URL: postgres.queueUrl, NUMERA_QUEUE_PREFIX: freshQueuePrefix() }, silentLogger());
    store = await openObjectStore(config);
    const rows = new AuditRepository(database);
    audit = new AuditTrail(rows, new AuditWriter(rows), now, silentLogger());
    const mails = new MailRepository(database);
    const mail = new Mail(mails, new MailSender(mails, audit, config, now, silentLogger()), config, now);
    predictions = new PredictionRepository(database);
    expiry = new Expiry(database, store, now);
    workspaces = new WorkspaceRepository(database);
    erasure = new Erasure(new ErasureRepository(database), new PredictionRemoval(database), audit, expiry, now, silentLogger());
    const passwords = new PasswordCheck(new AccountRepository(database));
    const sessions = new SessionRepository(database);
    privacy = new Privacy(new UserRepository(database), passwords, sessions, audit, mail, new PublicUrl(config), config, now);
    const images = new PredictionImages(new ImageRepository(database), new Waiters(), queues, store);
    exports = new PersonExport(new ExportRepository(database), images);
    const key = 'models/aa/00000000-0000';
    await database.modelVersion.create({
      data: { version: MODEL, recogniser: DIGITS, sha256: 'a'.repeat(64), origin: 'shipped', onnxKey: key, cardKey: key, card: {} },
    });
    await database.modelAlias.create({ data: { workspaceId: DEFAULT_WORKSPACE, recogniser: DIGITS, name: CHAMPION, modelVersion: MODEL } });
  });
  afterAll(async () => {
    await queues.close();
    await database.$disconnect();
    await postgres.stop();
    await folder.remove();
  });

  /** Someone signed in with a password, in the default workspace. */
  async function newPerson(change: { isAdministrator?: boolean } = {}): Promise<Person> {
    const [userId, sessionId] = [uuidv7(), uuidv7()];
    await database.user.create({ data: { id: userId, name: 'Ann', email: `${userId}@example.org`, emailVerified: true, ...change } });
    const end = new Date('2030-01-01');
    await database.session.create({ data: { id: sessionId, token: sessionId, userId, createdAt: clock.now, expiresAt: end } });
    await database.account.create({
      data: { id: uuidv7(), accountId: userId, providerId: 'credential', userId, password: await hashPassword(PASSWORD) },
    });
    await database.membership.create({ data: { workspaceId: DEFAULT_WORKSPACE, userId, role: 'user' } });
    return { kind: 'person', userId, sessionId, workspaceId: DEFAULT_WORKSPACE, role: 'user', isAdministrator: false };
  }

  async function predict(ownerId: string, workspaceId = DEFAULT_WORKSPACE): Promise<{ id: string; objectKey: string; shownKey: string }> {
    const [id, objectKey, shownKey] = [uuidv7(), `images/ab/${uuidv7()}`, `shown/ab/${uuidv7()}`];
    await store.put(objectKey, Buffer.from('original bytes'));
    await store.put(shownKey, Buffer.from('pixels'));
    const sha256 = randomBytes(32).toString('hex');
    const image = { sha256, objectKey, mime: 'image/png', bytes: 14, width: 28, height: 28 };
    const options = { layout: 'auto' as const };
    const made = {
      id,
      workspaceId,
      ownerId,
      apiKeyId: null,
      recogniser: DIGITS,
      options,
      optionsHash: 'h',
      tokenHash: null,
      requestId: 'r',
    };
    await predictions.createMany([{ ...made, createdAt: clock.now, expiresAt: null, image }], uuidv7());
    await database.image.updateMany({ where: { objectKey }, data: { shownKey } });
    const reading = { text: '7', confidence: 0.9, decision: 'accept' as const, glyphs: [] };
    const timings = { queueMs: 1, decodeMs: 1, inferMs: 1 };
    await predictions.settle([{ status: 'done', predictionId: id, reading, timings }], MODEL, clock.now);
    return { id, objectKey, shownKey };
  }

  describe('removal', () => {
    it('is set for the day when the time to take it back is over, and everything goes then', async () => {
      const ann = await newPerson();
      const bob = await newPerson();
      const [hers, his] = [await predict(ann.userId), await predict(bob.userId)];
      const key = { id: uuidv7(), name: 'k', prefix: 'numera_a', keyHash: uuidv7(), scopes: ['predict'] };
      await database.apiKey.create({ data: { ...key, workspaceId: DEFAULT_WORKSPACE, userId: ann.userId } });
      await audit.record({ action: 'session.started', outcome: 'done', caller: ann, request });
      const { email } = await database.user.findUniqueOrThrow({ where: { id: ann.userId } });
      const verification = { identifier: `email-verification-otp-${email}`, value: 'x', expiresAt: new Date('2030-01-01') };
      await database.verification.create({ data: { id: uuidv7(), ...verification } });

      const deletionAt = await privacy.askDeletion(ann, PASSWORD, request);
      expect(deletionAt).toEqual(new Date(clock.now.getTime() + 14 * DAY_MS));
      const mail = await database.mailMessage.findFirstOrThrow({ where: { recipient: email } });
      expect(mail).toMatchObject({ kind: 'deletion-requested' });
      expect(mail.text).toContain('https://numera.example/profile');
      pass(14 * DAY_MS - 1);
      await erasure.run();
      expect(await database.user.count({ where: { id: ann.userId } })).toBe(1);

      pass(1);
      await erasure.run();
      pass(61_000);
      await expiry.clean();
      const userId = ann.userId;
      const left = await Promise.all([
        database.user.count({ where: { id: userId } }),
        database.session.count({ where: { userId } }),
        database.account.count({ where: { userId } }),
        database.apiKey.count({ where: { userId } }),
        database.membership.count({ where: { userId } }),
        database.prediction.count({ where: { ownerId: userId } }),
        database.reading.count({ where: { predictionId: hers.id } }),
        database.image.count({ where: { objectKey: hers.objectKey } }),
        database.auditKey.count({ where: { userId } }),
        database.mailMessage.count({ where: { recipient: email } }),
        database.verification.count({ where: { identifier: { contains: email } } }),
      ]);
      expect(left).toEqual(left.map(() => 0));
      expect(await Promise.all([hers.objectKey, hers.shownKey].map((object) => store.exists(object)))).toEqual([false, false]);
      expect(await store.exists(his.objectKey)).toBe(true);
      expect(await predictions.find(his.id)).not.toBeNull();
      const trail = await database.auditEvent.findMany({
        where: { OR: [{ actorId: userId }, { targetId: userId }] },
        orderBy: { sequence: 'asc' },
      });
      expect(trail.map(({ action }) => action)).toEqual(['session.started', 'user.deletionRequested', 'user.deleted']);
    });

    it('needs the password, or a session that is young where there is none', async () => {
      const ann = await newPerson();
      for (const password of [undefined, 'another long pass phrase']) {
        expect(await problemOf(privacy.askDeletion(ann, password, request))).toBe('403 wrong_password');
      }
      await database.account.updateMany({ where: { userId: ann.userId }, data: { password: null, providerId: `oidc-${ann.userId}` } });
      pass(16 * 60_000);
      expect(await problemOf(privacy.askDeletion(ann, undefined, request))).toBe('403 session_too_old');
      pass(-16 * 60_000);
      expect(await problemOf(privacy.askDeletion(ann, undefined, request))).toBe('');
    });

    it('can be taken back until then, and asking again does not put it off', async () => {
      const ann = await newPerson();
      const first = await privacy.askDeletion(ann, PASSWORD, request);
      pass(DAY_MS);
      expect(await privacy.askDeletion(ann, PASSWORD, request)).toEqual(first);
      await privacy.cancelDeletion(ann, request);
      pass(20 * DAY_MS);
      await erasure.run();
      expect(await database.user.findUnique({ where: { id: ann.userId } })).toMatchObject({ deletionAt: null, disabledAt: null });
    });

    it('waits for whoever alone administers the installation, or a workspace that others belong to', async () => {
      const [ann, bob] = [await newPerson({ isAdministrator: true }), await newPerson()];
      expect(await problemOf(privacy.askDeletion(ann, PASSWORD, request))).toBe('409 last_administrator');
      const id = await workspaces.transaction((transaction) => workspaces.create('Archive', bob.userId, transaction));
      await database.membership.create({ data: { workspaceId: id, userId: ann.userId, role: 'user' } });
      expect(await problemOf(privacy.askDeletion(bob, PASSWORD, request))).toBe('409 last_admin');
    });

    it('goes on where it was when the process died in the middle', async () => {
      const ann = await newPerson();
      for (let i = 0; i < 3; i++) await predict(ann.userId);
      await database.user.update({ where: { id: ann.userId }, data: { deletionAt: clock.now } });
      const removal = new PredictionRemoval(database);
      // The machine stops after some rows are gone, then again when the person's row is to go.
      await removal.removeOfOwner(ann.userId, 2, clock.now);
      const stopped = new ErasureRepository(database);
      stopped.transaction = () => Promise.reject(new Error('the process was killed'));
      const dying = new Erasure(stopped, removal, audit, expiry, now, silentLogger());
      await expect(dying.run()).rejects.toThrow('the process was killed');
      expect(await database.user.count({ where: { id: ann.userId } })).toBe(1);
      // Two gateways at once.
      await Promise.all([erasure.run(), erasure.run()]);
      expect(await database.user.count({ where: { id: ann.userId } })).toBe(0);
      expect(await database.auditEvent.count({ where: { action: 'user.deleted', targetId: ann.userId } })).toBe(1);
    });

    it('takes a workspace along that nobody is left in, with all that lies in it, and no other', async () => {
      const [ann, bob] = [await newPerson(), await newPerson()];
      const id = await workspaces.transaction((transaction) => workspaces.create('Archive', ann.userId, transaction));
      const left = await predict(bob.userId, id);
      const kept = await predict(bob.userId);
      await database.user.update({ where: { id: ann.userId }, data: { deletionAt: clock.now } });
      await erasure.run();
      expect(await database.workspace.count({ where: { id } })).toBe(0);
      expect(await predictions.find(left.id)).toBeNull();
      expect(await store.exists(left.objectKey)).toBe(false);
      expect(await store.exists(kept.objectKey)).toBe(true);
      expect(await database.workspace.count({ where: { id: DEFAULT_WORKSPACE } })).toBe(1);
    });
  });

  describe('an export', () => {
    it('holds all that is kept of them and nothing that signs them in', async () => {
      const [ann, bob] = [await newPerson(), await newPerson()];
      const made = [await predict(ann.userId), await predict(ann.userId)];
      await predict(bob.userId);
      await database.image.updateMany({ where: { objectKey: made[1]!.objectKey }, data: { shownKey: null, shownError: 'It is damaged.' } });
      const chunks: Buffer[] = [];
      for await (const chunk of await exports.open(ann.userId)) chunks.push(chunk as Buffer);
      const files = await unzip(Buffer.concat(chunks));
      const me = files.get('me.json')!.toString();
      expect(JSON.parse(me)).toMatchObject({ id: ann.userId, name: 'Ann', memberships: [{ role: 'user' }] });
      expect(me).not.toContain('argon2');
      expect(me).not.toContain(`"${ann.sessionId}"`);
      const lines = files.get('predictions.jsonl')!.toString().trimEnd().split('\n');
      expect(lines.map((line) => (JSON.parse(line) as { id: string }).id)).toEqual(made.map(({ id }) => id));
      expect(JSON.parse(lines[0]!)).toMatchObject({ readings: [{ text: '7' }] });
      const pictures = [...files].filter(([name]) => name.startsWith('images/'));
      expect(pictures.map(([, bytes]) => bytes.toString()).sort()).toEqual(['', 'pixels']);
      expect(JSON.parse(files.get('left-out.json')!.toString())).toMatchObject([{ reason: 'It is damaged.' }]);
    });

    it('is made once at a time', async () => {
      const ann = await newPerson();
      const stream = await exports.open(ann.userId);
      expect(await problemOf(exports.open(ann.userId))).toBe('429 export_under_way');
      const closed = new Promise((resolve) => stream.once('close', resolve));
      stream.destroy();
      await closed;
      (await exports.open(ann.userId)).destroy();
    });
  });

  it('people keep no more images than they may, and again as many once they have removed some', async () => {
    const ann = await newPerson();
    const quotas = new Quotas(database, { NUMERA_USER_IMAGE_BYTES: 30 } as Config, now);
    const { id } = await predict(ann.userId);
    await quotas.take(ann.userId, 14);
    expect(await problemOf(quotas.take(ann.userId, 14))).toBe('413 quota_exceeded');
    expect(await problemOf(quotas.take(null, 14))).toBe('');
    await new PredictionRemoval(database).removeOne(id, clock.now);
    pass(61_000);
    expect(await problemOf(quotas.take(ann.userId, 14))).toBe('');
  });
});
