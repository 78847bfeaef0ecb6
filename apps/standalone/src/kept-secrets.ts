import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '@numera/config';

/** NUMERA_ADMIN_TOKEN, by which the person at this machine shows to be its administrator; made at the first start where it is not set. */
export function administratorToken(config: Pick<Config, 'NUMERA_ADMIN_TOKEN' | 'NUMERA_DATA'>): string {
  return config.NUMERA_ADMIN_TOKEN ?? kept(config.NUMERA_DATA, 'administrator-token');
}

/** NUMERA_SECRET, which seals sessions and links; made at the first start where it is not set. */
export function sessionSecret(config: Pick<Config, 'NUMERA_SECRET' | 'NUMERA_DATA'>): string {
  return config.NUMERA_SECRET ?? kept(config.NUMERA_DATA, 'session-secret');
}

/** A secret in a file of the data folder that its owner alone may read. */
function kept(folder: string, name: string): string {
  const path = join(folder, name);
  try {
    mkdirSync(folder, { recursive: true });
    // 'wx': the first start makes it, every later one finds it.
    writeFileSync(path, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(path, 'utf8').trim();
}
