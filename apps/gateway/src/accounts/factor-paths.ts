import {
  authenticatorCode,
  passkeyChoice,
  passkeyProof,
  passkeyRegistration,
  passkeyRenaming,
  passkeySummary,
  passwordConfirmation,
  providerAnswer,
  providerChoice,
  recoveryCode,
} from '@numera/contracts';
import { z } from 'zod';
import { PROVIDERS } from './federation/providers';
import type { AuthPath } from './paths';

const nothing = z.strictObject({});
const person = 'person' as const;
const anyone = 'anyone' as const;
const GET = 'GET' as const;
const POST = 'POST' as const;
const setsCookie = true as const;

/** What of better-auth's second factor, passkeys and sign-in elsewhere is reachable. */
export const FACTOR_PATHS: readonly AuthPath[] = [
  ...[
    { path: 'two-factor/enable', shape: passwordConfirmation, refusal: 'second-factor.refused' as const },
    { path: 'two-factor/disable', shape: passwordConfirmation, refusal: 'second-factor.refused' as const, setsCookie },
    { path: 'two-factor/generate-backup-codes', shape: passwordConfirmation, refusal: 'second-factor.refused' as const },
    { path: 'passkey/verify-registration', shape: passkeyRegistration, shows: passkeySummary },
    { path: 'passkey/delete-passkey', shape: passkeyChoice },
    { path: 'passkey/update-passkey', shape: passkeyRenaming },
    { path: 'link-social', shape: providerChoice, setsCookie },
  ].map((path) => ({ method: POST, rule: person, limits: ['sign-in'] as const, ...path })),
  ...[
    { path: 'two-factor/verify-totp', shape: authenticatorCode, limits: ['code'] as const, refusal: 'second-factor.refused' as const },
    { path: 'two-factor/verify-backup-code', shape: recoveryCode, limits: ['code'] as const, refusal: 'second-factor.refused' as const },
    { path: 'passkey/verify-authentication', shape: passkeyProof, limits: ['sign-in'] as const, refusal: 'session.refused' as const },
    { path: 'sign-in/social', shape: providerChoice, limits: ['sign-in'] as const },
  ].map((path) => ({ method: POST, rule: anyone, setsCookie, ...path })),
  { method: GET, path: 'passkey/generate-register-options', rule: person, shape: nothing, limits: ['sign-in'], setsCookie },
  { method: GET, path: 'passkey/generate-authenticate-options', rule: anyone, shape: nothing, limits: ['sign-in'], setsCookie },
  { method: GET, path: 'passkey/list-user-passkeys', rule: person, shape: nothing, limits: [], shows: z.array(passkeySummary) },
  ...PROVIDERS.map((id) => ({
    method: GET,
    path: `callback/${id}`,
    rule: anyone,
    shape: providerAnswer,
    // Without a state of ours it leads nowhere.
    limits: [],
    setsCookie,
  })),
];
