import { z } from 'zod';
import { isoTime } from './scalars';

/** What a key may be used for. */
export const apiKeyScope = z.enum(['predict', 'batch', 'review', 'train', 'admin']);

/** Body of `POST /api/v1/api-keys`. */
export const apiKeyRequest = z.strictObject({
  name: z.string().trim().min(1).max(80),
  scopes: z
    .array(apiKeyScope)
    .min(1)
    .max(apiKeyScope.options.length)
    .refine((scopes) => new Set(scopes).size === scopes.length, 'names a scope twice'),
  /** Without one the key is good until it is revoked. */
  expiresAt: isoTime.optional(),
  /** Whether rate limits leave it alone; for the installation's administrators to give. */
  isUnlimited: z.boolean().optional(),
});
export type ApiKeyRequest = z.output<typeof apiKeyRequest>;

/** Body of `POST /api/v1/operator/api-keys`: a key for someone, named by e-mail address or user name. */
export const operatorApiKeyRequest = apiKeyRequest.extend({ user: z.string().trim().min(1).max(254) });
export type OperatorApiKeyRequest = z.output<typeof operatorApiKeyRequest>;

/** A key as it is listed; the key itself is shown once, when it is made. */
export const apiKey = z.object({
  id: z.uuid(),
  name: z.string(),
  /** The key's first characters. */
  prefix: z.string(),
  scopes: z.array(apiKeyScope),
  isUnlimited: z.boolean(),
  createdAt: isoTime,
  expiresAt: isoTime.nullable(),
  /** At most some seconds behind. */
  lastUsedAt: isoTime.nullable(),
  revokedAt: isoTime.nullable(),
  owner: z.object({ id: z.uuid(), name: z.string() }),
});
export type ApiKey = z.infer<typeof apiKey>;

/** Answer of the requests that make a key. */
export const newApiKey = apiKey.extend({ key: z.string().regex(/^numera_[A-Za-z0-9_-]{43}$/) });
export type NewApiKey = z.infer<typeof newApiKey>;

export const apiKeyUsageQuery = z.object({ days: z.coerce.number().int().min(1).max(366).default(30) });

/** Answer of `GET /api/v1/api-keys/{id}/usage`: days of UTC, oldest first, without gaps. */
export const apiKeyUsage = z.object({
  days: z.array(z.object({ day: z.iso.date(), requests: z.number().int(), refused: z.number().int() })),
});
export type ApiKeyUsage = z.infer<typeof apiKeyUsage>;
