import 'reflect-metadata';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { otherOrigins } from './cross-origin';
import { securityHeaders } from './security-headers';

@Controller()
class Things {
  @Get(['api/v1/things', 'health'])
  list(): string[] {
    return [];
  }
}

@Module({ controllers: [Things] })
class ThingsModule {}

const FRIEND = 'https://friend.example';

function plain(headers: Headers): Record<string, string> {
  const values: Record<string, string> = {};
  headers.forEach((value, name) => (values[name] = value));
  return values;
}

describe('headers', () => {
  let application: NestExpressApplication;
  let url: string;

  beforeAll(async () => {
    application = await NestFactory.create<NestExpressApplication>(ThingsModule, { logger: false });
    application.set('trust proxy', 'loopback');
    application.use(securityHeaders);
    application.enableCors(otherOrigins([FRIEND]));
    await application.listen(0, '127.0.0.1');
    url = await application.getUrl();
  });
  afterAll(() => application.close());

  const headersOf = async (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    (await fetch(url + path, { method, headers })).headers;

  it('keep scripts, frames, plugins and other sites out', async () => {
    const headers = await headersOf('/health');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("object-src 'none'");
    expect(policy).toContain("style-src 'self';style-src-attr 'none'");
    expect(policy).not.toMatch(/'unsafe-(?:inline|eval)'/);
    expect(plain(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
    });
  });

  it('promise https where the request came over it, and nowhere else', async () => {
    expect((await headersOf('/health')).has('strict-transport-security')).toBe(false);
    const headers = await headersOf('/health', { 'x-forwarded-proto': 'https' });
    expect(headers.get('strict-transport-security')).toBe('max-age=63072000; includeSubDomains');
  });

  it('let nobody keep what the API answers', async () => {
    expect((await headersOf('/api/v1/things')).get('cache-control')).toBe('no-store');
    expect((await headersOf('/health')).has('cache-control')).toBe(false);
  });

  it('let a named origin call the API with a key, without the cookies of whoever looks at its page', async () => {
    const asked = { origin: FRIEND, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' };
    const headers = await headersOf('/api/v1/things', asked, 'OPTIONS');
    expect(headers.get('access-control-allow-origin')).toBe(FRIEND);
    expect(headers.get('access-control-allow-headers')).toContain('Authorization');
    expect(headers.get('vary')).toContain('Origin');
    expect(headers.has('access-control-allow-credentials')).toBe(false);
    expect((await headersOf('/api/v1/things', { origin: FRIEND })).get('access-control-allow-origin')).toBe(FRIEND);
  });

  it.each(['https://friend.example.evil.example', 'http://friend.example', 'https://sub.friend.example', 'null', '*'])(
    'let %s call nothing',
    async (origin) => {
      const preflight = { origin, 'access-control-request-method': 'GET' };
      expect((await headersOf('/api/v1/things', preflight, 'OPTIONS')).has('access-control-allow-origin')).toBe(false);
      expect((await headersOf('/api/v1/things', { origin })).has('access-control-allow-origin')).toBe(false);
    },
  );

  it('let no other origin at anything but the API', async () => {
    expect((await headersOf('/health', { origin: FRIEND })).has('access-control-allow-origin')).toBe(false);
  });
});
