import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { cp, mkdir, readFile, symlink } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { temporaryFolder, type TemporaryFolder } from '@numera/testing';

const root = join(__dirname, '..', '..', '..');
/** All that the commands for servers may need of ours; the networks' libraries stay out of the gateway's image. */
const LIBRARIES = ['config', 'contracts'];

/** The built program as the gateway's image holds it: beside the gateway's packages, without any of its own. */
let image: TemporaryFolder;
beforeAll(async () => {
  image = await temporaryFolder('gateway image');
  const cli = join(image.path, 'apps', 'cli');
  await mkdir(join(image.path, 'node_modules', '@numera'), { recursive: true });
  for (const part of ['bin', 'dist', 'package.json']) await cp(join(root, 'apps', 'cli', part), join(cli, part), { recursive: true });
  for (const name of LIBRARIES) await symlink(join(root, 'libs', name), join(image.path, 'node_modules', '@numera', name));
});
afterAll(() => image.remove());

function numera(args: readonly string[], env: Record<string, string> = {}): Promise<{ code: number; out: string; log: string }> {
  return new Promise((resolve) => {
    const options = { cwd: image.path, env: { PATH: process.env['PATH'], NUMERA_ADMIN_TOKEN: 'a-token-for-tests-only', ...env } };
    const child = execFile(process.execPath, [join(image.path, 'apps/cli/bin/numera.js'), ...args], options, (_error, out, log) =>
      resolve({ code: child.exitCode ?? -1, out, log }),
    );
  });
}

it('needs no more than the gateway has', async () => {
  const { dependencies } = JSON.parse(await readFile(join(root, 'apps/gateway/package.json'), 'utf8')) as { dependencies: object };
  expect(Object.keys(dependencies)).toEqual(expect.arrayContaining(LIBRARIES.map((name) => `@numera/${name}`)));
  expect(await readFile(join(root, 'Dockerfile'), 'utf8')).toMatch(/AS gateway\n[^]*?COPY --from=build \/built\/apps\/cli [^]*?FROM /);
});

it('tells what there is and how it is used', async () => {
  expect(await numera(['--help'])).toMatchObject({ code: 0, out: expect.stringContaining('admin'), log: '' });
  expect(await numera(['admin', '--help'])).toMatchObject({ code: 0, out: expect.stringContaining('--email ADDRESS'), log: '' });
});

it('makes an account at the server beside it, though that one listens everywhere', async () => {
  const calls: unknown[] = [];
  const server = createServer((request, response) => {
    calls.push([request.method, request.url, request.headers.authorization]);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ url: 'https://numera.example/reset#token', expiresAt: '2026-11-22T00:00:00.000Z' }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const env = { HOST: '0.0.0.0', PORT: String((server.address() as AddressInfo).port) };
    const made = await numera(['admin', 'create', '--email', 'ada@example.org', '--username', 'ada'], env);
    expect(made).toEqual({ code: 0, out: 'https://numera.example/reset#token\n', log: '' });
    expect(calls).toEqual([['POST', '/api/v1/operator/administrators', 'Bearer a-token-for-tests-only']]);
  } finally {
    server.close();
  }
});

it.each([[['predict', 'a.png']], [['admin', 'train']]])('says of %j that this is the wrong place for it', async (args) => {
  const { code, out, log } = await numera(args);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(log).toMatch(/^numera: this installation has no @numera\/\w+, which the command needs; .*\n$/);
});
