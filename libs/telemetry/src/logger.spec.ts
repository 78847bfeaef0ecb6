import { createLogger, withoutCredentials } from './logger';

function lines(log: (logger: ReturnType<typeof createLogger>) => void): Record<string, unknown>[] {
  const written: string[] = [];
  log(createLogger('gateway', { LOG_LEVEL: 'info' }, { write: (line) => void written.push(line) }));
  return written.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('the log', () => {
  it('is JSON lines with a UTC time, the level by name, the service and the request id of a child', () => {
    const [line] = lines((logger) => logger.child({ requestId: 'r-1' }).info({ model: 'm' }, 'read'));
    expect(line).toMatchObject({ level: 'info', service: 'gateway', pid: process.pid, requestId: 'r-1', model: 'm', msg: 'read' });
    expect(line?.time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it('keeps back what is below its level', () => {
    expect(lines((logger) => logger.debug('detail'))).toEqual([]);
  });

  it('shows no secret', () => {
    const headers = { authorization: 'Bearer abc', cookie: 'session=abc', accept: 'image/png' };
    const [line] = lines((logger) => logger.info({ token: 'abc', user: { password: 'abc' }, req: { headers } }));
    expect(JSON.stringify(line)).not.toContain('abc');
    expect(line).toMatchObject({ req: { headers: { accept: 'image/png', cookie: '[redacted]' } } });
  });

  it('takes passwords out of connection URLs, wherever they turn up', () => {
    const [line] = lines((logger) => logger.error({ err: new Error('no route to postgres://numera:s3cret@db:5432/numera') }));
    expect(JSON.stringify(line)).toContain('postgres://…@db:5432/numera');
    expect(withoutCredentials('rediss://:pw@cache and http://example.org/a@b')).toBe('rediss://…@cache and http://example.org/a@b');
  });
});
