import { Problem } from '../http/problem';

const WRONG_CREDENTIALS = [401, 'wrong_credentials', 'The name or the password is wrong.'] as const;
const NOT_CONFIRMED = [403, 'email_not_confirmed', 'The e-mail address of this account is not confirmed yet.'] as const;
const DEAD_LINK = [400, 'link_invalid', 'This link was used already or is too old. Ask for a new one.'] as const;

/** better-auth's codes that people see, as ours. Some are one on purpose: the difference would tell whether there is an account. */
const REFUSALS: Readonly<Record<string, readonly [status: number, code: string, sentence: string]>> = {
  INVALID_EMAIL_OR_PASSWORD: WRONG_CREDENTIALS,
  INVALID_EMAIL: WRONG_CREDENTIALS,
  EMAIL_NOT_VERIFIED: NOT_CONFIRMED,
  email_not_confirmed: NOT_CONFIRMED,
  account_disabled: [403, 'account_disabled', 'This account is disabled. An administrator can enable it.'],
  INVALID_TOKEN: DEAD_LINK,
  TOKEN_EXPIRED: DEAD_LINK,
  USER_NOT_FOUND: DEAD_LINK,
  INVALID_USER: [403, 'forbidden', 'This link belongs to another account than the one you are signed in with.'],
  INVALID_OTP: [400, 'code_wrong', 'The code is wrong.'],
  OTP_EXPIRED: [400, 'code_expired', 'The code is too old. Ask for a new one.'],
  TOO_MANY_ATTEMPTS: [403, 'code_spent', 'The code was tried too often. Ask for a new one.'],
  INVALID_PASSWORD: [403, 'wrong_password', 'The password is wrong.'],
  CREDENTIAL_ACCOUNT_NOT_FOUND: [409, 'no_password', 'This account has no password yet. Set one with a link by mail.'],
  INVALID_CODE: [400, 'code_wrong', 'The code is wrong.'],
  INVALID_BACKUP_CODE: [400, 'code_wrong', 'The code is wrong.'],
  INVALID_TWO_FACTOR_COOKIE: [401, 'second_factor_expired', 'That took too long. Enter your password again.'],
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: [403, 'code_spent', 'There were too many wrong codes. Enter your password again.'],
  ACCOUNT_TEMPORARILY_LOCKED: [429, 'account_temporarily_locked', 'There were too many wrong codes. Try again in a quarter of an hour.'],
  TOTP_ALREADY_ENABLED: [409, 'conflict', 'The second factor is on already.'],
  TOTP_NOT_ENABLED: [409, 'conflict', 'The second factor is not on.'],
  SESSION_NOT_FRESH: [403, 'session_not_fresh', 'Sign in again first: it has been a while.'],
  PASSKEY_NOT_FOUND: [401, 'passkey_unknown', 'That passkey is not known here.'],
  PERSON_NOT_VERIFIED: [400, 'passkey_refused', 'The device has not asked who you are.'],
  CHALLENGE_NOT_FOUND: [400, 'passkey_refused', 'That took too long. Try again.'],
  AUTHENTICATION_FAILED: [401, 'passkey_refused', 'The passkey could not be checked.'],
  FAILED_TO_VERIFY_REGISTRATION: [400, 'passkey_refused', 'The passkey could not be checked.'],
  PROVIDER_FAILED: [503, 'provider_failed', 'The provider does not answer. Try again later.'],
  PROVIDER_NOT_FOUND: [404, 'not_found', 'Signing in with that provider is not set up.'],
  FAILED_TO_CREATE_USER: [409, 'conflict', 'Someone else was faster. Try again.'],
};

/** The same for a name that nobody has and for a wrong password. */
export function wrongCredentials(): Problem {
  return new Problem(...WRONG_CREDENTIALS);
}

/** For a link that was used, is too old or was made up. */
export function deadLink(): Problem {
  return new Problem(...DEAD_LINK);
}

/** A refusal of better-auth as a problem document; what is no refusal becomes an Error, whose answer is 500. */
export function refusalOf(status: number, body: unknown): Error {
  const { code, message } = isRecord(body) ? body : {};
  const known = typeof code === 'string' ? REFUSALS[code] : undefined;
  if (known !== undefined) return new Problem(...known);
  if (status >= 500) return new Error(`better-auth answered ${status}: ${String(code)} ${String(message)}`);
  if (status === 401) return new Problem(401, 'unauthenticated', 'Sign in first.');
  const ours = typeof code === 'string' && /^[A-Z][A-Z_]{1,60}$/.test(code) ? code.toLowerCase() : 'bad_request';
  return new Problem(status, ours, typeof message === 'string' ? message : 'The request was refused.');
}

/** What a page may see of an answer: a session's token is for its cookie alone, which no script can read. */
export function withoutTokens(body: unknown): unknown {
  if (!isRecord(body)) return body;
  const { token: _token, session, ...rest } = body;
  return session === undefined ? rest : { ...rest, session: withoutTokens(session) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
