import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder, type TemporaryFolder } from '@numera/testing';
import { ConfigError, environment, loadConfig } from './config';

describe('variables in files', () => {
  let folder: TemporaryFolder;
  beforeAll(async () => {
    folder = await temporaryFolder('secrets');
  });
  afterAll(() => folder.remove());

  function file(content: string): string {
    const path = join(folder.path, 'secret');
    writeFileSync(path, content);
    return path;
  }

  it('are read, without the line end that editors write', () => {
    expect(loadConfig({ NUMERA_ADMIN_TOKEN_FILE: file('a-token-in-a-file\n') }).NUMERA_ADMIN_TOKEN).toBe('a-token-in-a-file');
    expect(loadConfig({ NUMERA_ADMIN_TOKEN_FILE: file('a-token-in-a-file\r\n') }).NUMERA_ADMIN_TOKEN).toBe('a-token-in-a-file');
    expect(loadConfig({ PORT_FILE: file('7000') }).PORT).toBe(7000);
    expect(loadConfig({ NUMERA_ADMIN_TOKEN_FILE: '' }).NUMERA_ADMIN_TOKEN).toBeUndefined();
  });

  it('are refused when the variable itself is set too', () => {
    const both = { NUMERA_ADMIN_TOKEN: 'a-token-of-16-characters', NUMERA_ADMIN_TOKEN_FILE: file('x') };
    expect(() => loadConfig(both)).toThrow(
      new ConfigError('NUMERA_ADMIN_TOKEN and NUMERA_ADMIN_TOKEN_FILE are both set; one of them is enough'),
    );
  });

  it('that cannot be read are named, their content is not', () => {
    expect(() => loadConfig({ SMTP_URL_FILE: join(folder.path, 'missing') })).toThrow(
      /^SMTP_URL_FILE: the file cannot be read \(ENOENT\)$/,
    );
    expect(() => loadConfig({ SMTP_URL_FILE: file('my-password') })).toThrow(/^(?!.*my-password).*SMTP_URL/);
  });

  it('have names of their own: no variable is another one’s file', () => {
    const names = Object.keys(environment.shape);
    expect(names.filter((name) => names.includes(`${name}_FILE`))).toEqual([]);
  });
});
