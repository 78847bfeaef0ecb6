import { setTimeout as sleep } from 'node:timers/promises';
import { drawing } from './drawings';
import { pidOf } from './processes';
import { startProduct, type Product } from './product';

const COUNT = 60;

const scenario = process.platform === 'linux' ? it : it.skip;

describe('nothing that was accepted is lost', () => {
  let product: Product;
  let pictures: Buffer[];
  beforeAll(async () => {
    product = await startProduct({ NUMERA_SWEEP_MS: '1000' });
    pictures = await Promise.all(Array.from({ length: 10 }, (_, digit) => drawing(digit)));
  });
  afterAll(() => product.stop());

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
