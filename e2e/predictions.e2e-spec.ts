import { prediction as predictionBody, problem } from '@numera/contracts';
import sharp from 'sharp';
import { blank, damaged, drawing } from './drawings';
import { sharedProduct } from './product';

const SEVEN = 7;

async function post(body: BodyInit, query = '', headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${sharedProduct().url}/api/v1/predictions${query}`, { method: 'POST', body, headers });
}

function form(bytes: Buffer, field = 'image', name = 'digit.png'): FormData {
  const data = new FormData();
  data.append(field, new Blob([new Uint8Array(bytes)]), name);
  return data;
}

async function problemOf(response: Response): Promise<{ status: number; code: string }> {
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  const body = problem.parse(await response.json());
  expect(body.status).toBe(response.status);
  expect(response.headers.get('x-request-id')).toBe(body.requestId);
  return { status: response.status, code: body.code };
}

describe('POST /api/v1/predictions', () => {
  let seven: Buffer;
  beforeAll(async () => {
    seven = await drawing(SEVEN);
  });

  it('reads a digit sent as multipart, as JSON, as base64 and as a raw body, alike', async () => {
    const base64 = seven.toString('base64');
    const json = { 'content-type': 'application/json' };
    const answers = await Promise.all([
      post(form(seven)),
      post(JSON.stringify({ image: `data:image/png;base64,${base64}` }), '', json),
      post(JSON.stringify({ image: base64 }), '', json),
      post(new Uint8Array(seven), '', { 'content-type': 'image/png' }),
    ]);
    for (const answer of answers) {
      expect(answer.status).toBe(200);
      const body = predictionBody.parse(await answer.json());
      expect(body).toMatchObject({ status: 'done', text: '7', error: null });
      expect(body.glyphs).toHaveLength(1);
      const glyph = body.glyphs[0]!;
      expect(glyph).toMatchObject({ label: '7', digit: 7, row: 0 });
      expect(glyph.probabilities).toHaveLength(10);
      expect(glyph.probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 4);
      expect(glyph.probabilities.indexOf(Math.max(...glyph.probabilities))).toBe(7);
      expect(glyph.box.x + glyph.box.width).toBeLessThanOrEqual(280);
      expect(body.model).toMatch(/^digits-\d{8}-[0-9a-f]{8}$/);
      expect(body.timings?.totalMs).toBeGreaterThan(0);
    }
  });

  it('takes how to read from the query, a field of the form or a member of the JSON body; the query counts first', async () => {
    const field = (mode: string): FormData => {
      const data = form(seven);
      data.append('mode', mode);
      return data;
    };
    const json = JSON.stringify({ image: seven.toString('base64'), mode: 'accurate', expectedLength: 1 });
    const answers = await Promise.all([
      post(form(seven), '?mode=accurate'),
      post(field('accurate')),
      post(json, '', { 'content-type': 'application/json' }),
      post(field('accurate'), '?mode=fast'),
    ]);
    const modes = await Promise.all(answers.map(async (answer) => predictionBody.parse(await answer.json()).mode));
    expect(modes).toEqual(['accurate', 'accurate', 'accurate', 'fast']);
    expect(await problemOf(await post(field('slow')))).toEqual({ status: 400, code: 'bad_request' });
  });

  it('gives a request that is sent again with its Idempotency-Key what the first one made', async () => {
    const key = { 'idempotency-key': 'a drawing of a seven' };
    const first = (await (await post(form(seven), '', key)).json()) as { id: string; token: string };
    const again = await post(form(seven), '', key);
    expect([again.status, await again.json()]).toEqual([200, first]);
    expect(first).toMatchObject({ status: 'done', text: '7' });
    const refused = await post(form(await damaged()), '?wait=10000', { 'idempotency-key': 'damaged' });
    const refusedAgain = await post(form(await damaged()), '?wait=10000', { 'idempotency-key': 'damaged' });
    expect([refused.status, refused.headers.get('location')]).toEqual([422, refusedAgain.headers.get('location')]);
  });

  it.each(['png', 'jpeg', 'webp', 'gif', 'tiff', 'avif'] as const)('reads %s', async (format) => {
    const answer = await post(form(await sharp(seven).toFormat(format).toBuffer()));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ text: '7' });
  });

  it('answers a blank page with reject: no text, no glyphs', async () => {
    const answer = await post(form(await blank()));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ status: 'done', text: null, glyphs: [], decision: 'reject' });
  });

  it('answers 202 at once when nobody wants to wait, and the reading later', async () => {
    const answer = await post(form(seven), '?wait=0');
    expect(answer.status).toBe(202);
    expect(answer.headers.get('retry-after')).toBe('1');
    const location = answer.headers.get('location')!;
    const { token, id } = (await answer.json()) as { token: string; id: string };
    expect(location).toBe(`/api/v1/predictions/${id}`);
    const later = await fetch(`${sharedProduct().url}${location}?wait=10000`, { headers: { 'x-prediction-token': token } });
    expect(later.status).toBe(200);
    expect(await later.json()).toMatchObject({ id, status: 'done', text: '7' });
  });

  it('shows a prediction and its image to whoever has its token, and to nobody else', async () => {
    const { token, id } = (await (await post(form(seven))).json()) as { token: string; id: string };
    const url = `${sharedProduct().url}/api/v1/predictions/${id}`;
    expect(await problemOf(await fetch(url))).toEqual({ status: 401, code: 'token_required' });
    expect(await problemOf(await fetch(`${url}/image`))).toEqual({ status: 401, code: 'token_required' });
    expect(await problemOf(await fetch(url, { headers: { 'x-prediction-token': 'x'.repeat(43) } }))).toEqual({
      status: 404,
      code: 'not_found',
    });
    const image = await fetch(`${url}/image?token=${token}`);
    expect(image.headers.get('content-type')).toBe('image/png');
    expect(image.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await sharp(Buffer.from(await image.arrayBuffer())).metadata()).toMatchObject({ format: 'png', width: 280, height: 280 });
  });

  it('fails a damaged image for good: 422 with the prediction’s id, then 200 and failed', async () => {
    const answer = await post(form(await damaged()), '?wait=10000');
    expect(answer.status).toBe(422);
    const body = problem.parse(await answer.clone().json());
    expect(await problemOf(answer)).toEqual({ status: 422, code: 'undecodable' });
    expect(body.predictionId).toBeDefined();
    expect(answer.headers.get('location')).toBe(`/api/v1/predictions/${body.predictionId}`);
  });

  it('lets the caller of a damaged image read that it failed', async () => {
    const answer = await post(form(await damaged()), '?wait=0');
    const { token, id } = (await answer.json()) as { token: string; id: string };
    const url = `${sharedProduct().url}/api/v1/predictions/${id}?wait=10000`;
    const later = await fetch(url, { headers: { 'x-prediction-token': token } });
    expect(later.status).toBe(200);
    expect(await later.json()).toMatchObject({
      status: 'failed',
      text: null,
      confidence: null,
      decision: null,
      error: { code: 'undecodable' },
    });
  });

  it.each([
    ['nothing', 400, 'empty', () => Promise.resolve(Buffer.alloc(0))],
    ['an HTML page', 415, 'unsupported_type', () => Promise.resolve(Buffer.from('<html>'))],
    [
      'an SVG',
      415,
      'unsupported_type',
      () => Promise.resolve(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')),
    ],
    ['a HEIC photo', 415, 'unsupported_type', () => Promise.resolve(Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'))],
    ['25 megapixels', 422, 'too_many_pixels', () => blank(5000)],
    ['more than 10 MB', 413, 'too_large', () => Promise.resolve(Buffer.alloc(11_000_000, 1))],
  ])('refuses %s', async (_what, status, code, make) => {
    expect(await problemOf(await post(form(await make())))).toEqual({ status, code });
  });

  it('refuses a bad wait, another content type, a form without an image and broken JSON', async () => {
    expect(await problemOf(await post(form(seven), '?wait=30001'))).toEqual({ status: 400, code: 'bad_query' });
    expect(await problemOf(await post('digit', '', { 'content-type': 'text/plain' }))).toEqual({
      status: 415,
      code: 'unsupported_media_type',
    });
    expect(await problemOf(await post(form(seven, 'picture')))).toEqual({ status: 400, code: 'image_missing' });
    expect(await problemOf(await post('{', '', { 'content-type': 'application/json' }))).toEqual({ status: 400, code: 'bad_json' });
  });

  it('takes a harmless request id of the caller’s and makes its own for any other', async () => {
    expect((await post(form(seven), '', { 'x-request-id': 'till-42' })).headers.get('x-request-id')).toBe('till-42');
    expect((await post(form(seven), '', { 'x-request-id': 'a b"c' })).headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('every address', () => {
  it('has the security headers', async () => {
    for (const path of ['/', '/health', '/api/docs', '/api/v1/nothing']) {
      const { headers } = await fetch(`${sharedProduct().url}${path}`);
      expect(headers.get('content-security-policy')).toContain("script-src 'self' 'wasm-unsafe-eval';");
      expect(headers.get('content-security-policy')).not.toContain('unsafe-inline');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-powered-by')).toBeNull();
    }
  });

  it('answers what is not there with a problem document', async () => {
    expect(await problemOf(await fetch(`${sharedProduct().url}/api/v1/nothing`))).toEqual({ status: 404, code: 'not_found' });
    expect(await problemOf(await fetch(`${sharedProduct().url}/api/v1/predictions/%zz`))).toMatchObject({ status: 400 });
  });

  it('keeps administrators’ routes closed without the token', async () => {
    const { status } = await fetch(`${sharedProduct().url}/api/v1/models`);
    expect([401, 403]).toContain(status);
  });

  it('says that it is healthy and ready', async () => {
    expect(await (await fetch(`${sharedProduct().url}/health`)).json()).toMatchObject({ status: 'ok' });
    expect(await (await fetch(`${sharedProduct().url}/health/ready`)).json()).toEqual({
      status: 'ok',
      checks: { database: true, queue: true, objectStore: true },
      workers: 1,
    });
  });

  it('serves its OpenAPI document and a page for it', async () => {
    expect(await (await fetch(`${sharedProduct().url}/api/openapi.json`)).json()).toMatchObject({ openapi: '3.1.0' });
    expect(await (await fetch(`${sharedProduct().url}/api/docs`)).text()).toContain('swagger-ui');
    expect((await fetch(`${sharedProduct().url}/api/docs/assets/swagger-ui-bundle.js`)).status).toBe(200);
  });
});
