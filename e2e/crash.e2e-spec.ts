import { setTimeout as sleep } from 'node:timers/promises';
import { migrate, openDatabase, type Database } from '@numera/prisma';
import { testPostgres, type TestDatabase } from '@numera/testing';
import { uuidv7 } from 'uuidv7';
import { drawing } from './drawings';
import { pidOf } from './processes';
import { startProduct, type Product } from './product';

const COUNT = 60;
/** Of someone who is removed: enough that the removal takes a while. */
const LEFT_BEHIND = 10_000;

const scenario = process.platform === 'linux' ? it : it.skip;

let postgres: TestDatabase;
let database: Database;
let product: Product;
let pictures: Buffer[];
beforeAll(async () => {
  postgres = await testPostgres({ migrate });
  database = openDatabase(postgres.appUrl, 2);
  product = await startProduct({ DATABASE_URL: postgres.ownerUrl, NUMERA_SWEEP_MS: '1000', NUMERA_CLEANUP_MS: '300' });
  pictures = await Promise.all(Array.from({ length: 10 }, (_, digit) => drawing(digit)));
}, 120_000);
afterAll(async () => {
  await product.stop();
  await database.$disconnect();
  await postgres.stop();
});

describe('nothing that was accepted is lost', () => {
  async function accept(i: number): Promise<{ id: string; token: string }> {
    // Bytes behind the end of a PNG change nothing but the hash: every image is one of its own.
    const body = new Uint8Array(Buffer.concat([pictures[i % 10]!, Buffer.from(`-${i}`)]));
    const answer = await fetch(`${product.url}/api/v1/predictions?wait=0`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'image/png' },
    });
    // A quick worker may have settled it before the answer is sent.
    expect([200, 202]).toContain(answer.status);
    return (await answer.json()) as { id: string; token: string };
  }

  async function settled({ id, token }: { id: string; token: string }): Promise<{ status: string; text: string | null }> {
    for (const limit = Date.now() + 90_000; ; await sleep(200)) {
      try {
        const answer = await fetch(`${product.url}/api/v1/predictions/${id}?wait=5000`, { headers: { 'x-prediction-token': token } });
        const body = (await answer.json()) as { status: string; text: string | null };
        if (answer.status === 200 && body.status !== 'pending') return body;
      } catch {
        // The gateway is starting again.
      }
      if (Date.now() > limit) return { status: 'lost', text: null };
    }
  }

  scenario(
    'when the worker is killed in the middle of its work',
    async () => {
      const accepted = await Promise.all(Array.from({ length: COUNT }, (_, i) => accept(i)));
      process.kill(pidOf(product, 'inference-worker'), 'SIGKILL');
      const readings = await Promise.all(accepted.map(settled));
      expect(readings.map((reading) => reading.status)).toEqual(Array.from({ length: COUNT }, () => 'done'));
    },
    120_000,
  );

  scenario(
    'when the gateway is killed with answers outstanding',
    async () => {
      const accepted = await Promise.all(Array.from({ length: COUNT }, (_, i) => accept(1000 + i)));
      process.kill(pidOf(product, 'gateway'), 'SIGKILL');
      const readings = await Promise.all(accepted.map(settled));
      expect(readings.map((reading) => reading.status)).toEqual(Array.from({ length: COUNT }, () => 'done'));
    },
    120_000,
  );
});

describe('a person whose time has come', () => {
  /** Waits until `look` says so; a test that waits in vain fails by its own time limit. */
  async function until(look: () => Promise<boolean>): Promise<void> {
    while (!(await look())) await sleep(20);
  }

  scenario(
    'goes with all that is theirs, though the gateway is killed in the middle',
    async () => {
      const made = await fetch(`${product.url}/api/v1/predictions?wait=30000`, {
        method: 'POST',
        body: new Uint8Array(pictures[7]!),
        headers: { 'content-type': 'image/png' },
      });
      const { id } = (await made.json()) as { id: string };
      const ownerId = uuidv7();
      await database.user.create({ data: { id: ownerId, name: 'Ann', email: 'ann@example.org' } });
      await database.$executeRawUnsafe(`
        INSERT INTO predictions (id, workspace_id, owner_id, recogniser, image_id, options, options_hash, model_version, job_id, status)
        SELECT gen_random_uuid(), workspace_id, '${ownerId}', recogniser, image_id, '{}', 'h', model_version, 'j', 'done'
        FROM predictions, generate_series(1, ${LEFT_BEHIND}) WHERE id = '${id}'`);
      const left = () => database.prediction.count({ where: { ownerId } });

      await database.user.update({ where: { id: ownerId }, data: { deletionAt: new Date() } });
      await until(async () => (await left()) < LEFT_BEHIND);
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
