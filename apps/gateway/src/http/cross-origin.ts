import type { CorsOptions, CorsOptionsDelegate } from '@nestjs/common/interfaces/external/cors-options.interface';
import type { Request } from 'express';

const API = /^\/api\/v1(?:\/|$)/;
const CLOSED: CorsOptions = { origin: false };
const DAY_S = 86_400;

/**
 * CORS for exactly these origins on /api/v1. Their pages call with API keys: credentials are not allowed, so no page elsewhere ever acts with
 * the session of whoever looks at it.
 */
export function otherOrigins(origins: readonly string[]): CorsOptionsDelegate<Request> {
  const open: CorsOptions = {
    origin: [...origins],
    credentials: false,
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: ['Authorization', 'Content-Type', 'Idempotency-Key', 'X-Api-Key', 'X-Prediction-Token', 'X-Request-Id'],
    exposedHeaders: ['Location', 'RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset', 'Retry-After', 'X-Request-Id'],
    maxAge: DAY_S,
  };
  return (request, decide) => decide(null as unknown as Error, API.test(request.path) ? open : CLOSED);
}
