import type { Response } from 'express';

/** Aborts when the caller closes the connection before the answer was sent. */
export function callerGone(response: Response): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
}
