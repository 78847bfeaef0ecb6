import { openDatabase, type Database } from '@numera/prisma';
import { startGateway, type TestGateway } from '@numera/testing';

describe('a training run', () => {
  let gateway: TestGateway;
  let database: Database;
  beforeAll(async () => {
    gateway = await startGateway();
    database = openDatabase(gateway.database.appUrl, 2);
  });
  afterAll(async () => {
    await database.$disconnect();
    await gateway.stop();
  });

  const start = (body: object) =>
    fetch(`${gateway.url}/api/v1/training-runs`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { authorization: `Bearer ${gateway.adminToken}`, 'content-type': 'application/json' },
    });
  const told = () => database.auditEvent.findMany({ where: { action: 'training-run.started' } });

  it('is written into the audit trail with who started it and what was asked for', async () => {
    const answer = await start({ recipe: 's1', dataset: 'strokes', epochs: 1, limit: 100, seed: 5 });
    expect(answer.status).toBe(202);
    const { id } = (await answer.json()) as { id: string };
    expect(await told()).toMatchObject([
      { actorKind: 'operator', targetKind: 'training-run', targetId: id, after: { recipe: 's1', dataset: 'strokes', epochs: 1, seed: 5 } },
    ]);
  });

  it('that is refused is none', async () => {
    const before = (await told()).length;
    expect((await start({ epochs: 0 })).status).toBe(400);
    expect(await told()).toHaveLength(before);
  });
});
