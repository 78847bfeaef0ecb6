/** What came back. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  /** The parsed body; undefined where there was none. */
  readonly body: Record<string, unknown>;
}

/** Someone at a browser: keeps cookies, and says which page a request comes from. */
export class Visitor {
  private readonly cookies = new Map<string, string>();

  constructor(
    private readonly url: string,
    /** What every request carries besides. */
    private readonly headers: Readonly<Record<string, string>> = { origin: url, 'sec-fetch-site': 'same-origin' },
  ) {}

  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Reply> {
    return this.send('GET', path, undefined, headers);
  }

  post(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Reply> {
    return this.send('POST', path, body, headers);
  }

  async send(method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Reply> {
    const cookie = this.cookieHeader();
    const reply = await fetch(new URL(path, this.url), {
      method,
      redirect: 'manual',
      headers: { ...this.headers, ...(cookie === '' ? {} : { cookie }), 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const line of reply.headers.getSetCookie()) this.keep(line);
    const text = await reply.text();
    const parsed = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
    return { status: reply.status, headers: reply.headers, body: parsed };
  }

  /** What it would send as `Cookie`. */
  cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** The same browser later, or another one with the cookies stolen. */
  copy(headers: Readonly<Record<string, string>> = this.headers): Visitor {
    const other = new Visitor(this.url, headers);
    for (const [name, value] of this.cookies) other.cookies.set(name, value);
    return other;
  }

  private keep(line: string): void {
    const [pair = ''] = line.split(';', 1);
    const name = pair.slice(0, pair.indexOf('='));
    const value = pair.slice(pair.indexOf('=') + 1);
    if (value === '' || /;\s*max-age=0/i.test(line)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}
