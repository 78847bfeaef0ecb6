import type { IncomingMessage, ServerResponse } from 'node:http';
import { uuidv7 } from 'uuidv7';

const HEADER = 'x-request-id';
/** What we accept of a caller's own id: it goes into logs and jobs, so nothing that could forge a line. */
const ACCEPTABLE = /^[A-Za-z0-9._-]{1,64}$/;
const ids = new WeakMap<IncomingMessage, string>();

/** Gives a request its id (the caller's, when it is harmless) and sends it back in `X-Request-Id`. */
export function assignRequestId(request: IncomingMessage, response: ServerResponse): string {
  const given = request.headers[HEADER];
  const id = typeof given === 'string' && ACCEPTABLE.test(given) ? given : uuidv7();
  ids.set(request, id);
  response.setHeader('X-Request-Id', id);
  return id;
}

/** The id that `assignRequestId` gave. */
export function requestIdOf(request: IncomingMessage): string {
  return ids.get(request) ?? 'unknown';
}
