import type { Prediction } from '@numera/contracts';
import { PredictionClient } from './prediction-client';

const pending: Prediction = {
  id: '01890a5d-ac96-774b-bcce-b302099a8057',
  status: 'pending',
  text: null,
  confidence: null,
  decision: null,
  glyphs: [],
  model: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  completedAt: null,
  timings: null,
  error: null,
};
const done: Prediction = { ...pending, status: 'done', text: '7', confidence: 0.99, decision: 'accept' };
const failed = (code: string): Prediction => ({ ...pending, status: 'failed', error: { code, message: 'No.' } });

interface Call {
  url: string;
  init: RequestInit;
}

/** A server that gives the answers in order, and the calls it got. */
function serverOf(...answers: Response[]): { client: PredictionClient; calls: Call[] } {
  const calls: Call[] = [];
  const ask = (url: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    calls.push({ url: String(url), init });
    const answer = answers.shift();
    return answer ? Promise.resolve(answer) : Promise.reject(new TypeError('Failed to fetch'));
  };
  return { client: new PredictionClient(ask, () => Promise.resolve()), calls };
}
const single = { layout: 'single' };
const image = new Blob(['png'], { type: 'image/png' });

describe('the prediction client', () => {
  it('gives the reading that the server answers at once', async () => {
    const { client, calls } = serverOf(Response.json(done));
    await expect(client.read(image, 'seven.png', single)).resolves.toEqual({ kind: 'read', prediction: done });
    expect(calls[0]?.url).toBe('/api/v1/predictions?wait=15000&layout=single');
    const sent = (calls[0]?.init.body as FormData).get('image') as File;
    expect([sent.name, sent.type, sent.size]).toEqual(['seven.png', 'image/png', 3]);
  });

  it('follows the location with its token until the prediction is done', async () => {
    const { client, calls } = serverOf(
      Response.json({ ...pending, token: 'secret' }, { status: 202, headers: { location: '/api/v1/predictions/x' } }),
      Response.json(pending),
      Response.json(done),
    );
    await expect(client.read(image, 'a.png', single)).resolves.toMatchObject({ kind: 'read', prediction: { token: 'secret' } });
    expect(calls.slice(1).map((call) => call.url)).toEqual(['/api/v1/predictions/x', '/api/v1/predictions/x']);
    expect(calls[1]?.init.headers).toMatchObject({ 'x-prediction-token': 'secret' });
  });

  it('says by its code why an image was refused', async () => {
    const { client } = serverOf(Response.json({ code: 'too_large' }, { status: 413 }));
    await expect(client.read(image, 'a.png', single)).resolves.toEqual({ kind: 'refused', code: 'too_large' });
  });

  it('says which fields of the query were refused, and sends those it is given', async () => {
    const errors = [{ path: 'pattern', message: 'No.' }];
    const { client, calls } = serverOf(Response.json({ code: 'bad_query', errors }, { status: 400 }));
    const answer = client.read(image, 'a.png', { layout: 'auto', pattern: '[0-3]#' });
    await expect(answer).resolves.toEqual({ kind: 'refused', code: 'bad_query', errors });
    expect(calls[0]?.url).toBe('/api/v1/predictions?wait=15000&layout=auto&pattern=%5B0-3%5D%23');
  });

  it('takes a refusal without a problem document for an unnamed one', async () => {
    const { client } = serverOf(new Response('<html>', { status: 400 }));
    await expect(client.read(image, 'a.png', single)).resolves.toEqual({ kind: 'refused', code: 'other' });
  });

  it('says why an image that was taken could not be read', async () => {
    const { client } = serverOf(Response.json(pending, { status: 202 }), Response.json(failed('undecodable')));
    await expect(client.read(image, 'a.png', single)).resolves.toEqual({ kind: 'refused', code: 'undecodable' });
  });

  it.each([
    ['the server fails', new Response('', { status: 503 })],
    ['the prediction failed inside', Response.json(failed('internal'))],
  ])('throws when %s', async (_, answer) => {
    await expect(serverOf(answer).client.read(image, 'a.png', single)).rejects.toThrow();
  });

  it('throws when the server cannot be reached', async () => {
    await expect(serverOf().client.read(image, 'a.png', single)).rejects.toThrow('Failed to fetch');
  });

  it('gives up on a prediction that stays pending', async () => {
    const answers = Array.from({ length: 100 }, () => Response.json(pending, { status: 202 }));
    await expect(serverOf(...answers).client.read(image, 'a.png', single)).rejects.toThrow('still pending');
  });

  it('fetches the picture of a prediction with its token, if the server still has it', async () => {
    const { client, calls } = serverOf(new Response('png'), new Response('', { status: 404 }));
    await expect(client.picture({ ...done, token: 'secret' }).then((blob) => blob?.text())).resolves.toBe('png');
    expect(calls[0]?.url).toBe(`/api/v1/predictions/${done.id}/image`);
    expect(calls[0]?.init.headers).toEqual({ 'x-prediction-token': 'secret' });
    await expect(client.picture(done)).resolves.toBeNull();
  });
});
