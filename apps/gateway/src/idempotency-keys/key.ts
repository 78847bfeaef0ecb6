import { createHmac } from 'node:crypto';
import type { Request } from 'express';
import type { Caller } from '../http/caller';
import { callerOf } from '../http/caller';
import { clientAddress, sourceOf } from '../http/client-address';
import { Problem } from '../http/problem';

/** The key that a request carries; undefined when it carries none. Throws 400 for one that is not 1 to 255 printable characters. */
export function keyOf(request: Request): string | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key === 'string' && /^[\x20-\x7e]{1,255}$/.test(key)) return key;
  throw new Problem(400, 'bad_idempotency_key', 'An Idempotency-Key is 1 to 255 printable ASCII characters, best a random UUID.');
}

/** Where a key counts: at one route, for one caller in one workspace. Who has no name is known by the address alone. */
export function digestOf(request: Request, key: string, secret: string): string {
  const scope = [request.method, request.path, ...callerScope(callerOf(request), request), key];
  return createHmac('sha256', secret)
    .update(`idempotency:${JSON.stringify(scope)}`)
    .digest('base64url');
}

function callerScope(caller: Caller, request: Request): string[] {
  switch (caller.kind) {
    case 'anonymous':
      return [caller.kind, sourceOf(clientAddress(request))];
    case 'operator':
      return [caller.kind];
    case 'person':
      return [caller.kind, caller.workspaceId, caller.userId];
    case 'key':
      return [caller.kind, caller.apiKeyId];
  }
}
