import type { Request } from 'express';

/** Whether the client is a browser's form: it names HTML in Accept and prefers it to JSON. */
export function wantsPage(request: Request): boolean {
  return /text\/html/.test(request.headers.accept ?? '') && request.accepts(['json', 'html']) === 'html';
}
