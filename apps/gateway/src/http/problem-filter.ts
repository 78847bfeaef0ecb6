import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Logger } from '@numera/telemetry';
import type { Request, Response } from 'express';
import { Problem } from './problem';
import { requestIdOf } from './request-id';

/** Turns whatever a handler throws into a problem document; what is unexpected is logged whole and told as `internal`. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    const problem = asProblem(error, request);
    if (problem.status >= 500 && !(error instanceof Problem))
      this.logger.error({ err: error, requestId: requestIdOf(request), path: request.path }, 'unexpected error');
    this.send(problem, request, response);
  }

  protected send(problem: Problem, request: Request, response: Response): void {
    sendProblem(response, problem, requestIdOf(request));
  }
}

/** Writes a problem document, unless the caller has gone or the answer has begun. */
export function sendProblem(response: Response, problem: Problem, requestId: string): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response
    .status(problem.status)
    .set(problem.details.headers ?? {})
    .set('Cache-Control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify(problem.document(requestId)));
}

function asProblem(error: unknown, request: Request): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof HttpException) {
    const status = error.getStatus();
    if (status === 404) return new Problem(404, 'not_found', `There is nothing at ${request.method} ${request.path}.`);
    return new Problem(status, status < 500 ? 'bad_request' : 'internal', error.message);
  }
  // Express's own refusals (a malformed percent-encoding, say) carry a status below 500.
  if (error instanceof Error && 'status' in error && typeof error.status === 'number' && error.status >= 400 && error.status < 500) {
    return new Problem(error.status, 'bad_request', 'The request could not be understood.');
  }
  return new Problem(500, 'internal', 'Something went wrong on our side. The request id helps to find it in the logs.');
}
