import type { Config } from '@numera/config';
import { migrate, openDatabase, type Database } from '@numera/prisma';
import { silentLogger, testPostgres, type TestDatabase } from '@numera/testing';
import type { Request } from 'express';
import { uuidv7 } from 'uuidv7';
import { PublicUrl } from '../accounts/public-url';
import { SessionRepository } from '../accounts/session-repository';
import { AuditRepository } from '../audit/repository';
import { AuditTrail } from '../audit/trail';
import { AuditWriter } from '../audit/writer';
import type { Person, Role } from '../http/caller';
import { Problem } from '../http/problem';
import { Mail } from '../mail/mail';
import { MailRepository } from '../mail/repository';
import { MailSender } from '../mail/sender';
import { DEFAULT_WORKSPACE, DIGITS } from '../platform/tokens';
import { InvitationRepository } from './invitations/repository';
import { Invitations } from './invitations/service';
import { WorkspaceRepository } from './repository';
import { Workspaces } from './service';

const DAY_MS = 24 * 3_600_000;
const MODEL = 'digits-20260101-0123abcd';
const request = { ip: '192.0.2.7', headers: {} } as unknown as Request;

/** Status and code of the problem that something ends with; '' when it succeeds. */
async function problemOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return '';
  } catch (error) {
    if (error instanceof Problem) return `${error.status} ${error.code}`;
    throw error;
  }
}

