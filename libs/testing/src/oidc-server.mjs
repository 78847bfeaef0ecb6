// A real OpenID Connect server in a process of its own, for tests: `node oidc-server.mjs REDIRECT_URI [linkedin]`. It says its
// issuer on standard output. POST /person with claims says who signs in next; nobody is asked anything.
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

const [redirectUri, shape] = process.argv.slice(2);
let person = {};

const server = createServer((request, response) => handle(request, response));
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const issuer = `http://127.0.0.1:${server.address().port}`;

// LinkedIn's paths; the client says its secret in the body, and there is no PKCE.
const linkedIn = {
  routes: { authorization: '/oauth/v2/authorization', token: '/oauth/v2/accessToken', userinfo: '/v2/userinfo' },
  clientAuthMethods: ['client_secret_post'],
};
const client = { client_id: 'numera', client_secret: 'a secret for tests only', redirect_uris: [redirectUri] };
const provider = new Provider(issuer, {
  ...(shape === 'linkedin' ? linkedIn : {}),
  clients: [{ ...client, ...(shape === 'linkedin' ? { token_endpoint_auth_method: 'client_secret_post' } : {}) }],
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
  pkce: { required: () => shape !== 'linkedin' },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
  findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ ...person, sub }) }),
  async loadExistingGrant(context) {
    const { client, account } = context.oidc;
    const grant = new provider.Grant({ clientId: client.clientId, accountId: account.accountId });
    grant.addOIDCScope('openid email profile');
    await grant.save();
    return grant;
  },
});

async function handle(request, response) {
  if (request.method === 'POST' && request.url === '/person') {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    person = JSON.parse(Buffer.concat(chunks).toString());
    response.end();
  } else if (request.url.startsWith('/interaction/')) {
    await provider.interactionFinished(request, response, { login: { accountId: person.sub } });
  } else {
    provider.callback()(request, response);
  }
}

process.stdout.write(`${issuer}\n`);
