import { createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What is wrong with the next ID token: its claims, or who signs it. */
export interface Lie {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly key?: 'own' | 'other' | 'none' | 'secret' | 'absent';
}

/** An identity provider that makes up its answers, for tests. */
export interface LyingProvider {
  readonly issuer: string;
  /** Makes up the answer to the next code. */
  answer(lie: Lie, nonce: string): void;
  /** What it says its issuer is. */
  describe(issuer: string): void;
  stop(): Promise<void>;
}

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

function signed(claims: object, key: Lie['key'], keys: { own: KeyObject; other: KeyObject }): string | undefined {
  if (key === 'absent') return undefined;
  const algorithm = key === 'none' ? 'none' : key === 'secret' ? 'HS256' : 'RS256';
  const body = `${encode({ alg: algorithm, kid: 'own', typ: 'JWT' })}.${encode(claims)}`;
  if (key === 'none') return `${body}.`;
  if (key === 'secret') return `${body}.${createHmac('sha256', 'a secret for tests only').update(body).digest('base64url')}`;
  return `${body}.${createSign('RSA-SHA256')
    .update(body)
    .sign(key === 'other' ? keys.other : keys.own, 'base64url')}`;
}

/** Starts it on a free port of this machine. */
export async function startLyingProvider(clientId: string): Promise<LyingProvider> {
  const pairs = [1, 2].map(() => generateKeyPairSync('rsa', { modulusLength: 2048 }));
  const [own, other] = pairs as [(typeof pairs)[number], (typeof pairs)[number]];
  const keys = { own: own.privateKey, other: other.privateKey };
  let idToken: string | undefined;
  let described = '';
  const server = createServer((request, response) => {
    const bodies: Record<string, () => object> = {
      '/.well-known/openid-configuration': () => ({
        issuer: described,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
      }),
      '/keys': () => ({ keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: 'own', alg: 'RS256', use: 'sig' }] }),
      '/token': () => ({ access_token: 'a', token_type: 'Bearer', expires_in: 60, id_token: idToken }),
    };
    request.resume();
    response.setHeader('content-type', 'application/json').end(JSON.stringify(bodies[request.url ?? '']?.() ?? {}));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  described = issuer;
  return {
    issuer,
    answer({ claims, key }, nonce) {
      const now = Math.floor(Date.now() / 1000);
      const honest = { iss: issuer, aud: clientId, sub: 'sam', email: 'sam@example.org', email_verified: true, name: 'Sam', nonce };
      idToken = signed({ ...honest, iat: now, exp: now + 60, ...claims }, key, keys);
    },
    describe: (says) => (described = says),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
