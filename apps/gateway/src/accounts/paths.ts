import {
  type AuditAction,
  codeConfirmation,
  codeRequest,
  emailChange,
  emailOnly,
  linkQuery,
  passwordChange,
  passwordReset,
  profileChange,
  signInByEmail,
  signInByUsername,
  signUp,
} from '@numera/contracts';
import { z } from 'zod';
import type { RuleName } from '../http/access-rules';
import type { LimitName } from '../limits/rules';

/** A path of better-auth that people may call. */
export interface AuthPath {
  readonly method: 'GET' | 'POST';
  /** Below `/api/auth`. */
  readonly path: string;
  readonly rule: RuleName;
  /** The body of a POST, the query of a GET; members that it does not name are refused. */
  readonly shape: z.ZodType;
  /** How often it may be called, by address and, where the body names one, by account. */
  readonly limits: readonly LimitName[];
  /** What the audit trail counts when a secret was wrong. */
  readonly refusal?: AuditAction;
  /** What of the answer is shown; without it all but tokens. */
  readonly shows?: z.ZodType;
  /** Whether it sets a session's cookie, which needs a safe way to the browser. */
  readonly setsCookie?: true;
  /** Whether it is answered before it is done: anyone may name any address, and must not learn whether it has an account. */
  readonly isAnsweredFirst?: true;
}

const nothing = z.strictObject({});

/** Everything of better-auth that is reachable; each is a route of its own with a rule, and whatever is not here answers 404. */
export const AUTH_PATHS = [
  { method: 'POST', path: 'sign-up/email', rule: 'anyone', shape: signUp, limits: ['sign-up', 'mail'], isAnsweredFirst: true },
  { method: 'GET', path: 'verify-email', rule: 'anyone', shape: linkQuery, limits: ['code'], refusal: 'code.refused' },
  { method: 'POST', path: 'send-verification-email', rule: 'anyone', shape: emailOnly, limits: ['mail'], isAnsweredFirst: true },
  { method: 'POST', path: 'email-otp/send-verification-otp', rule: 'anyone', shape: codeRequest, limits: ['mail'], isAnsweredFirst: true },
  { method: 'POST', path: 'email-otp/verify-email', rule: 'anyone', shape: codeConfirmation, limits: ['code'], refusal: 'code.refused' },
  {
    method: 'POST',
    path: 'sign-in/email',
    rule: 'anyone',
    shape: signInByEmail,
    limits: ['sign-in'],
    refusal: 'session.refused',
    setsCookie: true,
  },
  {
    method: 'POST',
    path: 'sign-in/username',
    rule: 'anyone',
    shape: signInByUsername,
    limits: ['sign-in'],
    refusal: 'session.refused',
    setsCookie: true,
  },
  { method: 'POST', path: 'sign-out', rule: 'anyone', shape: nothing, limits: [] },
  { method: 'GET', path: 'get-session', rule: 'anyone', shape: nothing, limits: [] },
  { method: 'POST', path: 'request-password-reset', rule: 'anyone', shape: emailOnly, limits: ['mail'], isAnsweredFirst: true },
  { method: 'POST', path: 'reset-password', rule: 'anyone', shape: passwordReset, limits: ['code'], refusal: 'code.refused' },
  {
    method: 'POST',
    path: 'change-password',
    rule: 'person',
    shape: passwordChange,
    limits: ['sign-in'],
    refusal: 'session.refused',
    setsCookie: true,
  },
  { method: 'POST', path: 'change-email', rule: 'person', shape: emailChange, limits: ['sign-in', 'mail'], refusal: 'session.refused' },
  { method: 'POST', path: 'update-user', rule: 'person', shape: profileChange, limits: ['sign-in'] },
] as const satisfies readonly AuthPath[];

export type AuthPathName = (typeof AUTH_PATHS)[number]['path'];
