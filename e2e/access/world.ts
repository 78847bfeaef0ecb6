import { createHash, createHmac, randomBytes } from 'node:crypto';
import { migrate, openDatabase, type Database } from '@numera/prisma';
import { testPostgres, type TestDatabase } from '@numera/testing';
import { uuidv7 } from 'uuidv7';
import { startProduct, type Product } from '../product';
import type { CallerName } from './table';

const SECRET = 'the secret that seals the sessions of this test';
const OPERATOR = 'the-operator-of-this-test';
const COOKIE = '__Host-numera.session';
const HOUR = 3_600_000;
const SCOPES = ['predict', 'batch', 'review', 'train', 'admin'];
/** Limits would answer for the routes. */
const WITHOUT_LIMITS = Object.fromEntries(
  ['SIGN_IN', 'SIGN_IN_ACCOUNT', 'SIGN_UP', 'CODE', 'CODE_ACCOUNT', 'MAIL', 'MAIL_RECEIVER', 'PREDICT', 'UPLOAD'].map((name) => [
    `NUMERA_LIMIT_${name}`,
    'off',
  ]),
);

type Role = 'user' | 'reviewer' | 'admin';
type Headers = Record<string, string>;

/** The owner's key where a user may call, a trainer's for training, else the admin's: the scope alone shall make the difference. */
function keyName(caller: CallerName, rule: string): string {
  if (rule === 'train') return `${caller} of trainer`;
  return `${caller} of ${rule.startsWith('predict') ? 'owner' : 'admin'}`;
}

/** The product with two workspaces and someone of every kind in them, made as rows: signing up and in is tested elsewhere. */
export class World {
  private readonly people = new Map<string, string>();
  private readonly keys = new Map<string, string>();

  private constructor(
    readonly product: Product,
    readonly database: Database,
    private readonly postgres: TestDatabase,
    /** Workspace of the owner and their colleagues, and one of other people. */
    readonly home: string,
    readonly away: string,
  ) {}

  static async open(env: Headers = {}): Promise<World> {
    const postgres = await testPostgres({ migrate });
    const product = await startProduct({
      ...{ DATABASE_URL: postgres.ownerUrl, NUMERA_SECRET: SECRET, NUMERA_ADMIN_TOKEN: OPERATOR, ...WITHOUT_LIMITS },
      ...env,
    });
    const world = new World(product, openDatabase(postgres.appUrl, 2), postgres, uuidv7(), uuidv7());
    await world.populate();
    return world;
  }

  async close(): Promise<void> {
    await this.product.stop();
    await this.database.$disconnect();
    await this.postgres.stop();
  }

  /** Id of one of the people who are there from the start. */
  person(name: string): string {
    const id = this.people.get(name);
    if (id === undefined) throw new Error(`nobody is called ${name}`);
    return id;
  }

  /** What a caller sends to say who they are; people with a session of this one call. Whose key it is depends on the route's rule. */
  async credentials(caller: CallerName, rule = ''): Promise<Headers> {
    switch (caller) {
      case 'anonymous':
        return {};
      case 'operator':
        return { authorization: `Bearer ${OPERATOR}` };
      case 'key with':
        return { authorization: `Bearer ${this.keys.get(keyName(caller, rule))}` };
      case 'key without':
        return { 'x-api-key': this.keys.get(keyName(caller, rule)) ?? '' };
      case 'expired':
        return this.cookie((await this.session(this.person('owner'), -HOUR)).token);
      default:
        return this.cookie((await this.session(this.person(caller))).token);
    }
  }

  /** A session's row of someone, good for `lastsMs`. */
  async session(userId: string, lastsMs = HOUR): Promise<{ id: string; token: string }> {
    const session = { id: uuidv7(), token: randomBytes(24).toString('base64url') };
    await this.database.session.create({ data: { ...session, userId, expiresAt: new Date(Date.now() + lastsMs) } });
    return session;
  }

  /** A new person with a confirmed address; returns the id. */
  async newPerson(role: Role, workspaceId: string, more: { isAdministrator?: boolean; disabledAt?: Date } = {}): Promise<string> {
    const id = uuidv7();
    const name = `p${randomBytes(6).toString('hex')}`;
    const memberships = { create: { workspaceId, role } };
    await this.database.user.create({
      data: { id, name, username: name, email: `${name}@example.org`, emailVerified: true, memberships, ...more },
    });
    return id;
  }

  /** A new key of someone in the home workspace. */
  async newKey(userId: string, scopes: readonly string[]): Promise<{ id: string; key: string }> {
    const id = uuidv7();
    const key = `numera_${randomBytes(32).toString('base64url')}`;
    const keyHash = createHash('sha256').update(key).digest('hex');
    await this.database.apiKey.create({
      data: { id, workspaceId: this.home, userId, name: 'till', prefix: key.slice(0, 13), keyHash, scopes: [...scopes] },
    });
    return { id, key };
  }

  private cookie(token: string): Headers {
    const seal = createHmac('sha256', SECRET).update(token).digest('base64');
    return { cookie: `${COOKIE}=${encodeURIComponent(`${token}.${seal}`)}`, origin: this.product.url };
  }

  private async populate(): Promise<void> {
    await this.database.workspace.createMany({
      data: [
        { id: this.home, name: 'Harbour' },
        { id: this.away, name: 'Quarry' },
      ],
    });
    const add = async (name: string, ...who: Parameters<World['newPerson']>) => this.people.set(name, await this.newPerson(...who));
    await add('owner', 'user', this.home);
    await add('colleague', 'user', this.home);
    await add('reviewer', 'reviewer', this.home);
    await add('admin', 'admin', this.home);
    await add('other admin', 'admin', this.away);
    await add('administrator', 'user', this.away, { isAdministrator: true });
    await add('trainer', 'user', this.home, { isAdministrator: true });
    await add('disabled', 'admin', this.home, { isAdministrator: true, disabledAt: new Date() });
    for (const name of ['owner', 'admin', 'trainer']) {
      this.keys.set(`key with of ${name}`, (await this.newKey(this.person(name), SCOPES)).key);
      this.keys.set(`key without of ${name}`, (await this.newKey(this.person(name), ['batch'])).key);
    }
  }
}
