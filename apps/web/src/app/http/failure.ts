import type { Problem } from '@numera/contracts';

/** Codes of the browser's own making: nobody answered, or what answered was not our server. */
export const OFFLINE = 'offline';
export const UNKNOWN = 'other';

/** Why the server did not do what it was asked. */
export class Failure extends Error {
  constructor(
    /** The problem document's stable code, `offline` or `other`. */
    readonly code: string,
    /** The HTTP status; 0 when nobody answered. */
    readonly status: number,
    /** Members of the body that were refused, each with a reason. */
    readonly errors: NonNullable<Problem['errors']> = [],
    /** How long to wait before asking again, s; null when the server did not say. */
    readonly retryAfterS: number | null = null,
  ) {
    super(code);
  }
}
