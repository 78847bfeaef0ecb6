import { setTimeout as sleep } from 'node:timers/promises';
import { migrate, openDatabase, type Database } from '@numera/prisma';
import { testPostgres, type TestDatabase } from '@numera/testing';
import { uuidv7 } from 'uuidv7';
import { drawing } from './drawings';
import { pidOf } from './processes';
import { startProduct, type Product } from './product';

const COUNT = 20_000;

const scenario = process.platform === 'linux' ? it : it.skip;

describe('a person whose time has come', () => {
  let postgres: TestDatabase;
  let database: Database;
  let product: Product;
  beforeAll(async () => {
    postgres = await testPostgres({ migrate });
    database = openDatabase(postgres.appUrl, 2);
    product = await startProduct({ DATABASE_URL: postgres.ownerUrl, NUMERA_CLEANUP_MS: '300' });
  }, 120_000);
  afterAll(async () => {
    await product.stop();
    await database.$disconnect();
    await postgres.stop();
  });

  /** Waits until `look` says so; a test that waits in vain fails by its own time limit. */
  async function until(look: () => Promise<boolean>): Promise<void> {
    while (!(await look())) await sleep(20);
  }

  scenario(
    'goes with all that is theirs, though the gateway is killed in the middle',
    async () => {
      const made = await fetch(`${product.url}/api/v1/predictions?wait=30000`, {
        method: 'POST',
        body: new Uint8Array(await drawing(7)),
        headers: { 'content-type': 'image/png' },
      });
      const { id } = (await made.json()) as { id: string };
      const ownerId = uuidv7();
      await database.user.create({ data: { id: ownerId, name: 'Ann', email: 'ann@example.org' } });
      await database.$executeRawUnsafe(`
        INSERT INTO predictions (id, workspace_id, owner_id, recogniser, image_id, options, options_hash, model_version, job_id, status)
        SELECT gen_random_uuid(), workspace_id, '${ownerId}', recogniser, image_id, '{}', 'h', model_version, 'j', 'done'
        FROM predictions, generate_series(1, ${COUNT}) WHERE id = '${id}'`);
      const left = () => database.prediction.count({ where: { ownerId } });

      await database.user.update({ where: { id: ownerId }, data: { deletionAt: new Date() } });
      await until(async () => (await left()) < COUNT);
      process.kill(pidOf(product, 'gateway'), 'SIGKILL');
      expect(await left()).toBeGreaterThan(0);
      expect(await database.user.count({ where: { id: ownerId } })).toBe(1);

      await until(async () => (await database.user.count({ where: { id: ownerId } })) === 0);
      expect(await left()).toBe(0);
      expect(await database.auditEvent.count({ where: { action: 'user.deleted', targetId: ownerId } })).toBe(1);
    },
    120_000,
  );
});
