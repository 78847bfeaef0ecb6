import { HttpErrorResponse } from '@angular/common/http';
import type { Problem } from '@numera/contracts';
import { Failure, OFFLINE, UNKNOWN } from './failure';

/** What an error of a request means; anything that is no answer of a server is thrown on. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof HttpErrorResponse)) throw error;
  if (error.status === 0) return new Failure(OFFLINE, 0);
  const problem = asProblem(error.error);
  const retryAfterS = Number(error.headers.get('retry-after') ?? NaN);
  return new Failure(
    problem.code?.toLowerCase() ?? UNKNOWN,
    error.status,
    problem.errors,
    Number.isFinite(retryAfterS) ? retryAfterS : null,
  );
}

/** Where a file was asked for, a refusal comes as text. */
function asProblem(body: unknown): Partial<Problem> {
  if (typeof body === 'object' && body !== null) return body as Partial<Problem>;
  try {
    const parsed: unknown = JSON.parse(String(body));
    return typeof parsed === 'object' && parsed !== null ? (parsed as Partial<Problem>) : {};
  } catch {
    return {};
  }
}
