import { predictionRequest } from '@numera/contracts';
import { MAX_IMAGE_BYTES } from '@numera/imaging';
import busboy from 'busboy';
import type { Request } from 'express';
import { mediaType, readBody, readJson, refuseLength, tooLarge } from './body';
import { Problem } from './problem';
import { UploadRoom } from './upload-room';

const IMAGE_LIMIT = MAX_IMAGE_BYTES;
/** Largest JSON body: base64 makes 4 bytes of 3. No other body may be larger. */
export const MAX_BODY_BYTES = 14_000_000;
/** Room for the part headers and small fields around the image in a multipart body. */
const MULTIPART_LIMIT = IMAGE_LIMIT + 100_000;

const room = new UploadRoom();

export interface UploadRules {
  /** Names of the multipart field that may carry the image. */
  readonly fields: readonly string[];
  /** Whether a raw `image/*` body is taken. */
  readonly raw: boolean;
  /** Names of what may stand beside the image: small fields of the form, or members of the JSON body. Default: none. */
  readonly options?: readonly string[];
}

export interface Upload {
  readonly bytes: Buffer;
  /** What stood beside the image under the names of `options`, as text; the first of several. */
  readonly beside: Readonly<Record<string, string>>;
}

/** The bytes of the one image in a request. */
export const readImage = async (request: Request, rules: UploadRules): Promise<Buffer> => (await readUpload(request, rules)).bytes;

/** The one image in a request and what stands beside it: multipart, JSON with a data URL or base64, or the raw image. */
export async function readUpload(request: Request, rules: UploadRules): Promise<Upload> {
  room.take(request, MAX_BODY_BYTES);
  const type = mediaType(request);
  if (type === 'multipart/form-data') return readMultipart(request, rules);
  if (type === 'application/json') return fromJson(await readJson(request, MAX_BODY_BYTES), rules);
  if (rules.raw && type.startsWith('image/')) return { bytes: await readBody(request, IMAGE_LIMIT), beside: {} };
  throw new Problem(415, 'unsupported_media_type', 'Send the image as multipart/form-data, as JSON, or as an image/* body.');
}

function fromJson(body: unknown, { options = [] }: UploadRules): Upload {
  const parsed = predictionRequest.safeParse(body);
  if (!parsed.success) {
    const errors = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
    throw new Problem(400, 'bad_request', 'The body needs a member `image` with a data URL or base64.', { errors });
  }
  const members = Object.entries(body as object).filter(([name, value]) => options.includes(name) && value !== null);
  return {
    bytes: decodeBase64(parsed.data.image),
    beside: Object.fromEntries(members.map(([name, value]) => [name, typeof value === 'object' ? JSON.stringify(value) : String(value)])),
  };
}

const DATA_URL = /^data:[a-z0-9.+/-]*(?:;[a-z0-9=._-]+)*;base64,/i;
const BASE64 = /^[A-Za-z0-9+/_-]*={0,2}$/;

/** Bytes of a data URL or bare base64 (standard or URL-safe, line breaks allowed). */
export function decodeBase64(text: string): Buffer {
  const base64 = text.replace(DATA_URL, '').replace(/\s+/g, '');
  if (!BASE64.test(base64)) throw new Problem(400, 'bad_base64', 'The image is neither a base64 data URL nor base64.');
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length > IMAGE_LIMIT) throw tooLarge(IMAGE_LIMIT);
  return bytes;
}

function readMultipart(request: Request, { fields: names, options = [] }: UploadRules): Promise<Upload> {
  refuseLength(request, MULTIPART_LIMIT);
  return new Promise((resolve, reject) => {
    const parser = openParser(request);
    let image: Buffer | undefined;
    const beside: Record<string, string> = {};
    const refuse = (problem: Problem) => {
      request.unpipe(parser);
      request.resume();
      reject(problem);
    };
    parser.on('file', (name, stream) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('limit', () => refuse(tooLarge(IMAGE_LIMIT)));
      stream.on('error', () => undefined);
      stream.on('close', () => {
        if (names.includes(name)) image ??= Buffer.concat(chunks);
      });
    });
    parser.on('field', (name, value, info) => {
      if (options.includes(name)) beside[name] ??= value;
      if (!names.includes(name)) return;
      if (info.valueTruncated) return refuse(tooLarge(MAX_BODY_BYTES));
      try {
        image ??= decodeBase64(value);
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
    for (const limit of ['filesLimit', 'fieldsLimit', 'partsLimit'] as const) {
      parser.on(limit, () => refuse(new Problem(400, 'too_many_parts', 'The form has too many parts: send one image.')));
    }
    parser.on('error', () => refuse(new Problem(400, 'bad_multipart', 'The multipart body is malformed.')));
    parser.on('close', () => {
      if (image === undefined)
        reject(new Problem(400, 'image_missing', `The form needs a file field named ${names.map((n) => `\`${n}\``).join(' or ')}.`));
      else resolve({ bytes: image, beside });
    });
    // A caller that goes away in the middle never ends the form.
    request.on('aborted', () => refuse(new Problem(400, 'interrupted', 'The request ended before its body was complete.')));
    request.pipe(parser);
  });
}

function openParser(request: Request): busboy.Busboy {
  try {
    const limits = { files: 1, fields: 16, parts: 20, fileSize: IMAGE_LIMIT, fieldSize: MAX_BODY_BYTES, headerPairs: 32 };
    return busboy({ headers: request.headers, limits });
  } catch {
    throw new Problem(400, 'bad_multipart', 'The multipart body has no boundary.');
  }
}
