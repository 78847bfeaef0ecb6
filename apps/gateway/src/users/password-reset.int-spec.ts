import { openDatabase, type Database } from '@numera/prisma';
import { startGateway, Visitor, type TestGateway } from '@numera/testing';
import { uuidv7 } from 'uuidv7';
import { DEFAULT_WORKSPACE } from '../platform/tokens';

describe('a password that an administrator has reset', () => {
  const id = uuidv7();
  const email = 'bob@example.org';
  let gateway: TestGateway;
  let database: Database;
  let administrator: Visitor;

  beforeAll(async () => {
    gateway = await startGateway();
    database = openDatabase(gateway.database.appUrl, 2);
    const memberships = { create: { workspaceId: DEFAULT_WORKSPACE, role: 'user' } } as const;
    await database.user.create({ data: { id, name: 'Bob', email, username: 'bob', emailVerified: true, memberships } });
    administrator = new Visitor(gateway.url, { authorization: `Bearer ${gateway.adminToken}` });
  });
  afterAll(async () => {
    await database.$disconnect();
    await gateway.stop();
  });

  it('is chosen by its owner, with a link that only their mail tells, and once', async () => {
    const started = await administrator.post(`/api/v1/users/${id}/password-reset`, {});
    expect([started.status, started.body]).toEqual([204, {}]);
    const mail = await database.mailMessage.findFirstOrThrow({ where: { recipient: email, kind: 'reset-password' } });
    const token = /token=([^\s&]+)/.exec(mail.text ?? '')?.[1] ?? '';
    const choose = (newPassword: string) => new Visitor(gateway.url).post('/api/auth/reset-password', { token, newPassword });
    expect((await choose('rowing over the quiet lake')).status).toBe(200);
    expect(await choose('another one over the lake')).toMatchObject({ status: 400, body: { code: 'link_invalid' } });
    const told = await database.auditEvent.findMany({ where: { targetId: id } });
    expect(JSON.stringify(told, (_, value: unknown) => String(value))).not.toContain(token);
  });

  it('is neither set nor seen by who has it reset', async () => {
    const set = await administrator.send('PATCH', `/api/v1/users/${id}`, { password: 'chosen by somebody else' });
    expect([set.status, set.body['code']]).toEqual([400, 'bad_request']);
    const { body } = await administrator.get(`/api/v1/users/${id}`);
    const { password } = await database.account.findFirstOrThrow({ where: { userId: id } });
    expect(password).toMatch(/^\$argon2id\$/);
    expect(JSON.stringify(body)).not.toMatch(/argon2|"password"/);
  });
});
