import type { Request } from 'express';
import { Problem } from './problem';

/** Refuses a body by its announced length, before a byte of it is kept. */
export function refuseLength(request: Request, limit: number): void {
  const length = Number(request.headers['content-length'] ?? 0);
  if (length > limit) throw tooLarge(limit);
}

/** Reads a request's body, at most `limit` bytes. */
export async function readBody(request: Request, limit: number): Promise<Buffer> {
  refuseLength(request, limit);
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > limit) throw tooLarge(limit);
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem(400, 'interrupted', 'The request ended before its body was complete.');
  }
  return Buffer.concat(chunks, size);
}

/** Reads and parses a JSON body; anything that is not JSON is 400. */
export async function readJson(request: Request, limit: number): Promise<unknown> {
  const body = await readBody(request, limit);
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    throw new Problem(400, 'bad_json', 'The body is not valid JSON.');
  }
}

/** The media type without its parameters, lower case; '' when there is none. */
export function mediaType(request: Request): string {
  return (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

export function tooLarge(limit: number): Problem {
  // The rest of the body is not read: the connection can not be used again.
  return new Problem(413, 'too_large', `The upload is larger than ${Math.floor(limit / 1_000_000)} MB.`, {
    headers: { Connection: 'close' },
  });
}
