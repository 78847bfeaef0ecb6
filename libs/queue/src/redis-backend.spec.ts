import { QueueSetupError } from './errors';
import { assertKeepsJobs } from './redis-backend';

const info = (policy: string, aof: string): string =>
  `# Memory\r\nmaxmemory:0\r\nmaxmemory_policy:${policy}\r\n\r\n# Persistence\r\naof_enabled:${aof}\r\n`;

describe('Redis for the queue', () => {
  it('is taken when it evicts nothing and appends to a file', () => {
    expect(() => assertKeepsJobs(info('noeviction', '1'))).not.toThrow();
  });

  it('is refused when it evicts keys', () => {
    expect(() => assertKeepsJobs(info('allkeys-lru', '1'))).toThrow(
      new QueueSetupError('Redis would drop jobs when it is full: set maxmemory-policy to noeviction (it is allkeys-lru).'),
    );
  });

  it('is refused without an append-only file', () => {
    expect(() => assertKeepsJobs(info('noeviction', '0'))).toThrow(/set appendonly to yes/);
  });

  it('is refused when it does not say', () => {
    expect(() => assertKeepsJobs('')).toThrow(/it is unknown/);
  });
});
