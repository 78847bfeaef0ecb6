import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { startGateway, type TestGateway } from '@numera/testing';

const HEADERS_MS = 500;
const REQUEST_MS = 1_000;
/** A quarter of the headers' time, and what a busy machine needs. */
const LATE_MS = 30_000;
const CHUNK = Buffer.from(`4000\r\n${'a'.repeat(0x4000)}\r\n`);

const head = (path: string, type: string, length: string) =>
  `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${type}\r\n${length}\r\n\r\n`;
const chunked = (path: string, type: string) => head(path, type, 'Transfer-Encoding: chunked');

/** Closed, in order or not: `once` would take a reset connection for a failure. */
const ended = (socket: Socket) => new Promise<void>((resolve) => socket.once('close', () => resolve()));

/** What a connection was told until the other side ended it, how many bytes it could send, and how long that took. */
interface End {
  readonly told: string;
  readonly sent: number;
  readonly afterMs: number;
}

describe('a sender without end', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway({
      ...{ NUMERA_HEADERS_TIMEOUT_MS: String(HEADERS_MS), NUMERA_REQUEST_TIMEOUT_MS: String(REQUEST_MS) },
      NUMERA_ANONYMOUS: 'on',
    });
  });
  afterEach(async () => {
    const { status } = await fetch(`${gateway.url}/health/ready`, { signal: AbortSignal.timeout(30_000) });
    expect(status).toBe(200);
  });
  afterAll(() => gateway.stop());

  async function open(): Promise<Socket> {
    const { hostname, port } = new URL(gateway.url);
    const socket = connect(Number(port), hostname);
    // Whoever is refused in the middle of sending may find the connection reset.
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    return socket;
  }

  /** Goes on with `more` as the connection takes it, or with a byte of it now and then, until the other side ends it. */
  async function sendUntilEnded(begin: string, more: Buffer, everyMs?: number): Promise<End> {
    const began = Date.now();
    const socket = await open();
    let told = '';
    let sent = 0;
    socket.on('data', (bytes: Buffer) => (told += bytes.toString('latin1')));
    const write = (bytes: string | Buffer) => {
      sent += bytes.length;
      return socket.writable && socket.write(bytes);
    };
    const pour = () => {
      while (write(more));
    };
    write(begin);
    const drip = everyMs === undefined ? undefined : setInterval(() => write(more.subarray(0, 1)), everyMs);
    if (everyMs === undefined) {
      socket.on('drain', pour);
      pour();
    }
    await ended(socket);
    clearInterval(drip);
    return { told, sent, afterMs: Date.now() - began };
  }

  const statusOf = ({ told }: End): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(told)?.[1]);
  const codeOf = ({ told }: End): string | undefined => /"code":"(\w+)"/.exec(told)?.[1];

  it.each([
    ['of headers', 'GET /health HTTP/1.1\r\nHost: localhost\r\nA: ', HEADERS_MS],
    ['of an image', head('/api/v1/predictions', 'image/png', 'Content-Length: 1000000'), REQUEST_MS],
    ['of JSON', head('/api/auth/sign-in/email', 'application/json', 'Content-Length: 1000'), REQUEST_MS],
    ['of a form', head('/recognize', 'multipart/form-data; boundary=x', 'Content-Length: 1000000'), REQUEST_MS],
    ['of a chunk', `${chunked('/api/v1/setup', 'application/json')}4000\r\n`, REQUEST_MS],
  ])('a byte now and then %s, is told 408 and cut off', async (_what, begin, afterMs) => {
    const end = await sendUntilEnded(begin, CHUNK, 100);
    expect([statusOf(end), codeOf(end)]).toEqual([408, 'too_slow']);
    expect(end.afterMs).toBeGreaterThanOrEqual(afterMs);
    expect(end.afterMs).toBeLessThan(afterMs + LATE_MS);
  });

  it.each([
    ['an image', chunked('/api/v1/predictions', 'image/png')],
    ['an image in JSON', chunked('/api/v1/predictions', 'application/json')],
    ['JSON without a session', chunked('/api/auth/sign-in/email', 'application/json')],
    ['JSON for the first administrator', chunked('/api/v1/setup', 'application/json')],
  ])('of chunks of %s, is told 413, is not listened to for ever, and fills no memory', async (_what, begin) => {
    const end = await sendUntilEnded(begin, CHUNK);
    expect([statusOf(end), codeOf(end)]).toEqual([413, 'too_large']);
    expect(end.afterMs).toBeLessThan(REQUEST_MS + LATE_MS);
  });

  it('that says nothing at all holds none of 200 connections, and nobody else waits for them', async () => {
    const sockets = await Promise.all(Array.from({ length: 200 }, open));
    const allEnded = Promise.all(sockets.map((socket) => ended(socket.resume())));
    const { status } = await fetch(`${gateway.url}/health`, { signal: AbortSignal.timeout(30_000) });
    expect(status).toBe(200);
    await Promise.race([
      allEnded,
      once(AbortSignal.timeout(HEADERS_MS + LATE_MS), 'abort').then(() => Promise.reject(new Error('still open'))),
    ]);
  });

  it('that asked once and then rests is let go', async () => {
    const socket = await open();
    socket.resume().write('GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await ended(socket);
  }, 20_000);
});
