import { statSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder, type TemporaryFolder } from '@numera/testing';
import { administratorToken, sessionSecret } from './kept-secrets';

describe('the secrets in the data folder', () => {
  let folder: TemporaryFolder;
  beforeAll(async () => {
    folder = await temporaryFolder('data');
  });
  afterAll(() => folder.remove());

  it('are made once, kept, different, and readable by their owner alone', () => {
    const NUMERA_DATA = join(folder.path, 'new');
    const token = administratorToken({ NUMERA_ADMIN_TOKEN: undefined, NUMERA_DATA });
    const secret = sessionSecret({ NUMERA_SECRET: undefined, NUMERA_DATA });
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(secret).not.toBe(token);
    expect(administratorToken({ NUMERA_ADMIN_TOKEN: undefined, NUMERA_DATA })).toBe(token);
    expect(sessionSecret({ NUMERA_SECRET: undefined, NUMERA_DATA })).toBe(secret);
    if (process.platform === 'win32') return;
    for (const name of ['administrator-token', 'session-secret']) expect(statSync(join(NUMERA_DATA, name)).mode & 0o777).toBe(0o600);
  });

  it('are the environment’s where that sets them', () => {
    expect(administratorToken({ NUMERA_ADMIN_TOKEN: 'a-token-of-my-own', NUMERA_DATA: folder.path })).toBe('a-token-of-my-own');
    expect(sessionSecret({ NUMERA_SECRET: 'a secret of my own', NUMERA_DATA: folder.path })).toBe('a secret of my own');
  });
});
