import { AsyncLocalStorage } from 'node:async_hooks';
import type { Request } from 'express';

const requests = new AsyncLocalStorage<Request>();

/** Runs `work`, which learns by `currentRequest` which request it is done for: better-auth's hooks get one that the gateway made. */
export function duringRequest<T>(request: Request, work: () => Promise<T>): Promise<T> {
  return requests.run(request, work);
}

/** The request that is being answered; undefined outside of one. */
export function currentRequest(): Request | undefined {
  return requests.getStore();
}
