import type { Failure } from './failure';

/** Codes that the pages have a sentence for, under `problem.` in the translations. */
export const SENTENCES = [
  'offline',
  'other',
  'unauthenticated',
  'forbidden',
  'not_found',
  'taken',
  'last_admin',
  'already_member',
  'too_many_workspaces',
  'too_many_keys',
  'too_many_requests',
  'busy',
  'wrong_credentials',
  'link_invalid',
  'account_disabled',
  'email_not_confirmed',
  'code_spent',
  'second_factor_expired',
  'account_temporarily_locked',
  'insecure_connection',
  'registration_closed',
  'conflict',
  'cross_site',
  'passkey_cancelled',
  'passkey_known',
  'passkey_unknown',
  'session_not_fresh',
  'password_needed',
  'last_administrator',
  'wrong_invitee',
  'provider_failed',
] as const;

/** Codes that say the same to people as another does. */
const SAME_AS: Readonly<Record<string, (typeof SENTENCES)[number]>> = {
  invalid_two_factor_cookie: 'second_factor_expired',
  too_many_attempts_request_new_code: 'account_temporarily_locked',
  passkey_not_found: 'passkey_unknown',
};

/** Which sentence a failure gets, as a key of the translations. */
export function sentenceOf({ code, status }: Failure): string {
  const known = SENTENCES.find((sentence) => sentence === code) ?? SAME_AS[code];
  if (known) return `problem.${known}`;
  return status === 429 ? 'problem.too_many_requests' : 'problem.other';
}
