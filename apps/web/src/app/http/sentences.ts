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
  'passkey_refused',
  'session_not_fresh',
  'password_too_short',
  'last_administrator',
  'not_invited',
  'provider_failed',
  'provider_not_linked',
  'account_already_linked_to_different_user',
  'account_not_linked',
  'last_sign_in',
  'no_password',
  'export_under_way',
] as const;

/** Which sentence a failure gets, as a key of the translations. */
export function sentenceOf({ code, status }: Failure): string {
  const known = SENTENCES.find((sentence) => sentence === code);
  if (known) return `problem.${known}`;
  return status === 429 ? 'problem.too_many_requests' : 'problem.other';
}
