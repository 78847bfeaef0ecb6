import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';

const FETCH_MS = 5_000;
/** How long a provider's description is believed. */
const FRESH_MS = 3_600_000;
/** Signatures that only the provider can have made; what it lists besides is not taken. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

/** What is used of a provider's description (OpenID Connect Discovery 1.0, section 3). */
const document = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  userinfo_endpoint: z.url().optional(),
  jwks_uri: z.url(),
  id_token_signing_alg_values_supported: z.array(z.string()).default(['RS256']),
});

/** A provider's end points and keys. */
export interface Description {
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  readonly userinfoEndpoint: string | undefined;
  readonly keys: JWTVerifyGetKey;
  readonly algorithms: readonly string[];
}

/** Asks a provider what it is like when that is first needed, and again every hour: one that is away today may be there tomorrow. */
export class Discovery {
  private known: { readonly description: Promise<Description>; readonly until: number } | undefined;

  constructor(
    private readonly issuer: string,
    private readonly now: () => number,
  ) {}

  describe(): Promise<Description> {
    if (this.known !== undefined && this.known.until > this.now()) return this.known.description;
    const description = this.fetch();
    this.known = { description, until: this.now() + FRESH_MS };
    // A failure is forgotten, so that the next who comes asks again.
    description.catch(() => (this.known = undefined));
    return description;
  }

  private async fetch(): Promise<Description> {
    const url = `${this.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(FETCH_MS) });
    if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
    const found = document.parse(await answer.json());
    // Else anyone's description could be passed off as this one's.
    if (found.issuer !== this.issuer) throw new Error(`${url} describes another issuer: ${found.issuer}`);
    return {
      authorizationEndpoint: this.endpoint(found.authorization_endpoint),
      tokenEndpoint: this.endpoint(found.token_endpoint),
      userinfoEndpoint: found.userinfo_endpoint === undefined ? undefined : this.endpoint(found.userinfo_endpoint),
      keys: createRemoteJWKSet(new URL(this.endpoint(found.jwks_uri))),
      algorithms: found.id_token_signing_alg_values_supported.filter((algorithm) => ALGORITHMS.includes(algorithm)),
    };
  }

  /** An end point must be reached as safely as the issuer itself. */
  private endpoint(url: string): string {
    if (new URL(this.issuer).protocol === 'https:' && new URL(url).protocol !== 'https:') throw new Error(`${url} is not https`);
    return url;
  }
}
