import { createHmac } from 'node:crypto';
import type { Config } from '@numera/config';
import type { Database } from '@numera/prisma';
import type { Logger } from '@numera/telemetry';
import { APIError } from 'better-auth/api';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { betterAuth } from 'better-auth/minimal';
import { emailOTP } from 'better-auth/plugins';
import { uuidv7 } from 'uuidv7';
import type { Clock } from '../platform/tokens';
import { currentCourse } from './course';
import type { AccountEvents } from './events';
import type { MayJoin } from './federation/plugin';
import { PROVIDERS } from './federation/providers';
import { hashPassword, verifyPassword } from './password-hash';
import { morePlugins } from './plugins';
import type { FirstUse } from './second-factor';
import { sessionCookie } from './session-cookie';

/** Codes and links die after this long, seconds (ASVS 5.0, 6.5.5). */
export const LINK_SECONDS = 600;
/** Wrong tries that a code survives. A million codes and five tries: one in 200,000. */
const CODE_TRIES = 5;
/** How long after signing in someone may add a passkey, seconds: whoever finds a signed-in browser later must not take the account along. */
const FRESH_SECONDS = 3600;
/** Where the gateway tells better-auth from which address a request came; a caller's own header of that name never gets there. */
export const ADDRESS_HEADER = 'x-numera-client-address';

export interface AuthParts {
  readonly config: Config;
  /** NUMERA_SECRET. */
  readonly secret: string;
  /** Origin of the installation. */
  readonly origin: string;
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly events: AccountEvents;
  readonly firstUse: FirstUse;
  readonly mayJoin: MayJoin;
}

export type Auth = ReturnType<typeof openAuth>;

/**
 * The library that keeps accounts: passwords, links, codes and sessions in our tables. Only the gateway's own handlers speak to it
 * (`paths.ts`); bodies are checked, limits kept and origins judged before.
 */
export function openAuth(parts: AuthParts) {
  const { config, secret, origin, database, clock, logger, events } = parts;
  const { name, ...attributes } = sessionCookie(config);
  return betterAuth({
    appName: 'Numera',
    baseURL: origin,
    basePath: '/api/auth',
    secret,
    database: prismaAdapter(database, { provider: 'postgresql' }),
    trustedOrigins: [origin],
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: { log: (level, message) => logger.debug({ level }, message) },
    advanced: {
      database: { generateId: () => uuidv7() },
      // The gateway has judged Origin and Sec-Fetch-Site, for every route alike.
      disableCSRFCheck: true,
      useSecureCookies: false,
      cookiePrefix: name.replace(/\.session$/, ''),
      cookies: { session_token: { name, attributes } },
      defaultCookieAttributes: attributes,
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      backgroundTasks: { handler: (task) => events.later(task) },
    },
    user: {
      additionalFields: {
        username: { type: 'string', required: false },
        displayUsername: { type: 'string', required: false },
        locale: { type: 'string', required: false },
      },
      changeEmail: { enabled: true },
    },
    // An identity elsewhere is added by the person signed in, whatever its address; an address alone never leads to an account.
    account: {
      additionalFields: { email: { type: 'string', required: false, input: false } },
      accountLinking: { enabled: true, disableImplicitLinking: true, allowDifferentEmails: true, trustedProviders: [...PROVIDERS] },
    },
    // The gateway moves a session's end on as it is used, so that the longest time holds too.
    session: { expiresIn: Math.ceil(config.NUMERA_SESSION_MS / 1000), disableSessionRefresh: true, freshAge: FRESH_SECONDS },
    verification: { storeIdentifier: { default: 'hashed', overrides: { 'email-verification-otp-': 'plain' } } },
    emailAndPassword: {
      enabled: true,
      requireEmailVerification: true,
      autoSignIn: false,
      minPasswordLength: 1,
      maxPasswordLength: 512,
      password: {
        hash: async (password) => currentCourse().passwordHash ?? hashPassword(password),
        verify: async (given) => given.hash === currentCourse().provenHash || verifyPassword(given),
      },
      resetPasswordTokenExpiresIn: LINK_SECONDS,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }) => events.resetAsked(user, token),
      onPasswordReset: ({ user }) => events.passwordReset(user),
      onExistingUserSignUp: ({ user }) => events.signedUpAgain(user),
    },
    emailVerification: {
      expiresIn: LINK_SECONDS,
      sendOnSignUp: true,
      autoSignInAfterVerification: false,
      sendVerificationEmail: ({ user, token }) => events.confirmationAsked(user, token),
      afterEmailVerification: (user) => events.confirmed(user),
    },
    databaseHooks: {
      user: { create: { after: (user) => events.created(user) } },
      session: {
        create: {
          before: async (session) => {
            const refusal = await events.refusalOf(session.userId);
            if (refusal !== null) throw new APIError('FORBIDDEN', { code: refusal, message: refusal });
            const now = clock();
            const expiresAt = new Date(now.getTime() + config.NUMERA_SESSION_IDLE_MS);
            return { data: { ...session, createdAt: now, updatedAt: now, expiresAt } };
          },
          after: async (session) => {
            currentCourse().begun = session;
          },
        },
      },
    },
    plugins: [
      emailOTP({
        otpLength: 6,
        expiresIn: LINK_SECONDS,
        allowedAttempts: CODE_TRIES,
        disableSignUp: true,
        // A million codes are tried in no time: a plain digest would hide nothing, so it is keyed.
        storeOTP: { hash: (code) => Promise.resolve(createHmac('sha256', secret).update(`code:${code}`).digest('base64url')) },
        sendVerificationOTP: ({ email, otp }) => events.codeAsked(email, otp),
      }),
      ...morePlugins(parts),
    ],
  });
}
