import { createHash } from 'node:crypto';
import { passkey } from '@better-auth/passkey';
import type { BetterAuthPlugin } from 'better-auth';
import { APIError, createAuthMiddleware } from 'better-auth/api';
import { deleteSessionCookie } from 'better-auth/cookies';
import { twoFactor } from 'better-auth/plugins';

const RECOVERY_CODES = 10;
/** How long after its password someone may enter the code, seconds. */
const CHALLENGE_SECONDS = 300;
/** Wrong codes in a row before codes are refused for a while; NIST SP 800-63B-4, 3.2.2, allows 100. Only whoever knows the password gets here. */
const MOST_WRONG_CODES = 50;
const REFUSED_SECONDS = 900;
/** A code of 30 seconds is taken one step early or late. */
const CODE_LIVES_SECONDS = 90;

/** Says whether a text is new within some seconds, for all gateways together. */
export type FirstUse = (text: string, seconds: number) => Promise<boolean>;

/** Codes of an authenticator app (TOTP, RFC 6238) with recovery codes, and passkeys. */
export function secondFactors(origin: string, firstUse: FirstUse): BetterAuthPlugin[] {
  return [
    twoFactor({
      issuer: 'Numera',
      twoFactorCookieMaxAge: CHALLENGE_SECONDS,
      backupCodeOptions: { amount: RECOVERY_CODES, length: 10, storeBackupCodes: 'encrypted' },
      accountLockout: { enabled: true, maxFailedAttempts: MOST_WRONG_CODES, durationSeconds: REFUSED_SECONDS },
    }),
    singleUseCodes(firstUse),
    passkey({
      rpID: new URL(origin).hostname,
      rpName: 'Numera',
      origin,
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      advanced: { webAuthnChallengeCookie: 'passkey' },
      registration: { afterVerification: ({ verification }) => demandPerson(verification.registrationInfo?.userVerified) },
      authentication: { afterVerification: ({ verification }) => demandPerson(verification.authenticationInfo.userVerified) },
    }),
  ];
}

/** A passkey stands for password and second factor, so the device must have asked its owner: a finger, a face, a PIN. */
function demandPerson(isVerified: boolean | undefined): void {
  if (isVerified !== true)
    throw new APIError('BAD_REQUEST', { code: 'PERSON_NOT_VERIFIED', message: 'The device has not asked who you are.' });
}

/** Takes each code once (RFC 6238, 5.2): whoever reads one over a shoulder can not use it again. */
function singleUseCodes(firstUse: FirstUse): BetterAuthPlugin {
  return {
    id: 'numera-single-use-codes',
    hooks: {
      after: [
        {
          matcher: ({ path }) => path === '/two-factor/verify-totp',
          handler: createAuthMiddleware(async (context) => {
            const { newSession } = context.context;
            const { code } = context.body as { code: string };
            if (newSession === null) return;
            const use = createHash('sha256').update(`${newSession.user.id} ${code}`).digest('base64url');
            if (await firstUse(use, CODE_LIVES_SECONDS)) return;
            deleteSessionCookie(context, true);
            await context.context.internalAdapter.deleteSession(newSession.session.token);
            throw new APIError('UNAUTHORIZED', { code: 'INVALID_CODE', message: 'Invalid code' });
          }),
        },
      ],
    },
  };
}
