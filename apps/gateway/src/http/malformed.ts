import { STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { uuidv7 } from 'uuidv7';
import { Problem } from './problem';

/** What Node's parser says by code; anything else is no HTTP. */
function problemOf(error: NodeJS.ErrnoException): Problem {
  switch (error.code) {
    case 'HPE_HEADER_OVERFLOW':
      return new Problem(431, 'headers_too_large', 'The headers, the address among them, are longer than 16 kB.');
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return new Problem(413, 'too_large', 'The extensions of a chunk are longer than 16 kB.');
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new Problem(408, 'too_slow', 'The request did not arrive in time.');
    default:
      return new Problem(400, 'bad_http', 'This is not an HTTP request that can be understood.');
  }
}

/** Answers what never becomes a request (broken headers, chunks, too slow senders) with a problem document too, then closes the connection. */
export function refuseMalformed(server: Server): void {
  const answering = new WeakMap<Duplex, ServerResponse>();
  server.on('request', (request: IncomingMessage, response: ServerResponse) => answering.set(request.socket, response));
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    const response = answering.get(socket);
    // In the middle of an answer nothing more can be said.
    const isTooLate = response?.headersSent === true && !response.writableFinished;
    if (error.code !== 'ECONNRESET' && socket.writable && !isTooLate) socket.write(rawAnswer(problemOf(error)));
    socket.destroy();
  });
  server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    response.socket?.end(rawAnswer(new Problem(417, 'bad_expectation', 'Only `Expect: 100-continue` is understood.')));
  });
}

function rawAnswer(problem: Problem): string {
  const requestId = uuidv7();
  const body = JSON.stringify(problem.document(requestId));
  const lines = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${requestId}`,
    'X-Content-Type-Options: nosniff',
    'Cache-Control: no-store',
    'Connection: close',
  ];
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}
