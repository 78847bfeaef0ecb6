import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { World } from './access/world';
import type { CallerName } from './access/table';
import { drawing } from './drawings';

interface Listed {
  readonly items: { readonly id: string; readonly text: string | null }[];
  readonly nextCursor: string | null;
}

describe('one’s own predictions', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  }, 120_000);
  afterAll(() => world.close(), 30_000);

  async function call(caller: CallerName, path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(`${world.product.url}/api/v1${path}`, { ...init, headers: { ...init.headers, ...(await world.credentials(caller)) } });
  }

  async function predict(caller: CallerName, digit: number): Promise<{ id: string; text: string; token?: string }> {
    const body = new Uint8Array(await drawing(digit));
    const made = await call(caller, '/predictions?wait=30000', { method: 'POST', body, headers: { 'content-type': 'image/png' } });
    expect(made.status).toBe(200);
    return (await made.json()) as { id: string; text: string; token?: string };
  }

  const list = async (caller: CallerName, query = '') => (await (await call(caller, `/predictions${query}`)).json()) as Listed;

  it('are listed, searched, looked at and removed by whoever asked for them', async () => {
    const one = await predict('owner', 1);
    const seven = await predict('owner', 7);
    expect(one.token).toBeUndefined();
    expect((await list('owner')).items.map(({ id }) => id)).toEqual([seven.id, one.id]);
    expect((await list('owner', `?text=${seven.text}&limit=1`)).items).toMatchObject([{ id: seven.id, text: seven.text }]);
    expect((await list('colleague')).items).toEqual([]);

    const image = await call('owner', `/predictions/${one.id}/image`);
    expect([image.status, image.headers.get('content-type'), image.headers.get('x-content-type-options')]).toEqual([
      200,
      'image/png',
      'nosniff',
    ]);
    const { width, height } = await sharp(Buffer.from(await image.arrayBuffer())).metadata();
    expect([width, height]).toEqual([280, 280]);

    expect((await call('colleague', `/predictions/${one.id}`, { method: 'DELETE' })).status).toBe(404);
    expect((await call('owner', `/predictions/${one.id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await call('owner', `/predictions/${one.id}`)).status).toBe(404);
    expect((await list('owner')).items.map(({ id }) => id)).toEqual([seven.id]);
  });

  it('are shown as a worker encoded them: the bytes that were sent never come back', async () => {
    const secret = 'written behind the picture';
    const body = new Uint8Array(Buffer.concat([await drawing(3), Buffer.from(secret)]));
    const made = await call('owner', '/predictions?wait=30000', { method: 'POST', body, headers: { 'content-type': 'image/png' } });
    const { id } = (await made.json()) as { id: string };
    // Two at once are answered by one copy.
    const answers = await Promise.all([1, 2].map(() => call('owner', `/predictions/${id}/image`)));
    const pictures = await Promise.all(answers.map(async (answer) => Buffer.from(await answer.arrayBuffer())));
    expect(pictures.map((picture) => picture.includes(secret))).toEqual([false, false]);
    const sha256 = createHash('sha256').update(body).digest('hex');
    expect(await world.database.image.findFirst({ where: { sha256 } })).toMatchObject({
      shownKey: expect.stringMatching(/^shown\//) as unknown,
    });
  });

  it('are seen by a reviewer of the workspace, not by another workspace’s admin, nor by an administrator', async () => {
    const { id } = await predict('owner', 5);
    const callers = [
      'owner',
      'reviewer',
      'admin',
      'key with',
      'colleague',
      'other admin',
      'administrator',
      'key without',
      'anonymous',
    ] as const;
    const statuses = await Promise.all(callers.map(async (caller) => (await call(caller, `/predictions/${id}`)).status));
    expect(statuses).toEqual([200, 200, 200, 200, 404, 404, 404, 403, 401]);
  });

  it('made with a key are its maker’s', async () => {
    const { id } = await predict('key with', 4);
    const row = await world.database.prediction.findUniqueOrThrow({ where: { id } });
    expect(row).toMatchObject({ workspaceId: world.home, tokenHash: null, expiresAt: null });
    expect(row.apiKeyId).not.toBeNull();
  });
});
