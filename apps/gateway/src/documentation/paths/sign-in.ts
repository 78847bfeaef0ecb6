import { z } from 'zod';
import { FACTOR_PATHS } from '../../accounts/factor-paths';
import { AUTH_PATHS, type AuthPath } from '../../accounts/paths';
import { parametersOf } from '../parameters';
import { problems, refused, type Json, type Paths } from '../parts';

/** What each path of the allow-list does. */
const SUMMARIES: Readonly<Record<string, string>> = {
  'sign-up/email': 'Make an account; a mail with a link and a code follows',
  'verify-email': 'Confirm an address by the link',
  'send-verification-email': 'Send the link again',
  'email-otp/send-verification-otp': 'Send a code of six digits',
  'email-otp/verify-email': 'Confirm an address by the code',
  'sign-in/email': 'Sign in by e-mail address and password',
  'sign-in/username': 'Sign in by user name and password',
  'sign-out': 'End this session',
  'get-session': 'The session, or nothing',
  'request-password-reset': 'Have a link sent to choose a new password',
  'reset-password': 'Choose a new password by the link',
  'change-password': 'Change the password',
  'change-email': 'Change the address; the new one is asked to confirm',
  'update-user': 'Change name or user name',
  'two-factor/enable': 'Begin a second factor: a secret for an authenticator, and recovery codes',
  'two-factor/disable': 'Remove the second factor',
  'two-factor/generate-backup-codes': 'New recovery codes; the old ones end',
  'two-factor/verify-totp': 'Answer with an authenticator’s code',
  'two-factor/verify-backup-code': 'Answer with a recovery code',
  'passkey/generate-register-options': 'Begin to add a passkey',
  'passkey/verify-registration': 'Add the passkey',
  'passkey/generate-authenticate-options': 'Begin to sign in with a passkey',
  'passkey/verify-authentication': 'Sign in with a passkey',
  'passkey/list-user-passkeys': 'One’s passkeys',
  'passkey/update-passkey': 'Rename a passkey',
  'passkey/delete-passkey': 'Remove a passkey',
  'sign-in/social': 'Begin to sign in at a provider',
  'link-social': 'Begin to connect a provider with one’s account',
};

/** Signing up and in, from the allow-list itself. */
export const signInPaths: Paths = Object.fromEntries(
  [...AUTH_PATHS, ...FACTOR_PATHS].map((path: AuthPath) => [`/api/auth/${path.path}`, { [path.method.toLowerCase()]: operation(path) }]),
);

function operation({ method, path, shape }: AuthPath): Json {
  const summary = SUMMARIES[path] ?? (path.startsWith('callback/') ? 'Where a provider sends people back to' : path);
  const responses = { 200: { description: 'Done', content: { 'application/json': { schema: { type: 'object' } } } }, ...refused };
  const refusals = { 429: problems('Too often; try again after Retry-After') };
  if (method === 'GET') return { summary, parameters: parametersOf(shape as z.ZodObject), responses: { ...responses, ...refusals } };
  const { $schema: _dialect, ...schema } = z.toJSONSchema(shape, { target: 'draft-2020-12', io: 'input', unrepresentable: 'any' });
  return {
    summary,
    requestBody: { required: true, content: { 'application/json': { schema } } },
    responses: { ...responses, ...refusals },
  };
}
