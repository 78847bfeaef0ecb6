import { z } from 'zod';
import { isoTime } from './scalars';

const password = z.string().min(1).max(512);

/** Body of `POST /api/auth/two-factor/enable`, `disable` and `generate-backup-codes`: whoever finds a signed-in browser must not change them. */
export const passwordConfirmation = z.strictObject({ password });
/** Body of `POST /api/auth/two-factor/verify-totp`: six digits of the authenticator app. */
export const authenticatorCode = z.strictObject({ code: z.string().regex(/^\d{6}$/) });
/** Body of `POST /api/auth/two-factor/verify-backup-code`. */
export const recoveryCode = z.strictObject({ code: z.string().trim().min(1).max(40) });

/** What a browser says of a passkey (WebAuthn level 3, `toJSON`); the library looks into it. */
const credential = z.object({
  id: z.string().min(1).max(1400),
  rawId: z.string().min(1).max(1400),
  type: z.literal('public-key'),
  response: z.record(z.string(), z.unknown()),
  authenticatorAttachment: z.string().max(40).nullish(),
  clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
});
/** Body of `POST /api/auth/passkey/verify-registration`. */
export const passkeyRegistration = z.strictObject({ response: credential, name: z.string().trim().min(1).max(80).optional() });
/** Body of `POST /api/auth/passkey/verify-authentication`. */
export const passkeyProof = z.strictObject({ response: credential });
/** Body of `POST /api/auth/passkey/delete-passkey`. */
export const passkeyChoice = z.strictObject({ id: z.uuid() });
/** Body of `POST /api/auth/passkey/update-passkey`. */
export const passkeyRenaming = z.strictObject({ id: z.uuid(), name: z.string().trim().min(1).max(80) });
/** One of `GET /api/auth/passkey/list-user-passkeys`. */
export const passkeySummary = z.object({ id: z.uuid(), name: z.string().nullish(), createdAt: isoTime.nullish() });
