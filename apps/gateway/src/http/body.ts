import type { Request } from 'express';
import rawBody from 'raw-body';
import { Problem } from './problem';

/** Refuses a body by its announced length, before a byte of it is kept. */
export function refuseLength(request: Request, limit: number): void {
  const length = Number(request.headers['content-length'] ?? 0);
  if (length > limit) throw tooLarge(limit);
}

/** Reads a request's body, at most `limit` bytes. */
export async function readBody(request: Request, limit: number): Promise<Buffer> {
  refuseLength(request, limit);
  try {
    return await rawBody(request, { limit });
  } catch (error) {
    if (error instanceof Error && 'type' in error && error.type === 'entity.too.large') throw tooLarge(limit);
    throw new Problem(400, 'interrupted', 'The request ended before its body was complete.');
  } finally {
    // What is left of a refused body is read and dropped: a caller that still sends would not see the answer otherwise.
    request.resume();
  }
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
  return new Problem(413, 'too_large', `The upload is larger than ${Math.floor(limit / 1_000_000)} MB.`);
}
