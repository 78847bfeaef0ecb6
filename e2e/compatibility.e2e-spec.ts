import { blank, drawing } from './drawings';
import { sharedProduct } from './product';

/** What a browser sends with a form of its own. */
const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8';

async function post(path: string, body: BodyInit, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${sharedProduct().url}${path}`, { method: 'POST', body, headers });
}

function form(field: string, bytes: Buffer): FormData {
  const data = new FormData();
  data.append(field, new Blob([new Uint8Array(bytes)]), 'digit.png');
  return data;
}

function json(bytes: Buffer, prefix = 'data:image/png;base64,'): [string, Record<string, string>] {
  return [JSON.stringify({ image: prefix + bytes.toString('base64') }), { 'content-type': 'application/json' }];
}

describe('clients of the earlier applications', () => {
  let three: Buffer;
  beforeAll(async () => {
    three = await drawing(3);
  });

  it('S1: a data URL in JSON to /predict', async () => {
    const answer = await post('/predict', ...json(three));
    expect(answer.status).toBe(200);
    const body = (await answer.json()) as { prediction: number; probability: number; confidence: number };
    expect(body).toMatchObject({ prediction: 3, status: 'success' });
    expect(body.probability).toBe(body.confidence);
    expect(body.probability).toBeGreaterThan(0.4);
    expect(body.probability).toBeLessThanOrEqual(1);
  });

  it('S2: the form that posts `image` to /recognise, and the server’s own `file` to /predict, get a page with the digit and Back', async () => {
    for (const [path, field] of [
      ['/recognise', 'image'],
      ['/predict', 'file'],
    ] as const) {
      const answer = await post(path, form(field, three), { accept: BROWSER });
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toContain('text/html');
      const page = await answer.text();
      expect(page).toContain('<p class="digit">3</p>');
      expect(page).toMatch(/<a href="\/recognise">Back<\/a>/);
    }
  });

  it('S3: JSON to /recognize and a form to /recognize-upload', async () => {
    expect(await (await post('/recognize', ...json(three))).json()).toMatchObject({ prediction: 3 });
    expect(await (await post('/recognize-upload', form('image', three))).json()).toMatchObject({ prediction: 3 });
  });

  it('S5: a form with `image` to /predict, or bare base64', async () => {
    const expected = { prediction: 3, status: 'success' };
    expect(await (await post('/predict', form('image', three))).json()).toMatchObject(expected);
    expect(await (await post('/predict', ...json(three, ''))).json()).toMatchObject(expected);
  });

  it('answers 400 in their own shape for a blank image, for no image and for another content type', async () => {
    const refused = [
      await post('/predict', form('image', await blank())),
      await post('/predict', form('image', Buffer.from('not an image'))),
      await post('/recognize', 'digit', { 'content-type': 'text/plain' }),
      await post('/recognize', '{}', { 'content-type': 'application/json' }),
      await post('/recognize-upload', form('picture', three)),
    ];
    for (const answer of refused) {
      expect(answer.status).toBe(400);
      const body = (await answer.json()) as { status: string; error: string };
      expect(Object.keys(body).sort()).toEqual(['error', 'status']);
      expect(body.status).toBe('error');
      expect(body.error).not.toBe('');
    }
  });

  it('tells a browser’s form on a page what is wrong', async () => {
    const answer = await post('/predict', form('file', await blank()), { accept: BROWSER });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('No digit was found');
  });
});
