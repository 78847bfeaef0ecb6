import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** What a provider says of someone. */
export interface ProviderClaims {
  readonly sub: string;
  readonly email: string;
  readonly email_verified: boolean;
  readonly name: string;
}

/** A real OpenID Connect server, and a browser's way through it. */
export interface IdentityProvider {
  readonly issuer: string;
  /** Signs in there as someone, and gives the address to which the provider sends the browser back. */
  signIn(url: string, claims: ProviderClaims): Promise<string>;
  stop(): Promise<void>;
}

/** Starts it with the client `numera`, which is sent back to `redirectUri`; with LinkedIn's paths where they are asked for. */
export async function startIdentityProvider(redirectUri: string, shape?: 'linkedin'): Promise<IdentityProvider> {
  const child = spawn(process.execPath, [join(__dirname, 'oidc-server.mjs'), redirectUri, ...(shape === undefined ? [] : [shape])], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [issuer] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return {
    issuer,
    async signIn(url, claims) {
      await fetch(`${issuer}/person`, { method: 'POST', body: JSON.stringify(claims) });
      const cookies = new Map<string, string>();
      for (let next = url; ;) {
        const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
        const answer = await fetch(next, { redirect: 'manual', headers: { cookie } });
        for (const line of answer.headers.getSetCookie()) {
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
          cookies.set(name, value);
        }
        const location = answer.headers.get('location');
        if (location === null) throw new Error(`${next} led nowhere: ${answer.status} ${await answer.text()}`);
        next = new URL(location, next).href;
        if (next.startsWith(redirectUri)) return next;
      }
    },
    async stop() {
      child.kill();
      await once(child, 'exit');
    },
  };
}
