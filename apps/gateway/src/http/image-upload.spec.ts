import { Readable } from 'node:stream';
import type { Request } from 'express';
import { decodeBase64, readImage, readUpload } from './image-upload';
import { Problem } from './problem';

const RULES = { fields: ['image'], raw: true };
const PIXELS = Buffer.from('not really an image, but bytes');

function request(type: string, body: Buffer, headers: Record<string, string> = {}): Request {
  const stream = Readable.from([body.subarray(0, 10), body.subarray(10)]);
  return Object.assign(stream, { headers: { 'content-type': type, ...headers } }) as unknown as Request;
}

function form(field: string, fileName: string | undefined, content: Buffer): { type: string; body: Buffer } {
  const name = fileName === undefined ? '' : `; filename="${fileName}"`;
  const head = `--edge\r\nContent-Disposition: form-data; name="${field}"${name}\r\n\r\n`;
  return { type: 'multipart/form-data; boundary=edge', body: Buffer.concat([Buffer.from(head), content, Buffer.from('\r\n--edge--\r\n')]) };
}

async function refusal(promise: Promise<unknown>): Promise<{ status: number; code: string }> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(Problem);
  const { status, code } = error as Problem;
  return { status, code };
}

describe('readImage', () => {
  it('takes the file of a multipart form', async () => {
    const { type, body } = form('image', 'seven.png', PIXELS);
    expect(await readImage(request(type, body), RULES)).toEqual(PIXELS);
  });

  it('takes a text field that carries base64', async () => {
    const { type, body } = form('image', undefined, Buffer.from(PIXELS.toString('base64')));
    expect(await readImage(request(type, body), RULES)).toEqual(PIXELS);
  });

  it('takes JSON with a data URL', async () => {
    const body = Buffer.from(JSON.stringify({ image: `data:image/png;base64,${PIXELS.toString('base64')}` }));
    expect(await readImage(request('application/json; charset=utf-8', body), RULES)).toEqual(PIXELS);
  });

  it('takes what stands beside the image under the names that the route knows', async () => {
    const rules = { ...RULES, options: ['mode', 'expectedLength', 'explain'] };
    const image = PIXELS.toString('base64');
    const body = Buffer.from(JSON.stringify({ image, expectedLength: 5, explain: true, mode: null, wait: 7 }));
    expect(await readUpload(request('application/json', body), rules)).toEqual({
      bytes: PIXELS,
      beside: { expectedLength: '5', explain: 'true' },
    });
    const { type, body: file } = form('image', 'seven.png', PIXELS);
    const boundary = type.split('boundary=')[1] ?? '';
    const fields = ['mode', 'mode', 'other'].map(
      (name, i) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${i}\r\n`,
    );
    const whole = Buffer.concat([Buffer.from(fields.join('')), file]);
    expect(await readUpload(request(type, whole), rules)).toEqual({ bytes: PIXELS, beside: { mode: '0' } });
  });

  it('takes a raw image body, only where the route allows it', async () => {
    expect(await readImage(request('image/png', PIXELS), RULES)).toEqual(PIXELS);
    const strict = readImage(request('image/png', PIXELS), { ...RULES, raw: false });
    expect(await refusal(strict)).toEqual({ status: 415, code: 'unsupported_media_type' });
  });

  it('refuses a form whose file has another name', async () => {
    const { type, body } = form('picture', 'seven.png', PIXELS);
    expect(await refusal(readImage(request(type, body), RULES))).toEqual({ status: 400, code: 'image_missing' });
  });

  it('refuses a form without a boundary and one that is cut off', async () => {
    expect(await refusal(readImage(request('multipart/form-data', PIXELS), RULES))).toEqual({ status: 400, code: 'bad_multipart' });
    const { type, body } = form('image', 'seven.png', PIXELS);
    expect(await refusal(readImage(request(type, body.subarray(0, body.length - 20)), RULES))).toEqual({
      status: 400,
      code: 'bad_multipart',
    });
  });

  it('refuses JSON without an image, and JSON that is none', async () => {
    expect(await refusal(readImage(request('application/json', Buffer.from('{"picture":"x"}')), RULES))).toEqual({
      status: 400,
      code: 'bad_request',
    });
    expect(await refusal(readImage(request('application/json', Buffer.from('{"image":')), RULES))).toEqual({
      status: 400,
      code: 'bad_json',
    });
  });

  it('refuses a body by its announced length before reading it', async () => {
    const announced = request('image/png', PIXELS, { 'content-length': '99999999' });
    expect(await refusal(readImage(announced, RULES))).toEqual({ status: 413, code: 'too_large' });
    expect(announced.readableEnded).toBe(false);
  });

  it('refuses a body that grows past the limit without having announced it', async () => {
    const endless = Buffer.alloc(11_000_000);
    expect(await refusal(readImage(request('image/png', endless), RULES))).toEqual({ status: 413, code: 'too_large' });
    const { type, body } = form('image', 'big.png', endless);
    expect(await refusal(readImage(request(type, body), RULES))).toEqual({ status: 413, code: 'too_large' });
  });
});

describe('decodeBase64', () => {
  it('takes URL-safe letters and line breaks', () => {
    expect(decodeBase64('-_\n8=')).toEqual(Buffer.from([0xfb, 0xff]));
  });

  it('refuses other characters', () => {
    expect(() => decodeBase64('data:text/html,<b>')).toThrow(Problem);
  });
});
