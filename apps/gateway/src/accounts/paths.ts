import {
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

/** A path of better-auth that people may call. */
export interface AuthPath {
  readonly method: 'GET' | 'POST';
  /** Below `/api/auth`. */
  readonly path: string;
  readonly rule: RuleName;
  /** The body of a POST, the query of a GET; members that it does not name are refused. */
  readonly shape: z.ZodType;
  /** Whether it sets a session's cookie, which needs a safe way to the browser. */
  readonly setsCookie?: true;
}

const nothing = z.strictObject({});

/** Everything of better-auth that is reachable; each is a route of its own with a rule, and whatever is not here answers 404. */
export const AUTH_PATHS = [
  { method: 'POST', path: 'sign-up/email', rule: 'anyone', shape: signUp },
  { method: 'GET', path: 'verify-email', rule: 'anyone', shape: linkQuery },
  { method: 'POST', path: 'send-verification-email', rule: 'anyone', shape: emailOnly },
  { method: 'POST', path: 'email-otp/send-verification-otp', rule: 'anyone', shape: codeRequest },
  { method: 'POST', path: 'email-otp/verify-email', rule: 'anyone', shape: codeConfirmation },
  { method: 'POST', path: 'sign-in/email', rule: 'anyone', shape: signInByEmail, setsCookie: true },
  { method: 'POST', path: 'sign-in/username', rule: 'anyone', shape: signInByUsername, setsCookie: true },
  { method: 'POST', path: 'sign-out', rule: 'anyone', shape: nothing },
  { method: 'GET', path: 'get-session', rule: 'anyone', shape: nothing },
  { method: 'POST', path: 'request-password-reset', rule: 'anyone', shape: emailOnly },
  { method: 'POST', path: 'reset-password', rule: 'anyone', shape: passwordReset },
  { method: 'POST', path: 'change-password', rule: 'person', shape: passwordChange, setsCookie: true },
  { method: 'POST', path: 'change-email', rule: 'person', shape: emailChange },
  { method: 'POST', path: 'update-user', rule: 'person', shape: profileChange },
] as const satisfies readonly AuthPath[];

export type AuthPathName = (typeof AUTH_PATHS)[number]['path'];
