import { z } from 'zod';

/** Body of `GET /health`: the process answers. */
export const health = z.object({ status: z.literal('ok'), version: z.string(), uptimeMs: z.number() });

/** Body of `GET /health/ready`: what it depends on. `degraded`: requests are taken, but no worker reads them now. */
export const readiness = z.object({
  status: z.enum(['ok', 'degraded', 'unavailable']),
  checks: z.object({ database: z.boolean(), queue: z.boolean(), objectStore: z.boolean() }),
  workers: z.number().int(),
});
export type Readiness = z.infer<typeof readiness>;
