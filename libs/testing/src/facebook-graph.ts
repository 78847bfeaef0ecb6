import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FacebookPerson {
  readonly id: string;
  readonly name: string;
  /** Missing for who registered by phone, or did not let the application see it. */
  readonly email?: string;
}

/** A server of the shape of Facebook's Graph API, as far as signing in needs it; its dialogue asks nobody anything. */
export interface FacebookGraph {
  readonly url: string;
  /** Agrees in the dialogue of `url` as someone, and gives the address to which the browser is sent back. */
  signIn(url: string, person: FacebookPerson): string;
  stop(): Promise<void>;
}

/** Starts it on a free port with one application. */
export async function startFacebookGraph(app: { readonly id: string; readonly secret: string }): Promise<FacebookGraph> {
  const codes = new Map<string, { redirectUri: string; person: FacebookPerson }>();
  const tokens = new Map<string, FacebookPerson>();

  /** Codes are for the application and the address that they were given for, and for once. */
  function exchange(form: URLSearchParams): object | null {
    const given = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    const isApp = form.get('client_id') === app.id && form.get('client_secret') === app.secret;
    if (!isApp || given === undefined || form.get('redirect_uri') !== given.redirectUri) return null;
    const token = randomUUID();
    tokens.set(token, given.person);
    return { access_token: token, token_type: 'bearer', expires_in: 5_000_000 };
  }

  function inspect(query: URLSearchParams): object | null {
    const person = tokens.get(query.get('input_token') ?? '');
    if (query.get('access_token') !== `${app.id}|${app.secret}` || person === undefined) return null;
    return { data: { app_id: app.id, is_valid: true, user_id: person.id, scopes: ['email', 'public_profile'] } };
  }

  function profile(query: URLSearchParams, token: string | undefined): object | null {
    const person = tokens.get(token ?? '');
    if (person === undefined) return null;
    const all: Record<string, unknown> = { ...person, picture: { data: { url: 'https://pictures.example/1.jpg' } } };
    const wanted = ['id', ...(query.get('fields') ?? '').split(',')];
    return Object.fromEntries(Object.entries(all).filter(([name]) => wanted.includes(name)));
  }

  const server = createServer((request, response) => {
    void (async () => {
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://graph');
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const form = new URLSearchParams(Buffer.concat(chunks).toString());
      const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
      const answer = /^\/v\d+\.\d+\/oauth\/access_token$/.test(pathname)
        ? exchange(form)
        : pathname === '/debug_token'
          ? inspect(searchParams)
          : pathname === '/me'
            ? profile(searchParams, token)
            : null;
      response.writeHead(answer === null ? 400 : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer ?? { error: { message: 'Invalid', type: 'OAuthException', code: 100 } }));
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    signIn(url, person) {
      const asked = new URL(url).searchParams;
      const redirectUri = asked.get('redirect_uri') ?? '';
      const back = new URL(redirectUri);
      const code = randomUUID();
      codes.set(code, { redirectUri, person });
      back.search = new URLSearchParams({ code, state: asked.get('state') ?? '' }).toString();
      return back.href;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
