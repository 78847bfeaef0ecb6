import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '@numera/config';

/** File in the data folder by which the person at this machine shows to be its administrator. */
const FILE = 'administrator-token';

/** NUMERA_ADMIN_TOKEN where it is set, else the token in the data folder, made at the first start and readable by its owner alone. */
export function administratorToken(config: Pick<Config, 'NUMERA_ADMIN_TOKEN' | 'NUMERA_DATA'>): string {
  if (config.NUMERA_ADMIN_TOKEN !== undefined) return config.NUMERA_ADMIN_TOKEN;
  const path = join(config.NUMERA_DATA, FILE);
  try {
    mkdirSync(config.NUMERA_DATA, { recursive: true });
    // 'wx': the first start makes it, every later one finds it.
    writeFileSync(path, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(path, 'utf8').trim();
}
