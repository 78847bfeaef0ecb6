/** Bytes on a connection that are no HTTP request, or one that says two things at once. */
export interface ProtocolAttack {
  readonly name: string;
  readonly pieces: readonly (string | Uint8Array)[];
  readonly status: number;
}

const HOST = 'Host: localhost\r\n';
const POST = `POST /api/v1/predictions HTTP/1.1\r\n${HOST}`;
const CHUNKED = `${POST}Content-Type: image/png\r\nTransfer-Encoding: chunked\r\n\r\n`;

/** Each is answered with a problem document and the connection is closed. */
export const PROTOCOL_ATTACKS: readonly ProtocolAttack[] = [
  attack('no HTTP at all', 400, '\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03'),
  attack('noise', 400, Buffer.alloc(2000, 0xee)),
  attack('a method that does not exist', 400, `BREW /api/v1/predictions HTTP/1.1\r\n${HOST}\r\n`),
  attack('HTTP 9', 400, `GET / HTTP/9.9\r\n${HOST}\r\n`),
  attack('a header of 100 kB', 431, `GET /health HTTP/1.1\r\n${HOST}A: ${'a'.repeat(100_000)}\r\n\r\n`),
  attack('an address of 100 kB', 431, `GET /${'a'.repeat(100_000)} HTTP/1.1\r\n${HOST}\r\n`),
  attack('10,000 headers', 431, `GET /health HTTP/1.1\r\n${HOST}${'A: b\r\n'.repeat(10_000)}\r\n`),
  attack('a header with NUL', 400, `GET /health HTTP/1.1\r\n${HOST}A: a\0b\r\n\r\n`),
  attack('a header without a name', 400, `GET /health HTTP/1.1\r\n${HOST}: b\r\n\r\n`),
  attack('a blank before the colon', 400, `GET /health HTTP/1.1\r\n${HOST}Content-Length : 4\r\n\r\nabcd`),
  attack('two lengths', 400, `${POST}Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde`),
  attack('a length and chunks', 400, `${POST}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`),
  attack('a negative length', 400, `${POST}Content-Length: -1\r\n\r\n`),
  attack('a length in words', 400, `${POST}Content-Length: ten\r\n\r\n`),
  attack('a length beyond all numbers', 400, `${POST}Content-Length: ${'9'.repeat(40)}\r\n\r\n`),
  attack('an encoding that hides chunks', 400, `${POST}Transfer-Encoding: xchunked\r\nContent-Length: 3\r\n\r\nabc`),
  attack('an expectation that nobody has', 417, `${POST}Expect: miracles\r\nContent-Length: 0\r\n\r\n`),
];

/** What goes wrong after the headers: the route has begun to read, so that Node or the route refuses. */
export const BODY_ATTACKS: readonly ProtocolAttack[] = [
  attack('a chunk of no length', 400, CHUNKED, 'zz\r\nabc\r\n'),
  attack('a chunk of 2^64 bytes', 400, CHUNKED, 'ffffffffffffffffff\r\n'),
  attack('a chunk that is longer than it says', 400, CHUNKED, '3\r\nabcdef\r\n0\r\n\r\n'),
  attack('a chunk with an endless extension', 413, CHUNKED, `3;${'a'.repeat(40_000)}\r\nabc\r\n`),
  attack('an announced 5 GB', 413, `${POST}Content-Type: image/png\r\nContent-Length: 5000000000\r\nConnection: close\r\n\r\n`),
];

function attack(name: string, status: number, ...pieces: readonly (string | Uint8Array)[]): ProtocolAttack {
  return { name, status, pieces };
}
