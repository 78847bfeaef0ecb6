import { mkdir, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { temporaryFolder } from '@numera/testing';
import express from 'express';
import { securityHeaders } from '../http/security-headers';
import { pages } from './pages';

describe('the pages', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let server: Server;
  let url: string;

  beforeAll(async () => {
    folder = await temporaryFolder('pages');
    await mkdir(join(folder.path, 'i18n'));
    await writeFile(join(folder.path, 'index.html'), '<!doctype html><body><numera-root></numera-root></body>');
    await writeFile(join(folder.path, 'main-ABCDEFGH.js'), '1');
    await writeFile(join(folder.path, 'i18n', 'en.json'), '{}');
    server = createServer(
      express()
        .set('etag', false)
        .use(securityHeaders, ...pages(folder.path)),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.close();
    await folder.remove();
  });

  const get = (path: string, headers: Record<string, string> = {}) => fetch(url + path, { headers });
  const styles = (answer: Response) => /style-src ([^;]*)/.exec(answer.headers.get('content-security-policy') ?? '')?.[1];

  it.each(['/', '/index.html', '/profile', '/admin/users?search=a', '/i18n'])(
    'begin with the application at %s, its styles let in by a nonce of this answer alone',
    async (path) => {
      const nonces = new Set<string>();
      for (const answer of [await get(path), await get(path)]) {
        const nonce = /<numera-root ngCspNonce="([A-Za-z0-9+/]{22}==)">/.exec(await answer.text())?.[1] ?? '';
        expect(styles(answer)).toBe(`'self' 'nonce-${nonce}'`);
        expect(answer.headers.get('content-security-policy')).toContain("style-src-attr 'none'");
        expect([answer.status, answer.headers.get('cache-control'), answer.headers.get('etag')]).toEqual([200, 'no-store', null]);
        nonces.add(nonce);
      }
      expect(nonces.size).toBe(2);
    },
  );

  it('are not what programs get, nor what an address of the API or of a missing file gives', async () => {
    for (const [path, accept] of [
      ['/profile', 'application/json'],
      ['/api/v1/nothing', 'text/html'],
      ['/nothing.png', 'text/html'],
    ] as const)
      expect((await get(path, { accept })).status).toBe(404);
  });

  it('come with files, kept for ever where their name says what they hold; no other answer lets a style in that is no file', async () => {
    const [hashed, plain] = [await get('/main-ABCDEFGH.js'), await get('/i18n/en.json')];
    expect(hashed.headers.get('cache-control')).toContain('immutable');
    expect(plain.headers.get('cache-control')).toBe('no-cache');
    expect([hashed, plain].map(styles)).toEqual(["'self'", "'self'"]);
  });
});
