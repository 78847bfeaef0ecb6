import { Catch, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Logger } from '@numera/telemetry';
import type { Request, Response } from 'express';
import { Problem } from '../http/problem';
import { requestIdOf } from '../http/request-id';
import { allowStyles } from '../http/security-headers';
import { wantsPage } from '../http/wants-page';
import { LOGGER } from '../platform/tokens';
import { errorPage } from './result-page';

/** What is wrong with the caller and not with the image keeps its status: none of those applications knew callers. */
const ABOUT_THE_CALLER = [401, 403, 429];

/** Their clients know three answers: 200, 400 for what is wrong with the image, 500 for the rest. */
@Catch()
export class CompatibilityFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    if (response.headersSent) return;
    const problem = error instanceof Problem ? error : new Problem(500, 'internal', 'Error with prediction. Please try again.');
    if (problem !== error) this.logger.error({ err: error, requestId: requestIdOf(request), path: request.path }, 'unexpected error');
    response
      .status(statusOf(problem))
      .set('Cache-Control', 'no-store')
      .set(problem.details.headers ?? {});
    if (wantsPage(request)) response.type('html').send(errorPage(problem.message, allowStyles(response)));
    else response.json({ status: 'error', error: problem.message });
  }
}

function statusOf({ status }: Problem): number {
  if (status >= 500) return 500;
  return ABOUT_THE_CALLER.includes(status) ? status : 400;
}
