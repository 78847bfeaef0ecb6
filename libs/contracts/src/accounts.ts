import { z } from 'zod';
import { isoTime } from './scalars';

/** Languages that mails and pages come in. */
export const locale = z.enum(['en', 'it']);

/** A person's name as they write it: no line breaks, which would forge lines in mails and logs. */
const personName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}<>]+$/u);
const email = z.email().max(254);
const username = z
  .string()
  .min(3)
  .max(30)
  .regex(/^[a-zA-Z0-9_.]+$/);
/** Any characters; its rules are the gateway's, which knows who chooses it. The limit is in UTF-16 units, before it is normalised. */
const password = z.string().min(1).max(512);
/** What a link in a mail carries. */
const linkToken = z.string().min(16).max(2048);
/** Six digits. */
const confirmationCode = z.string().regex(/^\d{6}$/);

const role = z.enum(['user', 'reviewer', 'admin', 'service']);

/** Bodies under `/api/auth`. Members that are not named are refused. */
export const signUp = z.strictObject({ name: personName, email, username, password, locale: locale.optional() });
export const signInByEmail = z.strictObject({ email: z.string().min(1).max(254), password });
export const signInByUsername = z.strictObject({ username: z.string().min(1).max(100), password });
export const emailOnly = z.strictObject({ email });
export const codeRequest = z.strictObject({ email, type: z.literal('email-verification') });
export const codeConfirmation = z.strictObject({ email, otp: confirmationCode });
export const linkQuery = z.strictObject({ token: linkToken });
export const passwordReset = z.strictObject({ token: linkToken, newPassword: password });
export const passwordChange = z.strictObject({ currentPassword: password, newPassword: password });
/** The password of today is asked for where there is one: whoever finds a signed-in browser must not take the account along. */
export const emailChange = z.strictObject({ newEmail: email, password: password.optional() });
export const profileChange = z
  .strictObject({ name: personName.optional(), username: username.optional() })
  .refine((change) => Object.keys(change).length > 0, 'names nothing to change');

const workspaceMembership = z.object({ id: z.uuid(), name: z.string(), role });
/** `GET /api/v1/me`. */
export const me = z.object({
  user: z.object({
    id: z.uuid(),
    name: z.string(),
    email: z.string(),
    emailVerified: z.boolean(),
    username: z.string().nullable(),
    isAdministrator: z.boolean(),
    twoFactorEnabled: z.boolean(),
    hasPassword: z.boolean(),
    locale,
    trainingConsent: z.boolean(),
    deletionAt: isoTime.nullable(),
    createdAt: isoTime,
  }),
  /** The workspace that this session looks at, and whether anyone else belongs to it; null for who belongs to none. */
  workspace: workspaceMembership.extend({ isShared: z.boolean() }).nullable(),
  workspaces: z.array(workspaceMembership),
  session: z.object({ id: z.uuid() }),
});
export type Me = z.infer<typeof me>;

/** `PATCH /api/v1/me`. */
export const meChange = z
  .strictObject({ locale: locale.optional(), trainingConsent: z.boolean().optional() })
  .refine((change) => Object.keys(change).length > 0, 'names nothing to change');
export type MeChange = z.infer<typeof meChange>;
/** `PUT /api/v1/me/workspace`. */
export const workspaceChoice = z.strictObject({ workspaceId: z.uuid() });

/** One of `GET /api/v1/me/sessions`. */
export const sessionSummary = z.object({
  id: z.uuid(),
  /** Whether it is the one that asks. */
  current: z.boolean(),
  createdAt: isoTime,
  lastSeenAt: isoTime,
  userAgent: z.string().nullable(),
  address: z.string().nullable(),
});
export type SessionSummary = z.infer<typeof sessionSummary>;

/** `GET /api/v1/sign-in-options`: what the pages may offer. */
export const signInOptions = z.object({
  anonymous: z.boolean(),
  /** Whether the first administrator is still missing. */
  setupNeeded: z.boolean(),
  registration: z.boolean(),
  /** Where mails go: to people, or to the administrators' page. */
  mail: z.enum(['smtp', 'outbox']),
  /** Whether a session's cookie is safe on the way this request came. */
  isSecure: z.boolean(),
  providers: z.array(z.object({ id: z.string(), name: z.string(), kind: z.enum(['social', 'oauth2']) })),
  passkeys: z.boolean(),
});
export type SignInOptions = z.infer<typeof signInOptions>;

/** `POST /api/v1/setup`: the first administrator's account. */
export const setup = z.strictObject({ token: linkToken, name: personName, username, email, password });
export type Setup = z.infer<typeof setup>;
/** `POST /api/v1/operator/administrators`, for whoever runs the installation: an account that waits for its owner to choose a password. */
export const newAdministrator = z.strictObject({ name: personName.optional(), username, email });
export type NewAdministrator = z.infer<typeof newAdministrator>;
/** A link that may be used once. */
export const singleUseLink = z.object({ url: z.url(), expiresAt: isoTime });
export type SingleUseLink = z.infer<typeof singleUseLink>;
