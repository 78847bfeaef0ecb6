// `npm run env`: writes a .env with random secrets for docker compose. Never overwrites one: its passwords are in the database by then.
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';

const SECRETS = ['POSTGRES_PASSWORD', 'DATABASE_APP_PASSWORD', 'REDIS_PASSWORD', 'NUMERA_ADMIN_TOKEN', 'NUMERA_SECRET'];

const file = new URL('../.env', import.meta.url);
const lines = SECRETS.map((name) => `${name}=${randomBytes(24).toString('hex')}`);
const text = [
  '# Secrets of this installation, read by docker compose. Keep a copy; .env.example lists what else may stand here.',
  ...lines,
  '',
].join('\n');

try {
  writeFileSync(file, text, { flag: 'wx', mode: 0o600 });
  console.log(`wrote .env with ${SECRETS.join(', ')}`);
} catch (error) {
  if (error.code !== 'EEXIST') throw error;
  console.error('numera: there is a .env already; its passwords belong to your database, so it stays as it is');
  process.exitCode = 1;
}
