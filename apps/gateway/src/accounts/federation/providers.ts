import type { Config } from '@numera/config';

export const PROVIDERS = ['google', 'linkedin', 'facebook', 'oidc'] as const;
export type ProviderId = (typeof PROVIDERS)[number];

/** An identity provider that whoever runs the installation has set up. */
export interface Provider {
  readonly id: ProviderId;
  /** What its button says. */
  readonly name: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Of OpenID Connect; null for providers that speak something of their own. */
  readonly issuer: string | null;
  /** Whether it says which addresses it has confirmed. */
  readonly saysConfirmed: boolean;
}

/** The providers that are set up, in the order of their buttons. Throws when one has an id and no secret, or the other way round. */
export function providersOf(config: Config): Provider[] {
  const { NUMERA_GOOGLE_ID, NUMERA_GOOGLE_SECRET, NUMERA_LINKEDIN_ID, NUMERA_LINKEDIN_SECRET } = config;
  const { NUMERA_FACEBOOK_ID, NUMERA_FACEBOOK_SECRET, NUMERA_OIDC_CLIENT_ID, NUMERA_OIDC_CLIENT_SECRET } = config;
  if (NUMERA_OIDC_CLIENT_ID !== undefined && config.NUMERA_OIDC_ISSUER === undefined) throw new Error('NUMERA_OIDC_ISSUER is not set');
  return [
    provider('google', 'Google', NUMERA_GOOGLE_ID, NUMERA_GOOGLE_SECRET, 'https://accounts.google.com'),
    // Its OpenID Connect answers no nonce, so its own interface is asked who came.
    provider('linkedin', 'LinkedIn', NUMERA_LINKEDIN_ID, NUMERA_LINKEDIN_SECRET, null),
    provider('facebook', 'Facebook', NUMERA_FACEBOOK_ID, NUMERA_FACEBOOK_SECRET, null),
    provider('oidc', config.NUMERA_OIDC_NAME, NUMERA_OIDC_CLIENT_ID, NUMERA_OIDC_CLIENT_SECRET, config.NUMERA_OIDC_ISSUER ?? null),
  ].filter((each) => each !== null);
}

function provider(
  id: ProviderId,
  name: string,
  clientId: string | undefined,
  clientSecret: string | undefined,
  issuer: string | null,
): Provider | null {
  if (clientId === undefined && clientSecret === undefined) return null;
  if (clientId === undefined || clientSecret === undefined) throw new Error(`${name} needs both an id and a secret of the client`);
  return { id, name, clientId, clientSecret, issuer, saysConfirmed: id !== 'facebook' };
}
