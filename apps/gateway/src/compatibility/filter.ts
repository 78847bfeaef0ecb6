import { Catch, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Logger } from '@numera/telemetry';
import type { Request, Response } from 'express';
import { Problem } from '../http/problem';
import { requestIdOf } from '../http/request-id';
import { LOGGER } from '../platform/tokens';
import { errorPage } from './result-page';
import { wantsPage } from './wants-page';

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
      .status(problem.status < 500 ? 400 : 500)
      .set('Cache-Control', 'no-store')
      .set(problem.details.headers ?? {});
    if (wantsPage(request)) response.type('html').send(errorPage(problem.message));
    else response.json({ status: 'error', error: problem.message });
  }
}
