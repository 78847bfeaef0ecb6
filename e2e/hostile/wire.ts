import { Agent, request, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { connect } from 'node:net';

/** What is sent, byte for byte: nothing is normalised on the way. */
export interface Attack {
  readonly method: string;
  /** Path and query as they stand in the request line. */
  readonly path: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: Uint8Array;
}

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly requestId: string;
  readonly body: string;
}

/** Answers to attacks are looked at by their beginning; pages may be long. */
const KEPT = 20_000;
const SILENT_AFTER_MS = 45_000;

/** Sends requests over connections that stay open, as many at once as a busy client would. */
export class Wire {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 24 });

  constructor(private readonly url: string) {}

  /** The answer, the first `kept` bytes of its body or a little more; rejects when the connection breaks or nothing comes. */
  send(attack: Attack, kept = KEPT): Promise<Answer> {
    const { method, path, headers = {}, body } = attack;
    const { hostname, port } = new URL(this.url);
    return new Promise((resolve, reject) => {
      const outgoing = request({ hostname, port, method, path, headers, agent: this.agent }, (incoming) => {
        read(incoming, kept).then(resolve, reject);
      });
      outgoing.setTimeout(SILENT_AFTER_MS, () => outgoing.destroy(new Error(`no answer to ${method} ${path.slice(0, 100)}`)));
      outgoing.on('error', (error: NodeJS.ErrnoException) => {
        // The server may close an idle connection in the moment in which we use it again: any client asks once more.
        if (outgoing.reusedSocket && error.code === 'ECONNRESET') this.send(attack, kept).then(resolve, reject);
        else reject(error);
      });
      outgoing.end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

async function read(incoming: IncomingMessage, kept: number): Promise<Answer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    if (length < kept) chunks.push(chunk);
    length += chunk.length;
  }
  const { headers, statusCode = 0 } = incoming;
  return {
    status: statusCode,
    type: headers['content-type'] ?? '',
    requestId: String(headers['x-request-id'] ?? ''),
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

/** Writes bytes on a bare connection and gives what came back until the other side closed it. */
export function writeRaw(url: string, pieces: readonly (string | Uint8Array)[], withinMs: number): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    const chunks: Buffer[] = [];
    const limit = setTimeout(() => {
      socket.destroy();
      reject(new Error(`the connection stayed open: ${Buffer.concat(chunks).toString('latin1').slice(0, 200)}`));
    }, withinMs);
    const done = () => {
      clearTimeout(limit);
      resolve(Buffer.concat(chunks).toString('latin1'));
    };
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('close', done);
    // Whoever is refused in the middle of sending may find the connection reset.
    socket.on('error', () => undefined);
    for (const piece of pieces) socket.write(piece);
  });
}