describe('workspaces', () => {
  let postgres: TestDatabase;
  let database: Database;
  let workspaces: Workspaces;
  let invitations: Invitations;
  const clock = { now: new Date('2026-05-01T12:00:00Z') };

  beforeAll(async () => {
    postgres = await testPostgres({ migrate });
    database = openDatabase(postgres.appUrl, 6);
    const now = () => clock.now;
    const config = { HOST: '127.0.0.1', PORT: 3000, NUMERA_URL: 'https://numera.example' } as Config;
    const rows = new AuditRepository(database);
    const audit = new AuditTrail(rows, new AuditWriter(rows), now, silentLogger());
    const mails = new MailRepository(database);
    const mail = new Mail(mails, new MailSender(mails, audit, config, now, silentLogger()), config, now);
    const repository = new WorkspaceRepository(database);
    workspaces = new Workspaces(repository, new SessionRepository(database), audit, now);
    invitations = new Invitations(new InvitationRepository(database), repository, audit, mail, new PublicUrl(config), now);
    const key = 'models/aa/00000000-0000';
    await database.modelVersion.create({
      data: { version: MODEL, recogniser: DIGITS, sha256: 'a'.repeat(64), origin: 'shipped', onnxKey: key, cardKey: key, card: {} },
    });
    await database.modelAlias.create({
      data: { workspaceId: DEFAULT_WORKSPACE, recogniser: DIGITS, name: 'champion', modelVersion: MODEL },
    });
  });
  afterAll(async () => {
    await database.$disconnect();
    await postgres.stop();
  });

  /** Someone signed in, in no workspace yet. */
  async function newPerson(change: { isAdministrator?: boolean; email?: string } = {}): Promise<Person> {
    const userId = uuidv7();
    const sessionId = uuidv7();
    await database.user.create({ data: { id: userId, name: 'Ann', email: `${userId}@example.org`, emailVerified: true, ...change } });
    await database.session.create({ data: { id: sessionId, token: sessionId, userId, expiresAt: new Date('2027-01-01') } });
    return { kind: 'person', userId, sessionId, workspaceId: DEFAULT_WORKSPACE, role: 'user', isAdministrator: false };
  }

  /** The person as the next request finds them. */
  const at = (person: Person, workspaceId: string, role: Role): Person => ({ ...person, workspaceId, role });

  /** A workspace with its first admin. */
  async function founded(): Promise<Person> {
    const person = await newPerson();
    const { id } = await workspaces.create(person, 'Archive', request);
    return at(person, id, 'admin');
  }

  async function joined(workspaceId: string, role: Role): Promise<Person> {
    const person = await newPerson();
    await database.membership.create({ data: { workspaceId, userId: person.userId, role } });
    return at(person, workspaceId, role);
  }

  const roleOf = async (person: Person, workspaceId = person.workspaceId) =>
    (await database.membership.findUnique({ where: { workspaceId_userId: { workspaceId, userId: person.userId } } }))?.role ?? null;
  const isSignedIn = async ({ sessionId }: Person) => (await database.session.count({ where: { id: sessionId } })) === 1;
  const actions = async (workspaceId: string) =>
    (await database.auditEvent.findMany({ where: { workspaceId }, orderBy: { sequence: 'asc' } })).map(({ action }) => action);

  it('welcome a new person into the default one, an administrator as its admin, and once', async () => {
    const [user, administrator] = [await newPerson(), await newPerson({ isAdministrator: true })];
    for (const { userId } of [user, user, administrator]) await workspaces.welcome(userId);
    expect([await roleOf(user), await roleOf(administrator)]).toEqual(['user', 'admin']);
    const founder = await founded();
    await workspaces.welcome(founder.userId);
    expect(await roleOf(founder, DEFAULT_WORKSPACE)).toBeNull();
  });

  it('are made with their maker as admin, and choose no model for themselves', async () => {
    const { workspaceId } = await founded();
    expect(await database.modelAlias.count({ where: { workspaceId } })).toBe(0);
    expect(await actions(workspaceId)).toEqual(['workspace.created']);
  });

  it('are entered by members only', async () => {
    const [admin, stranger] = [await founded(), await newPerson()];
    expect(await workspaces.enter(admin, admin.workspaceId)).toMatchObject({ name: 'Archive', role: 'admin' });
    expect(await database.session.findUnique({ where: { id: admin.sessionId } })).toMatchObject({ workspaceId: admin.workspaceId });
    expect(await problemOf(workspaces.enter(stranger, admin.workspaceId))).toBe('404 not_found');
  });

  it('list their members a page at a time, and nobody else', async () => {
    const admin = await founded();
    await founded();
    const others = [await joined(admin.workspaceId, 'user'), await joined(admin.workspaceId, 'reviewer')];
    const first = await workspaces.members(admin, undefined, 2);
    const second = await workspaces.members(admin, first.nextCursor!, 2);
    const listed = [...first.items, ...second.items].map(({ userId, role }) => [userId, role]);
    expect(listed).toEqual([admin, ...others].map(({ userId, role }) => [userId, role]));
    expect(second.nextCursor).toBeNull();
  });

  it('tell a member who is there, as what; how to reach them and who is disabled only an admin', async () => {
    const admin = await founded();
    const [user, disabled] = [await joined(admin.workspaceId, 'user'), await joined(admin.workspaceId, 'user')];
    await database.user.update({ where: { id: disabled.userId }, data: { disabledAt: new Date() } });
    const seen = async (who: Person) =>
      (await workspaces.members(who, undefined, 9)).items.map(({ joinedAt: _, username: __, ...member }) => member);
    const there = { name: 'Ann', isDisabled: false };
    expect(await seen(user)).toEqual([
      { ...there, userId: admin.userId, role: 'admin', email: null },
      { ...there, userId: user.userId, role: 'user', email: null },
    ]);
    expect(await seen(admin)).toMatchObject([
      { email: `${admin.userId}@example.org` },
      { email: `${user.userId}@example.org` },
      { isDisabled: true },
    ]);
  });

  it('end a member’s sessions when their role changes', async () => {
    const admin = await founded();
    const member = await joined(admin.workspaceId, 'user');
    await workspaces.changeRole(admin, member.userId, 'user', request);
    expect(await isSignedIn(member)).toBe(true);
    await workspaces.changeRole(admin, member.userId, 'reviewer', request);
    expect([await roleOf(member), await isSignedIn(member)]).toEqual(['reviewer', false]);
    const events = await database.auditEvent.findMany({ where: { action: 'role.changed', targetId: member.userId } });
    expect(events).toMatchObject([{ before: { role: 'user' }, after: { role: 'reviewer' }, actorId: admin.userId }]);
  });

  it('keep their last admin: neither demoted nor gone, also when two go at once', async () => {
    const one = await founded();
    expect(await problemOf(workspaces.changeRole(one, one.userId, 'user', request))).toBe('409 last_admin');
    expect(await problemOf(workspaces.removeMember(one, one.userId, request))).toBe('409 last_admin');
    const two = await joined(one.workspaceId, 'admin');
    const ends = await Promise.all([one, two].map((person) => problemOf(workspaces.removeMember(person, person.userId, request))));
    expect(ends.sort()).toEqual(['', '409 last_admin']);
    expect(await database.membership.count({ where: { workspaceId: one.workspaceId, role: 'admin' } })).toBe(1);
  });

  it('do not count a disabled admin, nor one who is about to go', async () => {
    const one = await founded();
    const two = await joined(one.workspaceId, 'admin');
    await database.user.update({ where: { id: two.userId }, data: { disabledAt: clock.now } });
    expect(await problemOf(workspaces.removeMember(one, one.userId, request))).toBe('409 last_admin');
    await database.user.update({ where: { id: two.userId }, data: { disabledAt: null, deletionAt: clock.now } });
    expect(await problemOf(workspaces.removeMember(one, one.userId, request))).toBe('409 last_admin');
  });

  it('lose a member with the keys made there; who belongs nowhere then gets a workspace of their own', async () => {
    const admin = await founded();
    const member = await joined(admin.workspaceId, 'user');
    const key = { id: uuidv7(), name: 'k', prefix: 'numera_a', keyHash: uuidv7(), scopes: ['predict'] };
    await database.apiKey.create({ data: { ...key, workspaceId: admin.workspaceId, userId: member.userId } });
    await workspaces.removeMember(admin, member.userId, request);
    expect(await roleOf(member)).toBeNull();
    expect((await database.apiKey.findUnique({ where: { id: key.id } }))?.revokedAt).toEqual(clock.now);
    const own = await database.membership.findMany({ where: { userId: member.userId }, include: { workspace: true } });
    expect(own).toMatchObject([{ role: 'admin', workspace: { name: 'Ann' } }]);
  });

  it('let nobody but an admin remove another, nor anyone of another workspace', async () => {
    const [admin, elsewhere] = [await founded(), await founded()];
    const [reviewer, user] = [await joined(admin.workspaceId, 'reviewer'), await joined(admin.workspaceId, 'user')];
    expect(await problemOf(workspaces.removeMember(reviewer, user.userId, request))).toBe('403 forbidden');
    expect(await problemOf(workspaces.removeMember(elsewhere, user.userId, request))).toBe('404 not_found');
    expect(await problemOf(workspaces.changeRole(elsewhere, user.userId, 'admin', request))).toBe('404 not_found');
  });

  describe('and their invitations', () => {
    /** The token in the last mail to an address. */
    async function tokenTo(email: string): Promise<string> {
      const mail = await database.mailMessage.findFirstOrThrow({ where: { recipient: email }, orderBy: { id: 'desc' } });
      return /https:\/\/numera\.example\/invitation\?token=([\w-]+)/.exec(mail.text)![1]!;
    }

    async function invited(role: Role = 'reviewer') {
      const admin = await founded();
      const guest = await newPerson();
      const { email } = await database.user.findUniqueOrThrow({ where: { id: guest.userId } });
      await invitations.create(admin, email, role, request);
      return { admin, guest, email, token: await tokenTo(email) };
    }

    it('make the person with that address a member, once', async () => {
      const { admin, guest, email, token } = await invited();
      expect(await invitations.preview(token)).toEqual({ workspace: 'Archive', email, role: 'reviewer' });
      expect(await invitations.accept(guest, token, request)).toEqual({ id: admin.workspaceId, name: 'Archive', role: 'reviewer' });
      expect(await database.session.findUnique({ where: { id: guest.sessionId } })).toMatchObject({ workspaceId: admin.workspaceId });
      expect(await problemOf(invitations.accept(guest, token, request))).toBe('404 not_found');
      expect(await problemOf(invitations.create(admin, email, 'user', request))).toBe('409 already_member');
      expect(await actions(admin.workspaceId)).toEqual(['workspace.created', 'invitation.created', 'invitation.accepted']);
    });

    it('are of no use to anyone else, nor before the address is confirmed', async () => {
      const { guest, token } = await invited();
      expect(await problemOf(invitations.accept(await newPerson(), token, request))).toBe('403 not_invited');
      await database.user.update({ where: { id: guest.userId }, data: { emailVerified: false } });
      expect(await problemOf(invitations.accept(guest, token, request))).toBe('403 not_invited');
    });

    it('end after a week, when taken back, and when another one follows', async () => {
      const { admin, guest, email, token } = await invited();
      await invitations.create(admin, email, 'user', request);
      expect(await problemOf(invitations.preview(token))).toBe('404 not_found');
      const [open] = (await invitations.list(admin, undefined, 10)).items;
      const elsewhere = await founded();
      expect(await problemOf(invitations.revoke(elsewhere, open!.id, request))).toBe('404 not_found');
      await invitations.revoke(admin, open!.id, request);
      expect(await problemOf(invitations.accept(guest, await tokenTo(email), request))).toBe('404 not_found');
      const late = await invited();
      clock.now = new Date(clock.now.getTime() + 7 * DAY_MS);
      expect(await problemOf(invitations.accept(late.guest, late.token, request))).toBe('404 not_found');
      expect((await invitations.list(late.admin, undefined, 10)).items).toEqual([]);
    });

    it('are kept as digests, and leave nobody who is a member with less', async () => {
      const { admin, guest, token } = await invited('user');
      expect(await database.invitation.count({ where: { tokenHash: token } })).toBe(0);
      await database.membership.create({ data: { workspaceId: admin.workspaceId, userId: guest.userId, role: 'reviewer' } });
      expect((await invitations.accept(guest, token, request)).role).toBe('reviewer');
    });
  });
});
