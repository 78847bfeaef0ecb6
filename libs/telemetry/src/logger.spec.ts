import { createLogger, withoutSecrets } from './logger';

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

  it('is one line for each thing that is told, whatever line ends it holds', () => {
    const forged = 'seven\r\n{"level":"fatal","msg":"forged"}\u2028';
    const written: string[] = [];
    const logger = createLogger('gateway', { LOG_LEVEL: 'info' }, { write: (line) => void written.push(line) });
    logger.warn({ path: forged, [forged]: 1, err: new Error(forged) }, forged);
    expect(written).toHaveLength(1);
    expect(written[0]).toMatch(/^\{[^\r\n]*\}\n$/);
    expect(JSON.parse(written[0] ?? '')).toMatchObject({ level: 'warn', msg: forged, path: forged });
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

  it.each<[string, object]>([
    ['deep in an object', { user: { account: { currentPassword: 'MARK-"ed\\', newPassword: 'MARK' } } }],
    ['in headers, whatever their owner', { upstream: { response: { headers: { 'set-cookie': 'MARK', 'X-Api-Key': 'MARK' } } } }],
    ['in a list', { headers: { 'set-cookie': ['a=MARK', 'b=MARK'] }, otp: ['MARK'] }],
    ['in an error’s message', { err: new Error('bad value {"otp":"MARK"} in { data: { password: "MARK", backupToken: "MARK" } }') }],
    ['in a link', { url: '/new-password?token=MARK&next=1', callback: 'https://x.example/callback?state=MARK&code=MARK#top' }],
    ['in an error’s own link', { err: new Error('GET /api?x=1&apiKey=MARK failed') }],
    ['as an API key', { text: `the key numera_${'MARK'.repeat(11)} is not known` }],
    ['as a bearer', { text: 'sent Bearer MARK.MARK-MARK' }],
  ])('shows no secret %s', (_where, logged) => {
    const [line] = lines((logger) => logger.warn(logged, 'something'));
    expect(JSON.stringify(line)).not.toContain('MARK');
    expect(line?.msg).toBe('something');
  });

  it('shows the link that makes the first administrator, which is read from it', () => {
    const link = 'http://localhost:3000/setup?token=abc';
    expect(lines((logger) => logger.warn(`open ${link}`))[0]?.msg).toBe(`open ${link}`);
  });

  it('shows what is no secret', () => {
    const logged = { code: 'forbidden', state: 'done', tokenHash: 'h', url: '/x?page=2', role: 'numera_app' };
    expect(lines((logger) => logger.info(logged))[0]).toMatchObject(logged);
  });

  it('takes passwords out of connection URLs, wherever they turn up', () => {
    const [line] = lines((logger) => logger.error({ err: new Error('no route to postgres://numera:s3cret@db:5432/numera') }));
    expect(JSON.stringify(line)).toContain('postgres://…@db:5432/numera');
    expect(withoutSecrets('rediss://:pw@cache and http://example.org/a@b')).toBe('rediss://…@cache and http://example.org/a@b');
  });
});
