// Does the time of an answer tell whether an account exists? Sign-in with a wrong password, the requests for a new one, for a code and for a
// link, and registration, each for an address that is known and one that is not, in pairs whose order is left to
// chance. A second address that is not known shows how far apart the machine's own noise puts two that are alike.
// `npm run bench -- timing-accounts [--pairs 500]`
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const require = createRequire(import.meta.url);
const { freePort, startPostgres } = require('../libs/embedded/dist/index.js');
const { migrate } = require('../prisma/dist/index.js');
const { Client } = require('pg');

const { values } = parseArgs({ options: { pairs: { type: 'string', default: '500' } } });
const pairs = Number(values.pairs);
const KNOWN = 'known@example.org';
const LIMITS = ['SIGN_IN', 'SIGN_IN_ACCOUNT', 'SIGN_UP', 'MAIL', 'MAIL_RECEIVER'].map((name) => [`NUMERA_LIMIT_${name}`, 'off']);

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'numera-bench-'));
chmodSync(folder, 0o755);
const postgres = await startPostgres({ directory: join(folder, 'postgres'), log: () => undefined });
const { appUrl, queueUrl } = await migrate({ ownerUrl: postgres.url });
const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const gateway = spawn(process.execPath, [join(root, 'apps/gateway/dist/main.js')], {
  cwd: root,
  env: {
    ...process.env,
    ...Object.fromEntries(LIMITS),
    ...{ HOST: '127.0.0.1', PORT: String(port), NUMERA_URL: url, LOG_LEVEL: 'warn', REDIS_URL: '' },
    ...{
      DATABASE_APP_URL: appUrl,
      DATABASE_QUEUE_URL: queueUrl,
      NUMERA_DATA: folder,
      NUMERA_SECRET: 'a secret for this bench only, long enough',
    },
  },
  stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
});
await once(gateway, 'message');

async function post(path, body) {
  const startedAt = performance.now();
  const answer = await fetch(`${url}/api/auth/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  return { ms: performance.now() - startedAt, says: `${answer.status} ${text.replace(/"requestId":"[^"]*"/, '')}` };
}

/** Times of `ask` for both addresses, and whether the answers are the same. */
async function measure(title, ask) {
  const times = { known: [], unknown: [], other: [] };
  const said = new Set();
  for (let i = -10; i < pairs; i++) {
    // By chance: what is done after an answer must not fall on the same kind each time.
    const order = Object.keys(times)
      .map((kind) => ({ kind, place: Math.random() }))
      .sort((a, b) => a.place - b.place);
    for (const { kind } of order) {
      const { ms, says } = await ask(`${kind}@example.org`, i + 10);
      said.add(says);
      // The first ones compile the code.
      if (i >= 0) times[kind].push(ms);
    }
  }
  const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
  const [known, unknown, other] = [median(times.known), median(times.unknown), median(times.other)];
  const apart = (one, two) => ((100 * Math.abs(one - two)) / Math.min(one, two)).toFixed(1);
  process.stdout.write(
    `${title}: ${pairs} pairs, median ${known.toFixed(2)} ms known, ${unknown.toFixed(2)} ms unknown, ${apart(known, unknown)} % apart ` +
      `(noise ${apart(unknown, other)} %), ${said.size === 1 ? 'answers alike' : `answers differ: ${[...said].join(' / ')}`}\n`,
  );
}

try {
  await post('sign-up/email', { name: 'Known', email: KNOWN, username: 'known', password: 'seven small boats at noon' });
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  // Registrations are answered before they are done.
  const confirm = () => client.query('UPDATE users SET email_verified = true WHERE EXISTS (SELECT FROM accounts WHERE user_id = users.id)');
  while ((await confirm()).rowCount === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  await client.end();
  await measure('sign-in with a wrong password', (email) => post('sign-in/email', { email, password: 'eight small boats at noon' }));
  await measure('request for a new password', (email) => post('request-password-reset', { email }));
  await measure('request for a code', (email) => post('email-otp/send-verification-otp', { email, type: 'email-verification' }));
  await measure('request for a link', (email) => post('send-verification-email', { email }));
  // Whoever registers once is no stranger the next time.
  await measure('registration', (email, i) =>
    post('sign-up/email', {
      name: 'Someone',
      email: email === KNOWN ? email : `${i}-${email}`,
      username: 'someone',
      password: 'nine small boats at noon',
    }),
  );
} finally {
  gateway.kill('SIGTERM');
  await once(gateway, 'exit');
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
