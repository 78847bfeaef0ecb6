import { z } from 'zod';
import { isoTime } from './scalars';

/** A page of ours by its path: never another site, be it `//there` or `/\there`. */
const page = z
  .string()
  .max(500)
  .regex(/^\/(?![/\\])[^\s\\]*$/);
const provider = z.enum(['google', 'linkedin', 'facebook', 'oidc']);

/** Body of `POST /api/auth/sign-in/social` and `link-social`: where to come back to, and where to with an error. */
export const providerChoice = z.strictObject({ provider, callbackURL: page.optional(), errorCallbackURL: page.optional() });
export type ProviderChoice = z.output<typeof providerChoice>;
/** One of `GET /api/v1/me/providers`: an identity elsewhere by which one signs in. One may have several at one provider. */
export const linkedProvider = z.object({
  id: z.uuid(),
  provider: z.string(),
  /** What its button says. */
  name: z.string(),
  /** The address over there, where it was told. */
  email: z.string().nullable(),
  linkedAt: isoTime,
});
export type LinkedProvider = z.infer<typeof linkedProvider>;
export const linkedProviders = z.object({ items: z.array(linkedProvider), nextCursor: z.null() });
export type LinkedProviderList = z.infer<typeof linkedProviders>;

/** Query of `GET /api/auth/callback/{provider}`, as a provider sends a browser back; what else it says is not looked at. */
export const providerAnswer = z.object({
  code: z.string().max(4096).optional(),
  state: z.string().max(200).optional(),
  error: z.string().max(200).optional(),
  error_description: z.string().max(1000).optional(),
  iss: z.string().max(500).optional(),
});
