import { statSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder, type TemporaryFolder } from '@numera/testing';
import { administratorToken } from './administrator-token';

describe('the administrator token', () => {
  let folder: TemporaryFolder;
  beforeAll(async () => {
    folder = await temporaryFolder('data');
  });
  afterAll(() => folder.remove());

  it('is made once, kept, and readable by its owner alone', () => {
    const config = { NUMERA_ADMIN_TOKEN: undefined, NUMERA_DATA: join(folder.path, 'new') };
    const token = administratorToken(config);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(administratorToken(config)).toBe(token);
    if (process.platform !== 'win32') expect(statSync(join(folder.path, 'new', 'administrator-token')).mode & 0o777).toBe(0o600);
  });

  it('is the environment’s where that sets one', () => {
    expect(administratorToken({ NUMERA_ADMIN_TOKEN: 'a-token-of-my-own', NUMERA_DATA: folder.path })).toBe('a-token-of-my-own');
  });
});
