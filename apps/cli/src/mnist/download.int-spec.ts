import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DownloadError, download } from './download';

const content = randomBytes(200_000);
const file = { name: 'digits.gz', bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') };
const signal = new AbortController().signal;

type Answer = (from: number, request: IncomingMessage, response: ServerResponse) => void;
const servers: Server[] = [];
let folder: string;

/** A mirror; it notes where each request wants to begin. */
async function mirror(answer: Answer): Promise<{ url: string; asked: number[] }> {
  const asked: number[] = [];
  const server = createServer((request, response) => {
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    asked.push(from);
    answer(from, request, response);
  });
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/mnist`, asked };
}

const head = (from: number): [number, Record<string, string>] =>
  from > 0 ? [206, { 'content-range': `bytes ${from}-${content.length - 1}/${content.length}` }] : [200, {}];
const whole: Answer = (from, _, response) => void response.writeHead(...head(from)).end(content.subarray(from));
/** Sends so much more and then drops the connection. */
const breaking =
  (bytes: number): Answer =>
  (from, _, response) => {
    response.writeHead(...head(from));
    response.write(content.subarray(from, from + bytes), () => response.destroy());
  };
const get = (mirrors: readonly { url: string }[], more = {}) =>
  download(file, folder, { mirrors: mirrors.map(({ url }) => url), signal, ...more });
const isRight = async (): Promise<boolean> => content.equals(await readFile(join(folder, file.name)));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'numera-fetch-'));
});
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
  await rm(folder, { recursive: true, force: true });
});

describe('a published file', () => {
  it('is fetched once, and nothing else is left in the folder', async () => {
    const good = await mirror(whole);
    const seen: number[] = [];
    expect(await get([good], { onProgress: (done: number) => seen.push(done) })).toBe('fetched');
    expect(seen.at(-1)).toBe(content.length);
    expect(await get([good])).toBe('there');
    expect(good.asked).toEqual([0]);
    expect(await isRight()).toBe(true);
    expect(await readdir(folder)).toEqual([file.name]);
  });

  it('is gone on with where a transfer broke off', async () => {
    let times = 0;
    const shaky = await mirror((...all) => (++times < 3 ? breaking(70_000) : whole)(...all));
    expect(await get([shaky])).toBe('fetched');
    const [first, second = 0, third = 0] = shaky.asked;
    expect(first).toBe(0);
    expect(second).toBeGreaterThan(0);
    expect(third).toBeGreaterThan(second);
    expect(await isRight()).toBe(true);
  });

  it('is gone on with on another day, and from another mirror', async () => {
    const dying = await mirror(breaking(20_000));
    await expect(get([dying])).rejects.toThrow(DownloadError);
    expect(await readdir(folder)).toEqual([`${file.name}.part`]);
    const good = await mirror(whole);
    expect(await get([good])).toBe('fetched');
    expect(good.asked[0]).toBeGreaterThan(0);
    expect(await isRight()).toBe(true);
  });

  it('starts again where a mirror knows no parts', async () => {
    await writeFile(join(folder, `${file.name}.part`), content.subarray(0, 999));
    const simple = await mirror((_, request, response) => whole(0, request, response));
    expect(await get([simple])).toBe('fetched');
    expect(simple.asked).toEqual([999]);
    expect(await isRight()).toBe(true);
  });

  it('comes from the next mirror when the first is down, or has not got it', async () => {
    const none = await mirror((_, __, response) => void response.writeHead(404).end());
    const good = await mirror(whole);
    expect(await get([{ url: 'http://127.0.0.1:9/' }, none, good])).toBe('fetched');
    expect(none.asked).toEqual([0]);
  });

  it('with another hash is refused, and does not spoil what the next mirror sends', async () => {
    const forged = Buffer.from(content).fill(7, 1000, 1010);
    const liar = await mirror((_, __, response) => void response.writeHead(200).end(forged));
    await expect(get([liar])).rejects.toThrow(/digits\.gz could not be fetched \(127\.0\.0\.1:\d+: its bytes are not the published ones\)/);
    expect(await readdir(folder)).toEqual([]);
    await writeFile(join(folder, `${file.name}.part`), forged.subarray(0, 5_000));
    const good = await mirror(whole);
    expect(await get([liar, good])).toBe('fetched');
    expect(await isRight()).toBe(true);
  });

  it('half of which is a lie is fetched afresh', async () => {
    await writeFile(join(folder, `${file.name}.part`), 'please log in to this hotel');
    const good = await mirror(whole);
    expect(await get([good])).toBe('fetched');
    expect(good.asked).toEqual([27, 0]);
    expect(await isRight()).toBe(true);
  });

  it('that never ends is cut off', async () => {
    const endless = await mirror((_, __, response) => {
      response.writeHead(200);
      const more = (): void => void (response.destroyed || response.write(content, more));
      more();
    });
    await expect(get([endless])).rejects.toThrow('sends more than the 200000 bytes');
  });

  it('from a mirror that falls silent comes from the next', async () => {
    const silent = await mirror((_, __, response) => void response.writeHead(200).flushHeaders());
    const good = await mirror(whole);
    expect(await get([silent, good], { silentMs: 100 })).toBe('fetched');
  });

  it('is left as it is when the caller stops', async () => {
    const stop = new AbortController();
    const slow = await mirror((_, __, response) => {
      response.writeHead(200).write(content.subarray(0, 10_000));
      stop.abort(new Error('enough'));
    });
    await expect(get([slow], { signal: stop.signal })).rejects.toThrow('enough');
  });
});
