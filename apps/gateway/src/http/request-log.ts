import type { Logger } from '@numera/telemetry';
import type { RequestHandler } from 'express';
import { assignRequestId } from './request-id';

/** Asked every few seconds by machines; a line each would drown the rest. */
const QUIET = /^\/health(?:\/|$)/;

/**
 * Gives every request its id and writes one line when it is answered: what was asked, the status, how long it took.
 * The query string is left out: it may carry a prediction's token.
 */
export function logRequests(logger: Logger): RequestHandler {
  return (request, response, next) => {
    const requestId = assignRequestId(request, response);
    const startedAt = performance.now();
    // Taken now: Express rewrites it while routers run.
    const path = request.path;
    response.once('close', () => {
      const line = { requestId, method: request.method, path, status: response.statusCode, ms: Math.round(performance.now() - startedAt) };
      if (!response.writableFinished) logger.info(line, 'the caller went away');
      else if (response.statusCode >= 500) logger.error(line, 'answered');
      else if (QUIET.test(path) || request.method === 'GET') logger.debug(line, 'answered');
      else logger.info(line, 'answered');
    });
    next();
  };
}
