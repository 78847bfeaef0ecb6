import { resolve } from 'node:path';
import { loadConfig } from '@numera/config';
import { gateway, serviceEnvironment, trainer, worker } from './services';

const secrets = {
  DATABASE_APP_URL: 'postgresql://app@localhost/n',
  DATABASE_QUEUE_URL: 'postgresql://queue@localhost/n',
  NUMERA_ADMIN_TOKEN: 'a-token-for-the-gateway',
  NUMERA_SECRET: 'a-secret-for-the-gateway',
};
const environmentOf = (service: typeof gateway, env: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv =>
  serviceEnvironment(service, { env, config: loadConfig(env), secrets, shutdownMs: 3_000 });

describe('the environment of a service', () => {
  it.each([gateway, worker, trainer])('never holds the owner’s connection ($name)', (service) => {
    expect(environmentOf(service, { DATABASE_URL: 'postgresql://owner@localhost/n' })).not.toHaveProperty('DATABASE_URL');
  });

  it('gives the database to the gateway alone, the queue to all', () => {
    const app = [gateway, worker, trainer].map((service) => environmentOf(service)['DATABASE_APP_URL']);
    const queue = [gateway, worker, trainer].map((service) => environmentOf(service)['DATABASE_QUEUE_URL']);
    expect(app).toEqual([secrets.DATABASE_APP_URL, undefined, undefined]);
    expect(queue).toEqual(Array(3).fill(secrets.DATABASE_QUEUE_URL));
  });

  it('gives the administrator token to the gateway alone', () => {
    const given = [gateway, worker, trainer].map(
      (service) => environmentOf(service, { NUMERA_ADMIN_TOKEN: 'from-the-environment' })['NUMERA_ADMIN_TOKEN'],
    );
    expect(given).toEqual([secrets.NUMERA_ADMIN_TOKEN, undefined, undefined]);
  });

  it('gives the mail server’s password to the gateway alone, the key of the objects to all', () => {
    const env = { SMTP_URL: 'smtp://user:password@mail.example.org', NUMERA_STORAGE_KEY: '0'.repeat(64) };
    const given = [gateway, worker, trainer].map((service) => environmentOf(service, env));
    expect(given.map(({ SMTP_URL }) => SMTP_URL)).toEqual([env.SMTP_URL, undefined, undefined]);
    expect(given.map(({ NUMERA_STORAGE_KEY }) => NUMERA_STORAGE_KEY)).toEqual(Array(3).fill(env.NUMERA_STORAGE_KEY));
  });

  it('has big blocks of memory given back where images are unfolded, unless the user set that otherwise', () => {
    const thresholds = [gateway, worker, trainer].map((service) => environmentOf(service)['MALLOC_MMAP_THRESHOLD_']);
    expect(thresholds).toEqual(['1048576', '1048576', undefined]);
    expect(environmentOf(worker, { MALLOC_MMAP_THRESHOLD_: '65536' })['MALLOC_MMAP_THRESHOLD_']).toBe('65536');
  });

  it('names files of secrets absolutely, and none of those that it may not see or gets itself', () => {
    const env = {
      DATABASE_URL_FILE: 'owner',
      NUMERA_ADMIN_TOKEN_FILE: 'token',
      NUMERA_OBJECTS_FILE: 'objects',
      SMTP_URL_FILE: 'smtp',
      NUMERA_STORAGE_KEY_FILE: 'key',
    };
    const files = (service: typeof gateway) =>
      Object.entries(serviceEnvironment(service, { env, config: loadConfig({}), secrets, shutdownMs: 3_000 })).filter(([name]) =>
        name.endsWith('_FILE'),
      );
    expect(files(gateway)).toEqual([
      ['SMTP_URL_FILE', resolve('smtp')],
      ['NUMERA_STORAGE_KEY_FILE', resolve('key')],
    ]);
    expect(files(worker)).toEqual([['NUMERA_STORAGE_KEY_FILE', resolve('key')]]);
  });

  it('names folders absolutely: data from the caller’s folder, the shipped model from the project', () => {
    const env = environmentOf(worker, { NUMERA_DATA: 'here' });
    expect(env['NUMERA_OBJECTS']).toBe(resolve('here/objects'));
    expect(env['NUMERA_MODEL']).toBe(resolve(__dirname, '../../../models/digits'));
    expect(env['NUMERA_LINE_MODEL']).toBe(resolve(__dirname, '../../../models/lines'));
  });

  it('keeps its limit for stopping within the launcher’s', () => {
    expect(environmentOf(gateway)['NUMERA_SHUTDOWN_MS']).toBe('3000');
    expect(environmentOf(gateway, { NUMERA_SHUTDOWN_MS: '500' })['NUMERA_SHUTDOWN_MS']).toBe('500');
  });
});
