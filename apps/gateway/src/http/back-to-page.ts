import { Catch, Inject, UseFilters } from '@nestjs/common';
import type { Logger } from '@numera/telemetry';
import type { Request, Response } from 'express';
import { LOGGER } from '../platform/tokens';
import { ProblemFilter } from './problem-filter';
import type { Problem } from './problem';
import { wantsPage } from './wants-page';

/**
 * For a file that a page of ours links to: a browser that is refused it lands on the page again, or at the door, which say why;
 * programs get the problem document.
 */
export function BackToPage(page: string): MethodDecorator {
  @Catch()
  class Filter extends ProblemFilter {
    constructor(@Inject(LOGGER) logger: Logger) {
      super(logger);
    }

    protected override send(problem: Problem, request: Request, response: Response): void {
      if (response.headersSent || !wantsPage(request)) super.send(problem, request, response);
      else response.set('Cache-Control', 'no-store').redirect(303, addressOf(page, problem));
    }
  }
  return UseFilters(Filter);
}

function addressOf(page: string, { status, code: error }: Problem): string {
  return status === 401 ? `/sign-in?${new URLSearchParams({ return: page, error })}` : `${page}?${new URLSearchParams({ error })}`;
}
