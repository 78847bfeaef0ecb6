import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TrainingRun } from '@numera/contracts';
import { drawing } from './drawings';
import { startProduct, type Product } from './product';

const TOKEN = 'the-administrator-of-this-test';
/** A network that learns in seconds; what it learns does not matter here. */
const RECIPE = 's1';

describe('training on the running product', () => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct({ NUMERA_ADMIN_TOKEN: TOKEN, LOG_FORMAT: 'json', LOG_LEVEL: 'debug', MNIST_DIR: '' });
  });
  afterAll(() => product.stop());

  function call(path: string, init: RequestInit = {}, token: string | undefined = TOKEN): Promise<Response> {
    const headers = { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
    return fetch(`${product.url}/api/v1${path}`, { ...init, headers });
  }

  async function ended(id: string): Promise<TrainingRun> {
    for (const limit = Date.now() + 100_000; ; await sleep(300)) {
      const run = (await (await call(`/training-runs/${id}`)).json()) as TrainingRun;
      if (run.status === 'done' || run.status === 'failed' || Date.now() > limit) return run;
    }
  }

  it('is closed to everyone but the administrator', async () => {
    const start = { method: 'POST', body: '{}' };
    expect((await fetch(`${product.url}/api/v1/training-runs`, start)).status).toBe(401);
    expect((await call('/training-runs', start, 'somebody-else-entirely')).status).toBe(401);
    expect((await call('/models', {}, 'somebody-else-entirely')).status).toBe(401);
  });

  it('refuses a request with a value that is not allowed', async () => {
    const answer = await call('/training-runs', { method: 'POST', body: JSON.stringify({ epochs: 0 }) });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: 'bad_request', errors: [{ path: 'epochs' }] });
  });

  it('makes a candidate that does not answer, with progress on the way', async () => {
    const body = JSON.stringify({ recipe: RECIPE, dataset: 'strokes', epochs: 1, limit: 600, seed: 5 });
    const answer = await call('/training-runs', { method: 'POST', body });
    expect(answer.status).toBe(202);
    const run = await ended(((await answer.json()) as TrainingRun).id);
    expect(run).toMatchObject({ status: 'done', error: null, progress: { epoch: 1, epochs: 1 } });
    const { items } = (await (await call('/models')).json()) as {
      items: { version: string; state: string; origin: string; aliases: string[] }[];
    };
    expect(items.find(({ version }) => version === run.model)).toMatchObject({ state: 'candidate', origin: 'trained', aliases: [] });
    const champion = items.find(({ aliases }) => aliases.includes('champion'));
    expect(champion).toMatchObject({ state: 'active', origin: 'shipped' });
    const reading = await fetch(`${product.url}/api/v1/predictions`, {
      method: 'POST',
      body: new Uint8Array(await drawing(7)),
      headers: { 'content-type': 'image/png' },
    });
    expect(await reading.json()).toMatchObject({ text: '7', model: champion!.version });
  }, 120_000);

  it('is started by `numera admin train`, which prints the candidate and nothing else', async () => {
    const program = join(__dirname, '..', 'apps', 'cli', 'bin', 'numera.js');
    const args = [
      program,
      'admin',
      'train',
      '--recipe',
      RECIPE,
      '--dataset',
      'strokes',
      '--epochs',
      '1',
      '--limit',
      '300',
      '--url',
      product.url,
    ];
    const run = promisify(execFile);
    const { stdout } = await run(process.execPath, args, { env: { ...process.env, NUMERA_ADMIN_TOKEN: TOKEN } });
    expect(stdout).toMatch(/^digits-\d{8}-[0-9a-f]{8}\n$/);
    const refused = run(process.execPath, args, { env: { ...process.env, NUMERA_ADMIN_TOKEN: 'somebody-else-entirely' } });
    await expect(refused).rejects.toMatchObject({ code: 1, stdout: '', stderr: 'numera: That key is not known.\n' });
  }, 120_000);

  it('says what is wrong with a recipe that does not exist', async () => {
    const answer = await call('/training-runs', { method: 'POST', body: JSON.stringify({ recipe: 'no-such-recipe', dataset: 'strokes' }) });
    const run = await ended(((await answer.json()) as TrainingRun).id);
    expect(run).toMatchObject({ status: 'failed', model: null, error: { code: 'bad_recipe' } });
  });

  it('carries the request’s id through the job into the worker’s log', async () => {
    const headers = { 'content-type': 'image/png', 'x-request-id': 'follow-me' };
    await fetch(`${product.url}/api/v1/predictions`, { method: 'POST', body: new Uint8Array(await drawing(4)), headers });
    const services = () =>
      new Set(product.log.filter((line) => line.includes('"follow-me"')).map((line) => (JSON.parse(line) as { service: string }).service));
    // A line takes its way through the service's and the launcher's pipes.
    for (const limit = Date.now() + 30_000; services().size < 2 && Date.now() < limit; await sleep(50));
    expect(services()).toEqual(new Set(['gateway', 'inference-worker']));
  });
});
